import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countOverlapPairs,
  overlapPairs,
  sAdjacency,
} from '#compute/cpu/overlap-pairs.ts';
import { forEachPair } from '#topology/walks/line-graph.ts';
import { rowCount } from '#hypergraph/incidence.ts';
import { sStructure } from '#topology/s-structure.ts';
import { lineGraphPairs, memberSets } from '../support/reference/line-graph.ts';
import {
  arbitrarySide,
  degenerate,
  hypergraphOf,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

type Pairs = Parameters<typeof forEachPair>[0];

function listed(pairs: Pairs): [number, number, number][] {
  const list: [number, number, number][] = [];
  forEachPair(pairs, (left, right, shared) => list.push([left, right, shared]));
  return list;
}

describe('overlap pairs', () => {
  it('equal the reference, in order', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, side) => {
        const { rows, columns, s } = sStructure(hypergraph, side);
        const expected = lineGraphPairs(memberSets(hypergraph, side.of), s);
        expect(listed(overlapPairs(rows, columns, s))).toEqual(expected);
        expect(countOverlapPairs(rows, columns, s)).toBe(expected.length);
      }),
    );
  });

  it.each(degenerate)('equal the reference on %s', (_, hypergraph) => {
    for (const s of [1, 2, 3]) {
      const { edges, nodes } = hypergraph;
      expect(listed(overlapPairs(edges, nodes, s))).toEqual(
        lineGraphPairs(memberSets(hypergraph), s),
      );
    }
  });

  it.each([255, 256, 65_536, 70_000])('count %i shared members', (shared) => {
    const members = Array.from({ length: shared }, (_, i) => i);
    const hypergraph = hypergraphOf(shared + 2, [
      [...members, shared],
      [...members, shared + 1],
      [0],
    ]);
    const { edges, nodes } = hypergraph;
    expect(listed(overlapPairs(edges, nodes, shared))).toEqual([
      [0, 1, shared],
    ]);
    expect(countOverlapPairs(edges, nodes, shared + 1)).toBe(0);
  });
});

describe('adjacency', () => {
  it('lists every pair from both ends, ascending', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, side) => {
        const { rows, columns, s } = sStructure(hypergraph, side);
        const expected = Array.from(
          { length: rowCount(rows) },
          (): number[] => [],
        );
        for (const [i, j] of lineGraphPairs(
          memberSets(hypergraph, side.of),
          s,
        )) {
          expected[i]!.push(j);
          expected[j]!.push(i);
        }
        const { offsets, members } = sAdjacency(rows, columns, s)!;
        const actual = expected.map((_, i) =>
          Array.from(members.subarray(offsets[i], offsets[i + 1])),
        );
        expect(actual).toEqual(
          expected.map((list) => list.sort((a, b) => a - b)),
        );
      }),
    );
  });

  it('gives up beyond the pairs allowed', () => {
    const { edges, nodes } = hypergraphOf(1, [[0], [0], [0]]);
    expect(sAdjacency(edges, nodes, 1, { maxPairs: 2 })).toBeUndefined();
    expect(sAdjacency(edges, nodes, 1, { maxPairs: 3 })).toBeDefined();
  });
});
