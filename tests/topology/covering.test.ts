import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { hittingSet, setCover } from '#topology/covering/covers.ts';
import {
  greedyMatching,
  maximalMatching,
} from '#topology/covering/matching.ts';
import { plainHypergraph } from '../support/plain-hypergraph.ts';

const members = (hypergraph: Hypergraph): number[][] =>
  Array.from({ length: hypergraph.edgeCount }, (_, edge) => [
    ...hypergraph.edgeMembers(edge),
  ]);

/** All choices of rows, of up to 12. */
function* choices(count: number): Generator<number[]> {
  for (let bits = 0; bits < 1 << count; bits++) {
    yield [...new Array(count).keys()].filter((i) => (bits >> i) & 1);
  }
}

const disjoint = (rows: number[][], chosen: Iterable<number>): boolean => {
  const all = [...chosen].flatMap((edge) => rows[edge]!);
  return new Set(all).size === all.length;
};

function bestMatching(rows: number[][], weights: Float64Array): number {
  let best = 0;
  for (const chosen of choices(rows.length)) {
    const weight = chosen
      .filter((edge) => rows[edge]!.length > 0)
      .reduce((sum, edge) => sum + weights[edge]!, 0);
    if (weight > best && disjoint(rows, chosen)) best = weight;
  }
  return best;
}

function bestCover(rows: number[][], costs: Float64Array): number {
  const all = new Set(rows.flat()).size;
  let best = Infinity;
  for (const chosen of choices(rows.length)) {
    const cost = chosen.reduce((sum, edge) => sum + costs[edge]!, 0);
    if (cost >= best) continue;
    if (new Set(chosen.flatMap((e) => rows[e]!)).size === all) best = cost;
  }
  return best;
}

const weighted = plainHypergraph.chain((hypergraph) =>
  fc.record({
    hypergraph: fc.constant(hypergraph),
    weights: fc
      .array(fc.integer({ min: 1, max: 9 }), {
        minLength: hypergraph.edgeCount,
        maxLength: hypergraph.edgeCount,
      })
      .map((values) => Float64Array.from(values)),
  }),
);

describe('matching', () => {
  it('is maximal, and between its guarantee and its bound', () => {
    fc.assert(
      fc.property(weighted, fc.integer(), ({ hypergraph, weights }, seed) => {
        const rows = members(hypergraph);
        const ones = new Float64Array(rows.length).fill(1);
        const cases = [
          [greedyMatching(hypergraph), ones],
          [greedyMatching(hypergraph, { improve: false }), ones],
          [greedyMatching(hypergraph, { weights }), weights],
          [maximalMatching(hypergraph, seed), ones],
        ] as const;
        for (const [found, weightOf] of cases) {
          const best = bestMatching(rows, weightOf);
          expect(disjoint(rows, found.edges)).toBe(true);
          expect(found.weight).toBeLessThanOrEqual(best);
          expect(found.upperBound).toBeGreaterThanOrEqual(best);
          expect(found.weight).toBeGreaterThanOrEqual(
            found.guarantee * best - 1e-9,
          );
          rows.forEach((row, edge) => {
            if (row.length === 0 || found.edges.includes(edge)) return;
            expect(disjoint(rows, [...found.edges, edge])).toBe(false);
          });
        }
      }),
      { numRuns: 50 },
    );
  });

  it('exchanges one for two', () => {
    const path = hypergraphFromMembers([
      ['b', 'c'],
      ['a', 'b', 'x'],
      ['c', 'd', 'y'],
    ]);
    const kept = greedyMatching(path, { improve: false });
    expect([...kept.edges]).toEqual([0]);
    expect([...greedyMatching(path).edges]).toEqual([1, 2]);
  });

  it('takes weights of all hyperedges or none', () => {
    const one = hypergraphFromMembers([['a']]);
    expect(() => greedyMatching(one, { weights: Float64Array.of(-1) })).toThrow(
      'weight of at least 0',
    );
  });
});

describe('covers', () => {
  it('cover, between the bound below and the guarantee above', () => {
    fc.assert(
      fc.property(weighted, ({ hypergraph, weights }) => {
        const rows = members(hypergraph);
        const ones = new Float64Array(rows.length).fill(1);
        for (const costs of [ones, weights]) {
          const found = setCover(hypergraph, { costs });
          const held = new Set([...found.chosen].flatMap((e) => rows[e]!));
          expect(held.size).toBe(new Set(rows.flat()).size);
          const best = bestCover(rows, costs);
          expect(found.cost).toBeGreaterThanOrEqual(best);
          expect(found.lowerBound).toBeLessThanOrEqual(best + 1e-9);
          expect(found.cost).toBeLessThanOrEqual(found.guarantee * best + 1e-9);
          expect(found.cost).toBeLessThanOrEqual(
            found.guarantee * found.lowerBound + 1e-9,
          );
        }
      }),
      { numRuns: 50 },
    );
  });

  it('hitting sets meet every hyperedge', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const { chosen, lowerBound } = hittingSet(hypergraph);
        const hit = new Set(chosen);
        for (const row of members(hypergraph)) {
          if (row.length > 0)
            expect(row.some((node) => hit.has(node))).toBe(true);
        }
        // Disjoint hyperedges need a node each.
        const { weight } = greedyMatching(hypergraph);
        expect(chosen.length).toBeGreaterThanOrEqual(weight);
        expect(lowerBound).toBeLessThanOrEqual(chosen.length + 1e-9);
      }),
    );
  });

  it('greedy takes the known bad choice of two rows against four columns each', () => {
    // Chvátal's example: greedy takes 4, 2 and 1 columns at a time, two rows do.
    const tight = hypergraphFromMembers([
      ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7'],
      ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7'],
      ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'b3', 'b4'],
      ['a5', 'a6', 'b5', 'b6'],
      ['a7', 'b7'],
    ]);
    const { chosen, cost, lowerBound } = setCover(tight);
    expect([...chosen]).toEqual([2, 3, 4]);
    expect(cost).toBe(3);
    expect(lowerBound).toBeLessThanOrEqual(2);
    expect(lowerBound).toBeGreaterThan(1);
  });

  it('is empty without nodes, and refuses costs of 0', () => {
    expect(setCover(hypergraphFromMembers([])).cost).toBe(0);
    const one = hypergraphFromMembers([['a']]);
    expect(() => setCover(one, { costs: Float64Array.of(0) })).toThrow(
      'cost above 0',
    );
  });
});
