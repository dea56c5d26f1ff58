import { overlapsOfRows } from '#compute/cpu/overlap-tile.ts';
import { overlapsOfRowsOnGpu } from '#compute/gpu/overlap-tile.ts';
import { describeBackends } from '../support/describe-backends.ts';
import { describeOverlapTile } from './suites/overlap-tile.ts';

describeBackends(describeOverlapTile, {
  js: (rows, columns, { listed, s }) =>
    overlapsOfRows(rows, columns, listed, s),
  gpu: overlapsOfRowsOnGpu,
});
