import { sortKeys, sortPairs } from '#compute/cpu/radix-sort.ts';
import { sortKeysOnGpu, sortPairsOnGpu } from '#compute/gpu/radix-sort.ts';
import { describe } from 'vitest';
import { describeBackends } from '../support/describe-backends.ts';
import { describeSortKeys, describeSortPairs } from './suites/radix-sort.ts';

describe('keys', () => {
  describeBackends(describeSortKeys, { js: sortKeys, gpu: sortKeysOnGpu });
});

describe('pairs', () => {
  describeBackends(describeSortPairs, { js: sortPairs, gpu: sortPairsOnGpu });
});
