import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import {
  computeDirectedDegrees,
  computeSignatures,
  directedStructure,
} from '#topology/directed/directed-structure.ts';
import { computeReachability } from '#topology/directed/reachability.ts';
import { computeReciprocity } from '#topology/directed/reciprocity.ts';

/** Nodes by number; each row a tail and a head. */
function directed(
  rows: readonly (readonly [readonly number[], readonly number[]])[],
  nodes = 8,
): Hypergraph {
  const builder = new HypergraphBuilder();
  for (let node = 0; node < nodes; node++) builder.addNode(node);
  rows.forEach(([tail, head], i) => {
    const edge = builder.addEdge(`e${i}`);
    for (const [side, members] of [
      ['tail', tail],
      ['head', head],
    ] as const) {
      for (const node of members) {
        builder.addIncidence(edge, node);
        builder.setIncidence('role', side);
      }
    }
  });
  return builder.build();
}

const side = fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 3 });
const arbitraryRows = fc.array(fc.tuple(side, side), { maxLength: 10 });

/** 0, 1 → 2; 2 → 3, 4; 3, 5 → 6; 4 → 0. */
const relay = directed([
  [[0, 1], [2]],
  [[2], [3, 4]],
  [[3, 5], [6]],
  [[4], [0]],
]);

describe('directed structure', () => {
  it('counts heads and tails', () => {
    const degrees = computeDirectedDegrees(directedStructure(relay));
    expect([...degrees.outDegree]).toEqual([1, 1, 1, 1, 1, 1, 0, 0]);
    expect([...degrees.inDegree]).toEqual([1, 0, 1, 1, 1, 0, 1, 0]);
    expect([...degrees.tailSize]).toEqual([2, 1, 2, 1]);
    expect([...degrees.headSize]).toEqual([1, 2, 1, 1]);
    expect(computeSignatures(directedStructure(relay))).toEqual([
      [1, 1, 1],
      [1, 2, 1],
      [2, 1, 2],
    ]);
  });

  it('takes a node on both sides for both', () => {
    const loop = directedStructure(directed([[[0], [0, 1]]]));
    const { inDegree, outDegree } = computeDirectedDegrees(loop);
    expect([inDegree[0], outDegree[0], inDegree[1]]).toEqual([1, 1, 1]);
  });

  it('needs roles', () => {
    const plain = hypergraphFromMembers([['a', 'b']]);
    expect(() => directedStructure(plain)).toThrow('No incidence has the role');
  });
});

describe('reachability', () => {
  it('follows whole tails forward and whole heads back', () => {
    const structure = directedStructure(relay);
    const rounds = (start: number[], kind: 'b' | 'f' | 'simple'): number[] => [
      ...computeReachability(structure, start, kind).ofNode,
    ];
    expect(rounds([0], 'b')).toEqual([0, -1, -1, -1, -1, -1, -1, -1]);
    expect(rounds([0, 1], 'b')).toEqual([0, 0, 1, 2, 2, -1, -1, -1]);
    expect(rounds([0], 'simple')).toEqual([0, -1, 1, 2, 2, -1, 3, -1]);
    expect(rounds([6], 'f')).toEqual([-1, -1, -1, 1, -1, 1, 0, -1]);
    expect(rounds([6, 4], 'f')).toEqual([3, 3, 2, 1, 0, 1, 0, -1]);
    expect(() => rounds([9], 'b')).toThrow('no node 9');
  });

  it('is the closure that repeated passes find', () => {
    fc.assert(
      fc.property(arbitraryRows, side, (rows, start) => {
        if (rows.flat(2).length === 0) return;
        const { ofNode, ofEdge } = computeReachability(
          directedStructure(directed(rows)),
          start,
        );
        const reached = new Set(start);
        for (let pass = 0; pass < 20; pass++) {
          for (const [tail, head] of rows) {
            if (tail.every((v) => reached.has(v))) {
              head.forEach((v) => reached.add(v));
            }
          }
        }
        ofNode.forEach((round, v) => expect(round >= 0).toBe(reached.has(v)));
        rows.forEach(([tail], edge) =>
          expect(ofEdge[edge]! >= 0).toBe(tail.every((v) => reached.has(v))),
        );
      }),
    );
  });

  it('backwards is forwards on the reverse', () => {
    fc.assert(
      fc.property(arbitraryRows, side, (rows, start) => {
        if (rows.flat(2).length === 0) return;
        const back = rows.map(([tail, head]) => [head, tail] as const);
        const there = directedStructure(directed(rows));
        const reversed = directedStructure(directed(back));
        expect(computeReachability(there, start, 'f')).toEqual(
          computeReachability(reversed, start, 'b'),
        );
      }),
    );
  });
});

describe('reciprocity', () => {
  it('tells exact, strong and weak answers apart', () => {
    const rows = computeReciprocity(
      directedStructure(
        directed([
          [[0, 1], [2]], // answered exactly
          [[2], [0, 1]],
          [[3], [4, 5]], // 4 and 5 answer 3 in two hyperedges: strong
          [[4], [3]],
          [[5], [3, 6]], // 3 answers 5, 6 does not: weak
        ]),
      ),
    );
    expect(rows[0]).toEqual({
      size: null,
      edges: 5,
      exact: 2 / 5,
      strong: 4 / 5,
      weak: 1,
    });
    expect(rows.slice(1).map(({ size, edges }) => [size, edges])).toEqual([
      [2, 1],
      [3, 4],
    ]);
  });

  it('is ordered: exact, then strong, then weak', () => {
    fc.assert(
      fc.property(arbitraryRows, (rows) => {
        if (rows.flat(2).length === 0) return;
        for (const row of computeReciprocity(
          directedStructure(directed(rows)),
        )) {
          expect(row.exact).toBeLessThanOrEqual(row.strong);
          expect(row.strong).toBeLessThanOrEqual(row.weak);
        }
      }),
    );
  });
});
