import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeBetweenness } from '#topology/centrality/betweenness.ts';
import { computeSampledBetweenness } from '#topology/centrality/sampled-betweenness.ts';
import { powerLawHypergraph } from '../bench/power-law.ts';
import {
  arbitrarySide,
  degenerate,
  hypergraphOf,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

const subject = powerLawHypergraph(1200, 5);

describe('sampled betweenness', () => {
  it('is exact from all elements', () => {
    fc.assert(
      fc.property(
        plainHypergraph,
        arbitrarySide,
        fc.boolean(),
        (hypergraph, side, normalized) => {
          const asked = { ...side, normalized };
          const exact = computeBetweenness(hypergraph, asked);
          const found = computeSampledBetweenness(hypergraph, {
            ...asked,
            samples: 1000,
          });
          expect(found.bound).toBe(0);
          exact.forEach((score, element) => {
            expect(found.values[element]).toBeCloseTo(score, 9);
            expect(found.margins[element]).toBe(0);
          });
        },
      ),
    );
  });

  it('has intervals that hold about 95 of 100 values, and a bound that holds all', () => {
    const exact = computeBetweenness(subject, { normalized: true });
    // of elements that hardly any source depends on, a sample sees nothing
    const seen = [...exact.keys()].filter((element) => exact[element]! > 1e-3);
    expect(seen.length).toBeGreaterThan(20);
    let held = 0;
    const runs = 40;
    for (let seed = 0; seed < runs; seed++) {
      const options = { samples: 150, seed, normalized: true };
      const found = computeSampledBetweenness(subject, options);
      for (const element of seen) {
        const gap = Math.abs(found.values[element]! - exact[element]!);
        expect(gap).toBeLessThanOrEqual(found.bound);
        if (gap <= found.margins[element]!) held++;
      }
    }
    const share = held / (runs * seen.length);
    expect(share).toBeGreaterThan(0.88);
    expect(share).toBeLessThan(0.99);
  });

  it('is without bias', () => {
    const exact = computeBetweenness(subject);
    const top = exact.indexOf(Math.max(...exact));
    const runs = 60;
    let sum = 0;
    let error = 0;
    for (let seed = 0; seed < runs; seed++) {
      const found = computeSampledBetweenness(subject, { samples: 60, seed });
      sum += found.values[top]! / runs;
      error = Math.max(error, found.errors[top]!);
    }
    expect(Math.abs(sum - exact[top]!)).toBeLessThan(
      (4 * error) / Math.sqrt(runs),
    );
  });

  it('repeats for a seed, whatever the backend', () => {
    const options = { samples: 50, seed: 7 };
    const one = computeSampledBetweenness(subject, options);
    const two = computeSampledBetweenness(subject, {
      ...options,
      backend: 'js',
    });
    one.values.forEach((value, element) => {
      expect(two.values[element]).toBeCloseTo(value, 6);
    });
  });

  it.each(degenerate)('is finite on %s', (_, hypergraph) => {
    const found = computeSampledBetweenness(hypergraph, { samples: 2 });
    expect([...found.values, ...found.margins, found.bound]).not.toContain(NaN);
  });

  it('refuses a sample that has no spread', () => {
    const pair = hypergraphOf(2, [[0], [0, 1]]);
    expect(() => computeSampledBetweenness(pair, { samples: 1 })).toThrow(
      /integer of at least 2/,
    );
  });
});
