import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { findToplexes } from '#hypergraph/toplexes.ts';
import { powerLawHypergraph } from '../bench/power-law.ts';
import { memberSets } from '../support/reference/line-graph.ts';
import { toplexesByPairs } from '../support/reference/toplexes.ts';
import {
  degenerate,
  hypergraphOf,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

function toplexes(hypergraph: Hypergraph): number[] {
  return Array.from(findToplexes(hypergraph.edges, hypergraph.nodes));
}

describe('toplexes', () => {
  it('equal the reference', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        expect(toplexes(hypergraph)).toEqual(
          toplexesByPairs(memberSets(hypergraph)),
        );
      }),
    );
  });

  it.each(degenerate)('equal the reference on %s', (_, hypergraph) => {
    expect(toplexes(hypergraph)).toEqual(
      toplexesByPairs(memberSets(hypergraph)),
    );
  });

  it('equal the reference on a power-law hypergraph', () => {
    const hypergraph = powerLawHypergraph(3000, 3);
    expect(toplexes(hypergraph)).toEqual(
      toplexesByPairs(memberSets(hypergraph)),
    );
  });

  it('keep the first of equal hyperedges and none inside another', () => {
    const hypergraph = hypergraphOf(4, [
      [0, 1],
      [2, 3],
      [0, 1, 2],
      [2, 3],
    ]);
    expect(toplexes(hypergraph)).toEqual([1, 2]);
  });

  it('tell apart hyperedges whose signatures are full', () => {
    const all = Array.from({ length: 600 }, (_, i) => i);
    const hypergraph = hypergraphOf(600, [
      all.filter((i) => i !== 599),
      all.filter((i) => i !== 0),
      all.filter((i) => i !== 0 && i !== 5),
    ]);
    expect(toplexes(hypergraph)).toEqual([0, 1]);
  });

  it('cover every hyperedge', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const sets = memberSets(hypergraph);
        const maximal = toplexes(hypergraph).map((edge) => sets[edge]!);
        for (const set of sets) {
          expect(
            maximal.some((cover) => [...set].every((node) => cover.has(node))),
          ).toBe(true);
        }
      }),
    );
  });
});
