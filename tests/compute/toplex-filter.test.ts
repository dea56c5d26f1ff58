import { maximalRows } from '#compute/cpu/toplex-filter.ts';
import { maximalRowsOnGpu } from '#compute/gpu/toplex-filter.ts';
import { describeBackends } from '../support/describe-backends.ts';
import { describeToplexFilter } from './suites/toplex-filter.ts';

describeBackends(
  describeToplexFilter,
  { js: maximalRows, gpu: maximalRowsOnGpu },
  { parts: true },
);
