import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { computeHomology } from '#topology/homology/homology.ts';
import { computeRelativeHomology } from '#topology/homology/relative-homology.ts';
import {
  hypergraphOf,
  memberLists,
  plainHypergraph,
} from '../../support/plain-hypergraph.ts';
import { subsetsOf } from '../../support/reference/cohesion.ts';
import { rankOverTwo } from '../../support/reference/homology.ts';

/** Non-empty subsets of the lists as sorted text. */
function closure(lists: readonly (readonly number[])[]): Set<string> {
  return new Set(lists.flatMap((list) => subsetsOf(new Set(list), 1)));
}

/** Betti numbers of the chains of the whole without those of the part, by ranks. */
function byRanks(
  whole: Set<string>,
  part: Set<string>,
  maxDim: number,
): number[] {
  const chains = (dim: number): string[] =>
    [...whole].filter(
      (face) => !part.has(face) && face.split(',').length === dim + 1,
    );
  const rank = (dim: number): number => {
    const below = new Map(chains(dim - 1).map((face, i) => [face, i]));
    const rows = chains(dim).map((face) => {
      const nodes = face.split(',');
      const places = nodes.map((_, skip) =>
        below.get(nodes.filter((__, i) => i !== skip).join()),
      );
      return places.filter((place) => place !== undefined);
    });
    return rankOverTwo(rows);
  };
  return Array.from(
    { length: maxDim + 1 },
    (_, dim) =>
      chains(dim).length - (dim === 0 ? 0 : rank(dim)) - rank(dim + 1),
  );
}

const withParts = plainHypergraph.chain((hypergraph) =>
  fc.record({
    hypergraph: fc.constant(hypergraph),
    edges: fc.subarray(
      Array.from({ length: hypergraph.edgeCount }, (_, i) => i),
    ),
    nodes: fc.subarray(
      Array.from({ length: hypergraph.nodeCount }, (_, i) => i),
    ),
  }),
);

function partOf(
  hypergraph: Hypergraph,
  edges: readonly number[],
  nodes: readonly number[],
): Set<string> {
  const lists = memberLists(hypergraph);
  return closure([
    ...edges.map((edge) => lists[edge]!),
    ...lists.map((list) => list.filter((node) => nodes.includes(node))),
  ]);
}

describe('relative homology', () => {
  it('is that of chains outside the part', () => {
    fc.assert(
      fc.property(withParts, ({ hypergraph, edges, nodes }) => {
        const whole = closure(memberLists(hypergraph));
        const part = partOf(hypergraph, edges, nodes);
        expect(computeRelativeHomology(hypergraph, { edges, nodes })).toEqual(
          byRanks(whole, part, 2),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('of a disc and its rim is that of a sphere', () => {
    const disc = hypergraphOf(4, [
      [0, 1, 2],
      [0, 1, 3],
      [0, 2, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    expect(computeRelativeHomology(disc, { edges: [3, 4, 5] })).toEqual([
      0, 0, 1,
    ]);
    expect(computeRelativeHomology(disc, { edges: [0, 1, 2] })).toEqual([
      0, 0, 0,
    ]);
  });

  it('to nothing is the homology itself', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        expect(computeRelativeHomology(hypergraph, {})).toEqual(
          computeHomology(hypergraph).betti,
        );
      }),
    );
  });

  it('refuses parts that are not there', () => {
    const hypergraph = hypergraphOf(2, [[0, 1]]);
    for (const options of [{ edges: [1] }, { nodes: [-1] }]) {
      expect(() => computeRelativeHomology(hypergraph, options)).toThrow(
        expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
      );
    }
  });
});
