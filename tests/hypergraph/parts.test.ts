import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import {
  hypergraphFromLinks,
  hypergraphFromMatrix,
  hypergraphFromStar,
  incidenceMatrix,
} from '#hypergraph/from-matrix.ts';
import { starExpansion } from '#hypergraph/expansions.ts';
import {
  cleanUp,
  keepKind,
  keepSizes,
  loneSingletons,
  splitBy,
  withIds,
} from '#hypergraph/parts.ts';
import {
  hypergraphOf,
  memberLists,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

const sample = hypergraphOf(6, [[0, 1, 2], [], [3], [0, 1, 2], [3, 4]]);

describe('parts of a hypergraph', () => {
  it('keeps hyperedges of some sizes, and all nodes unless told', () => {
    expect(memberLists(keepSizes(sample, { min: 1, max: 2 }))).toEqual([
      [3],
      [3, 4],
    ]);
    expect(keepSizes(sample, { min: 2 }).nodeCount).toBe(6);
    const dropped = keepSizes(sample, { max: 1 }, { dropEmptied: true });
    expect(dropped.nodeCount).toBe(1);
  });

  it('keeps the nodes of a kind, and splits by any property', () => {
    const builder = new HypergraphBuilder();
    const kinds = ['user', 'host', 'user', null];
    kinds.forEach((kind, node) => {
      builder.addNode(`n${node}`);
      builder.setNode(node, 'kind', kind);
    });
    for (const [index, members] of [[0, 1], [1], [2, 3]].entries()) {
      builder.addEdge(`e${index}`);
      builder.setEdge(index, 'layer', index % 2);
      for (const node of members) builder.addIncidence(index, node);
    }
    const hypergraph = builder.build();
    const users = keepKind(hypergraph, 'user');
    expect(users).toMatchObject({ nodeCount: 2, edgeCount: 2 });
    const layers = splitBy(hypergraph, 'edges', 'layer');
    expect([...layers.keys()]).toEqual([0, 1]);
    expect(layers.get(0)).toMatchObject({ edgeCount: 2, nodeCount: 4 });
    expect(layers.get(1)).toMatchObject({ edgeCount: 1, nodeCount: 1 });
    const byKind = splitBy(hypergraph, 'nodes', 'kind');
    expect([...byKind.keys()]).toEqual(['user', 'host']);
  });

  it('takes away what is not wanted', () => {
    expect(memberLists(cleanUp(sample, {}))).toEqual(memberLists(sample));
    const clean = cleanUp(sample, {
      duplicates: true,
      singletons: true,
      emptyEdges: true,
      isolatedNodes: true,
    });
    expect(memberLists(clean)).toEqual([
      [0, 1, 2],
      [3, 4],
    ]);
    const largest = cleanUp(sample, { smallComponents: true });
    expect(memberLists(largest)).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);
    expect(loneSingletons(hypergraphOf(2, [[0], [1], [1, 0], []]))).toEqual([]);
    expect(loneSingletons(hypergraphOf(2, [[0], [1]]))).toEqual([0, 1]);
  });

  it('renames, but never two alike', () => {
    const named = withIds(sample, { nodes: (id) => `<${id}>` });
    expect(named.nodeIds.textAt(5)).toBe('<n5>');
    expect(named.edgeIds).toBe(sample.edgeIds);
    expect(() => withIds(sample, { edges: () => 'x' })).toThrow('given twice');
  });
});

describe('matrices and graphs', () => {
  it('are a hypergraph and back', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const { nodeCount, edgeCount } = hypergraph;
        const matrix = incidenceMatrix(hypergraph);
        const rows = Array.from({ length: nodeCount }, (_, node) =>
          matrix.subarray(node * edgeCount, (node + 1) * edgeCount),
        );
        const edges = Array.from({ length: edgeCount }, (_, i) => `e${i}`);
        const again = hypergraphFromMatrix(rows, { edges });
        expect(again.edges).toEqual(hypergraph.edges);
        const star = hypergraphFromStar(starExpansion(hypergraph), nodeCount);
        expect(star.edges).toEqual(hypergraph.edges);
      }),
    );
  });

  it('carry weights', () => {
    const hypergraph = hypergraphFromMatrix([
      [1, 0.5],
      [0, 1],
    ]);
    expect(memberLists(hypergraph)).toEqual([[0], [0, 1]]);
    expect([...incidenceMatrix(hypergraph, true)]).toEqual([1, 0.5, 0, 1]);
    expect([...incidenceMatrix(hypergraph)]).toEqual([1, 1, 0, 1]);
    const links = hypergraphFromLinks({
      vertexCount: 3,
      source: Uint32Array.of(0, 1),
      target: Uint32Array.of(2, 1),
      weight: Float64Array.of(1, 4),
    });
    expect(memberLists(links)).toEqual([[0, 2], [1]]);
    expect(links.edgeProperties.get('weight', 1)).toBe(4);
  });

  it('refuses what is not a matrix', () => {
    expect(() => hypergraphFromMatrix([[1, 0], [1]])).toThrow('rectangular');
    expect(() => hypergraphFromMatrix([[1]], { nodes: [] })).toThrow(
      'node ids',
    );
    const star = starExpansion(hypergraphFromMembers([['a', 'b']]));
    expect(() => hypergraphFromStar(star, 1)).toThrow('one side');
  });
});
