import { graphLevels, incidenceLevels } from '#compute/cpu/breadth-first.ts';
import {
  graphLevelsOnGpu,
  incidenceLevelsOnGpu,
} from '#compute/gpu/breadth-first.ts';
import { describe } from 'vitest';
import { describeBackends } from '../support/describe-backends.ts';
import {
  describeGraphLevels,
  describeIncidenceLevels,
} from './suites/breadth-first.ts';

describe('over incidence', () => {
  describeBackends(
    describeIncidenceLevels,
    { js: incidenceLevels, gpu: incidenceLevelsOnGpu },
    { parts: true },
  );
});

describe('over s-adjacency', () => {
  describeBackends(describeGraphLevels, {
    js: graphLevels,
    gpu: graphLevelsOnGpu,
  });
});
