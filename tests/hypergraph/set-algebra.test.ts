import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  differenceOf,
  flipIncidences,
  intersectionOf,
  unionOf,
} from '#hypergraph/set-algebra.ts';
import { arbitraryHypergraph } from '../support/arbitrary-hypergraph.ts';
import { snapshotOf } from '../support/hypergraph-snapshot.ts';
import { plainHypergraph } from '../support/plain-hypergraph.ts';

// few ids, so that two of them share some
const some = arbitraryHypergraph({
  ids: 'text',
  idText: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
});

/** Nodes, hyperedges and incidences as texts. */
function parts(hypergraph: Hypergraph): Record<string, Set<string>> {
  const { nodes, edges, incidences } = snapshotOf(hypergraph);
  return {
    nodes: new Set(nodes.keys()),
    edges: new Set(edges.keys()),
    incidences: new Set(incidences.keys()),
  };
}

const both = (a: Set<string>, b: Set<string>): Set<string> =>
  new Set([...a].filter((key) => b.has(key)));

describe('set algebra', () => {
  it('of two hypergraphs by ids', () => {
    const left = hypergraphFromMembers({ A: ['a', 'b'], B: ['c'] });
    const right = hypergraphFromMembers({ A: ['b', 'd'], C: ['c'] });
    const names = (hypergraph: Hypergraph): string[] => [
      ...parts(hypergraph)['incidences']!,
    ];
    expect(names(unionOf(left, right))).toEqual([
      '"A" "a"',
      '"A" "b"',
      '"A" "d"',
      '"B" "c"',
      '"C" "c"',
    ]);
    const shared = intersectionOf(left, right);
    expect(names(shared)).toEqual(['"A" "b"']);
    expect(shared).toMatchObject({ nodeCount: 2, edgeCount: 1 });
    const rest = differenceOf(left, right);
    expect(names(rest)).toEqual(['"A" "a"', '"B" "c"']);
    expect(rest).toMatchObject({ nodeCount: 2, edgeCount: 2 });
  });

  it('is that of nodes, hyperedges and incidences', () => {
    fc.assert(
      fc.property(some, some, (left, right) => {
        const [l, r] = [parts(left), parts(right)];
        const union = parts(unionOf(left, right));
        const shared = parts(intersectionOf(left, right));
        const rest = parts(differenceOf(left, right));
        for (const kind of ['nodes', 'edges', 'incidences']) {
          expect(union[kind]).toEqual(new Set([...l[kind]!, ...r[kind]!]));
          expect(shared[kind]).toEqual(both(l[kind]!, r[kind]!));
        }
        expect(rest['incidences']).toEqual(
          new Set(
            [...l['incidences']!].filter((i) => !r['incidences']!.has(i)),
          ),
        );
      }),
    );
  });

  it('keeps properties, those of the first where both have some', () => {
    fc.assert(
      fc.property(some, some, (left, right) => {
        expect(snapshotOf(unionOf(left, left))).toEqual(snapshotOf(left));
        expect(snapshotOf(intersectionOf(left, left))).toEqual(
          snapshotOf(left),
        );
        const union = snapshotOf(unionOf(left, right));
        const [l, r] = [snapshotOf(left), snapshotOf(right)];
        for (const [id, values] of union.nodes) {
          expect(values).toEqual({ ...r.nodes.get(id), ...l.nodes.get(id) });
        }
      }),
    );
  });

  it('leaves nothing of a hypergraph without itself', () => {
    fc.assert(
      fc.property(some, (hypergraph) => {
        const rest = differenceOf(hypergraph, hypergraph);
        expect(rest).toMatchObject({ nodeCount: 0, edgeCount: 0 });
      }),
    );
  });

  it('flips twice to the same', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const flipped = flipIncidences(hypergraph);
        const { nodeCount, edgeCount, incidenceCount } = hypergraph;
        expect(flipped.incidenceCount + incidenceCount).toBe(
          nodeCount * edgeCount,
        );
        expect(flipIncidences(flipped).edges).toEqual(hypergraph.edges);
        expect(flipIncidences(hypergraph.dual()).edges).toEqual(flipped.nodes);
      }),
    );
  });
});
