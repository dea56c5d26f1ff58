import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { twoSection } from '#hypergraph/expansions.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowLengths } from '#hypergraph/incidence.ts';
import {
  downwardClosure,
  flagComplex,
  randomFlagComplex,
  randomSimplicialComplex,
} from '#topology/models/complexes.ts';
import { plainHypergraph } from '../support/plain-hypergraph.ts';

const members = (hypergraph: Hypergraph): number[][] =>
  Array.from({ length: hypergraph.edgeCount }, (_, edge) => [
    ...hypergraph.edgeMembers(edge),
  ]);

describe('complexes', () => {
  const closed = (hypergraph: Hypergraph): boolean => {
    const sets = new Set(members(hypergraph).map((row) => row.join()));
    return members(hypergraph).every(
      (row) =>
        row.length === 1 ||
        row.every((out) => sets.has(row.filter((v) => v !== out).join())),
    );
  };

  it('closures hold every subset once', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const closure = downwardClosure(hypergraph);
        expect(closed(closure)).toBe(true);
        const sets = members(closure).map((row) => row.join());
        expect(new Set(sets).size).toBe(sets.length);
        for (const row of members(hypergraph)) {
          if (row.length > 0) expect(sets).toContain(row.join());
        }
      }),
      { numRuns: 40 },
    );
  });

  it('random complexes are closed', () => {
    const drawn = randomSimplicialComplex(12, [
      { size: 2, p: 0.1 },
      { size: 3, p: 0.05 },
    ]);
    expect(closed(drawn)).toBe(true);
    expect(drawn.networkType).toBe('asc');
    expect(closed(randomFlagComplex(12, 0.4, { maxSize: 4 }))).toBe(true);
  });

  it('the flag complex of two triangles on a pair', () => {
    const graph = twoSection(
      hypergraphFromMembers([
        ['a', 'b', 'c'],
        ['b', 'c', 'd'],
      ]),
    );
    const sizes = [...rowLengths(flagComplex(graph).edges)];
    expect(sizes).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3]);
    const bare = flagComplex(graph, { fill: () => 0 });
    expect([...rowLengths(bare.edges)].filter((s) => s === 3)).toEqual([]);
  });
});
