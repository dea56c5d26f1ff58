import { componentRoots } from '#compute/cpu/components.ts';
import { sComponents } from '#compute/cpu/s-components.ts';
import {
  componentRootsOnGpu,
  sComponentsOnGpu,
} from '#compute/gpu/components.ts';
import { describe } from 'vitest';
import { describeBackends } from '../support/describe-backends.ts';
import {
  describeComponents,
  describeSComponents,
} from './suites/components.ts';

describe('of a graph', () => {
  describeBackends(
    describeComponents,
    { js: componentRoots, gpu: componentRootsOnGpu },
    { parts: true },
  );
});

describe('of the s-line graph', () => {
  describeBackends(
    describeSComponents,
    { js: sComponents, gpu: sComponentsOnGpu },
    { parts: true },
  );
});
