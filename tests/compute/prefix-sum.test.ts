import { prefixSum } from '#compute/cpu/prefix-sum.ts';
import { prefixSumOnGpu } from '#compute/gpu/prefix-sum.ts';
import { describeBackends } from '../support/describe-backends.ts';
import { describePrefixSum } from './suites/prefix-sum.ts';

describeBackends(
  describePrefixSum,
  { js: prefixSum, gpu: prefixSumOnGpu },
  { parts: true },
);
