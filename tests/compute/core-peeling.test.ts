import { coreNumbers } from '#compute/cpu/core-peeling.ts';
import { coreNumbersOnGpu } from '#compute/gpu/core-peeling.ts';
import { describeBackends } from '../support/describe-backends.ts';
import { describeCorePeeling } from './suites/core-peeling.ts';

describeBackends(
  describeCorePeeling,
  { js: coreNumbers, gpu: coreNumbersOnGpu },
  { parts: true },
);
