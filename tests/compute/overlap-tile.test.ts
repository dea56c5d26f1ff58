import { overlapsOfRows } from '#compute/cpu/overlap-tile.ts';
import { overlapsOfRowsOnGpu } from '#compute/gpu/overlap-tile.ts';
import { overlapsOfPairs } from '#compute/cpu/overlap-wedges.ts';
import { overlapPairsOnGpu } from '#compute/gpu/overlap-pairs.ts';
import { describe } from 'vitest';
import { describeBackends } from '../support/describe-backends.ts';
import { describeOverlapTile } from './suites/overlap-tile.ts';
import { describeOverlapPairs } from './suites/overlap-wedges.ts';

describe('of listed rows', () => {
  describeBackends(describeOverlapTile, {
    js: (rows, columns, { listed, s }) =>
      overlapsOfRows(rows, columns, listed, s),
    gpu: overlapsOfRowsOnGpu,
  });
});

describe('of rows with many wedges', () => {
  describeBackends(describeOverlapPairs, {
    js: (rows, _columns, { s }) => overlapsOfPairs(rows, s),
    gpu: (device, rows, columns, { s }) =>
      overlapPairsOnGpu(device, rows, columns, {
        s,
        tileFrom: 20,
        bitmapFrom: Infinity,
      }),
  });
});
