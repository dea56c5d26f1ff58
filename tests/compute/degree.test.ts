import { degrees, weightedDegrees } from '#compute/cpu/degree.ts';
import { degreesOnGpu, weightedDegreesOnGpu } from '#compute/gpu/degree.ts';
import { describe } from 'vitest';
import { describeBackends } from '../support/describe-backends.ts';
import { describeDegrees, describeWeightedDegrees } from './suites/degree.ts';

describe('degrees', () => {
  describeBackends(
    describeDegrees,
    { js: degrees, gpu: degreesOnGpu },
    { parts: true },
  );
});

describe('weighted degrees', () => {
  describeBackends(describeWeightedDegrees, {
    js: weightedDegrees,
    gpu: weightedDegreesOnGpu,
  });
});
