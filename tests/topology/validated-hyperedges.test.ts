import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialTail } from '#compute/cpu/validated-sets.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import { uniformModel } from '#topology/models/random-sets.ts';
import {
  validateCores,
  validateHyperedges,
} from '#topology/models/validated-hyperedges.ts';

/** By Pascal's triangle, in exact weights. */
function plainTail(count: number, trials: number, share: number): number {
  let row = [1];
  for (let n = 0; n < trials; n++) {
    const next = new Array<number>(row.length + 1).fill(0);
    row.forEach((weight, k) => {
      next[k]! += weight * (1 - share);
      next[k + 1]! += weight * share;
    });
    row = next;
  }
  return row.slice(count).reduce((sum, weight) => sum + weight, 0);
}

describe('binomial tail', () => {
  it('equals the sum over all outcomes', () => {
    const trial = fc.tuple(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 42 }),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
    );
    fc.assert(
      fc.property(trial, ([trials, count, share]) => {
        const expected = plainTail(count, trials, share);
        const found = binomialTail(count, trials, share);
        expect(Math.abs(found - expected)).toBeLessThanOrEqual(
          1e-10 * Math.max(expected, 1e-30) + 1e-15 * Number(expected > 0.1),
        );
      }),
    );
  });

  it('is sure or impossible at the ends', () => {
    expect(binomialTail(0, 5, 0.3)).toBe(1);
    expect(binomialTail(6, 5, 0.3)).toBe(0);
    expect(binomialTail(2, 5, 1)).toBe(1);
    expect(binomialTail(1, 5, 0)).toBe(0);
  });
});

/** 300 random triples of 60 nodes; the set 0, 1, 2 twelve times more. */
const planted = (() => {
  const noise = uniformModel({ nodes: 60, edges: 300, size: 3, repeats: true });
  const rows = Array.from({ length: 300 }, (_, edge) =>
    Array.from(noise.edgeMembers(edge), String),
  );
  for (let i = 0; i < 12; i++) rows.push(['0', '1', '2']);
  return hypergraphFromMembers(rows);
})();

describe('statistically validated hyperedges', () => {
  const ids = (members: readonly number[]): string =>
    members
      .map((node) => planted.nodeIds.textAt(node))
      .sort()
      .join();

  it('finds the set that was planted and no other', () => {
    const sets = validateHyperedges(planted);
    const validated = sets.filter((set) => set.validated);
    expect(validated.map((set) => ids(set.members))).toEqual(['0,1,2']);
    expect(validated[0]!.count).toBe(12);
    expect(validated[0]!.p).toBeLessThan(1e-12);
  });

  it('counts fewer tests where only sets observed are tested', () => {
    const possible = validateHyperedges(planted);
    const observed = validateHyperedges(planted, { tests: 'observed' });
    possible.forEach((set, i) => {
      expect(observed[i]!.q).toBeLessThanOrEqual(set.q);
    });
  });

  it('finds cores within larger hyperedges, and nothing inside them again', () => {
    const rows = Array.from({ length: 60 }, (_, i) => [
      ...(i < 15 ? ['a', 'b', 'c'] : []),
      `x${i % 20}`,
      `y${(i * 7) % 23}`,
    ]);
    const hypergraph = hypergraphFromMembers(rows);
    const found = validateCores(hypergraph).filter((set) => set.validated);
    const names = found.map(({ members }) =>
      members.map((node) => hypergraph.nodeIds.textAt(node)).join(),
    );
    expect(names).toContain('a,b,c');
    expect(names).not.toContain('a,b');
  });

  it('has nothing to say without hyperedges', () => {
    expect(validateHyperedges(hypergraphFromMembers([]))).toEqual([]);
    expect(validateCores(hypergraphFromMembers([]))).toEqual([]);
  });
});
