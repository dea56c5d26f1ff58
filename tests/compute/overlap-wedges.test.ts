import { countOverlapPairs } from '#compute/cpu/overlap-pairs.ts';
import { overlapsOfPairs } from '#compute/cpu/overlap-wedges.ts';
import {
  countOverlapPairsOnGpu,
  overlapPairsOnGpu,
  type OverlapWays,
} from '#compute/gpu/overlap-pairs.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { describe, expect, it } from 'vitest';
import { describeBackends } from '../support/describe-backends.ts';
import { heavyMatrix } from '../support/incidence-cases.ts';
import {
  describeOverlapPairs,
  type OverlapArgs,
} from './suites/overlap-wedges.ts';

const js = (...[rows, , { s }]: OverlapArgs) => overlapsOfPairs(rows, s);

/** The GPU in one of its ways alone. */
function by(ways: OverlapWays) {
  return (
    device: Parameters<typeof overlapPairsOnGpu>[0],
    ...[rows, columns, { s }]: OverlapArgs
  ) => overlapPairsOnGpu(device, rows, columns, { s, ...ways });
}

describe('by wedges', () => {
  describeBackends(
    describeOverlapPairs,
    { js, gpu: by({ tileFrom: Infinity, bitmapFrom: Infinity }) },
    { parts: true },
  );
});

describe('by bit sets', () => {
  describeBackends(describeOverlapPairs, { js, gpu: by({ bitmapFrom: 0 }) });
});

describe('their number alone', () => {
  describeBackends<[Incidence, Incidence, number], number>(
    ({ run }) => {
      it('equals the number of pairs', async () => {
        const { rows, columns } = heavyMatrix({
          rows: 200,
          columns: 60,
          size: 4,
          seed: 1,
        });
        const pairs = overlapsOfPairs(rows, 2).neighbors.length;
        expect(await run(rows, columns, 2)).toBe(pairs);
        expect(await run(rows, columns, 99)).toBe(0);
      });
    },
    { js: countOverlapPairs, gpu: countOverlapPairsOnGpu },
    { parts: true },
  );
});
