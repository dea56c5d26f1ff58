import { describe, expect, it } from 'vitest';
import { PolyadError } from '#errors/polyad-error.ts';
import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import { peelCores } from '#compute/cores.ts';
import { betweenness } from '#compute/cpu/betweenness.ts';
import { distanceTotals } from '#compute/cpu/distance-totals.ts';
import { largestDistance } from '#compute/cpu/largest-distance.ts';
import { countOverlapPairs, overlapPairs } from '#compute/cpu/overlap-pairs.ts';
import { sComponents } from '#compute/cpu/s-components.ts';
import { sDistances } from '#compute/cpu/s-distances.ts';
import { sLevels } from '#compute/s-levels.ts';
import { transpose } from '#hypergraph/incidence.ts';
import { findToplexes } from '#hypergraph/toplexes.ts';
import { powerLawHypergraph } from '../bench/power-law.ts';

const { edges, nodes } = powerLawHypergraph(20_000, 1);

const kernels: [string, (options: LoopOptions) => unknown][] = [
  ['overlap pairs', (o) => overlapPairs(edges, nodes, 1, o)],
  ['pair count', (o) => countOverlapPairs(edges, nodes, 1, o)],
  ['components', (o) => sComponents(edges, nodes, 3, o)],
  ['distances', (o) => sDistances(edges, nodes, 1, { ...o, source: 0 })],
  ['distance totals', (o) => distanceTotals(edges, nodes, 2, o)],
  ['largest distance', (o) => largestDistance(edges, nodes, 1, o)],
  ['betweenness', (o) => betweenness(edges, nodes, 3, o)],
  ['toplexes', (o) => findToplexes(edges, nodes, o)],
];

describe.each(kernels)('%s', (_, run) => {
  it('refuses to start when already stopped', () => {
    const signal = AbortSignal.abort('enough');
    expect(() => run({ signal })).toThrow(
      expect.objectContaining({ code: 'CANCELLED' }) as Error,
    );
  });

  it('ends its progress with everything done', () => {
    const seen: number[] = [];
    run({ onProgress: (done, total) => seen.push(done / total) });
    expect(seen.at(-1)).toBe(1);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(0);
  });
});

describe('a long loop', () => {
  it('stops in its middle when a deadline passes', () => {
    let looks = 0;
    const signal = {
      get aborted() {
        return ++looks > 3;
      },
    };
    expect(() => betweenness(edges, nodes, 2, { signal })).toThrow(
      expect.objectContaining({ code: 'CANCELLED' }) as Error,
    );
    expect(looks).toBe(4);
  });

  it.each(['js', 'wasm'] as const)(
    'stops inside cores and levels on %s',
    (backend) => {
      // A path: a wave, or a level, at a time.
      const length = 1_500_000;
      const path = {
        offsets: Uint32Array.from({ length: length + 1 }, (_, i) => 2 * i),
        members: Uint32Array.from(
          { length: 2 * length },
          (_, i) => (i >> 1) + (i & 1),
        ),
      };
      const columns = transpose(path, length + 1);
      const least = new Uint32Array(length).fill(2);
      const runs = [
        (options: ComputeOptions) => peelCores(path, columns, least, options),
        (options: ComputeOptions) =>
          sLevels(path, columns, 1, { ...options, source: 0 }),
      ];
      for (const run of runs) {
        let looks = 0;
        let done = 0;
        const signal = {
          get aborted() {
            return ++looks > 2;
          },
        };
        const onProgress = (part: number, total: number): void => {
          done = part / total;
        };
        expect(() => run({ backend, signal, onProgress })).toThrow(
          expect.objectContaining({ code: 'CANCELLED' }) as Error,
        );
        expect(looks).toBe(3);
        expect(done).toBeLessThan(1);
      }
    },
  );

  it('throws the reason where that is an error of ours', () => {
    const reason = new PolyadError('LIMIT_EXCEEDED', 'Out of time.');
    const watch = () => new LoopWatch(1, { signal: { aborted: true, reason } });
    expect(watch).toThrow(reason);
  });
});
