import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { computeLayerOverlap } from '#topology/cohesion/layers.ts';
import { complementHypergraph } from '#topology/models/complement.ts';
import {
  hypergraphOf,
  memberLists,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

describe('layers', () => {
  it('share sets of members', () => {
    const builder = new HypergraphBuilder();
    const rows: [string | null, string[]][] = [
      ['work', ['a', 'b']],
      ['work', ['b', 'a']],
      ['home', ['a', 'b']],
      ['home', ['c']],
      [null, ['a', 'b']],
    ];
    for (const [index, [layer, members]] of rows.entries()) {
      const edge = builder.addEdge(index);
      builder.setEdge(edge, 'layer', layer);
      for (const id of members) {
        builder.addIncidence(edge, builder.addNode(id));
      }
    }
    expect(computeLayerOverlap(builder.build(), 'layer')).toEqual({
      layers: ['work', 'home'],
      sets: Uint32Array.of(1, 2),
      shared: Uint32Array.of(1, 1, 1, 2),
      jaccard: Float64Array.of(1, 0.5, 0.5, 1),
      ofEdge: Uint32Array.of(2, 2, 2, 1, 0),
    });
  });

  it('need a property', () => {
    expect(() => computeLayerOverlap(hypergraphOf(0, []), 'layer')).toThrow(
      'No hyperedge has the property "layer"',
    );
  });
});

describe('the complement', () => {
  it('holds the sets that are missing', () => {
    const found = complementHypergraph(hypergraphOf(3, [[0, 1], [2]]));
    expect(memberLists(found)).toEqual([[0], [1], [0, 2], [1, 2]]);
    expect(found.nodeIds.textAt(2)).toBe('n2');
    const larger = complementHypergraph(found, { minSize: 2, maxSize: 3 });
    expect(memberLists(larger)).toEqual([
      [0, 1],
      [0, 1, 2],
    ]);
  });

  it('and the sets that are there make all of them', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const maxSize = 3;
        const keys = (lists: number[][]): Set<string> =>
          new Set(
            lists
              .filter(({ length }) => length > 0 && length <= maxSize)
              .map((list) => list.join()),
          );
        const own = keys(memberLists(hypergraph));
        const rest = memberLists(complementHypergraph(hypergraph, { maxSize }));
        const n = hypergraph.nodeCount;
        const all = n + (n * (n - 1)) / 2 + (n * (n - 1) * (n - 2)) / 6;
        expect(keys(rest).size).toBe(rest.length);
        expect(own.size + rest.length).toBe(all);
        expect(rest.filter((list) => own.has(list.join()))).toEqual([]);
      }),
    );
  });
});
