import { describe, expect, it } from 'vitest';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';

describe('Hypergraph', () => {
  const meetings = hypergraphFromMembers({
    A: ['a', 'b', 'c'],
    B: ['c', 'b'],
    empty: [],
  });

  it('holds both directions of the incidence matrix', () => {
    expect([...meetings.edgeMembers(0)]).toEqual([0, 1, 2]);
    expect([...meetings.edgeMembers(1)]).toEqual([1, 2]);
    expect([...meetings.nodeEdges(2)]).toEqual([0, 1]);
    expect(meetings.edgeSize(2)).toBe(0);
    expect(meetings.nodeDegree(0)).toBe(1);
    expect(meetings.incidenceCount).toBe(5);
  });

  it('finds elements by id and says which id is unknown', () => {
    expect(meetings.edgeIndex('B')).toBe(1);
    expect(() => meetings.nodeIndex('zoe')).toThrow('There is no node zoe.');
  });

  it('swaps directions in the dual without copying', () => {
    const dual = meetings.dual();
    expect(dual.edges).toBe(meetings.nodes);
    expect(dual.nodes).toBe(meetings.edges);
    expect(dual.edgeIds.textAt(0)).toBe('a');
    expect(dual.dual().edges).toBe(meetings.edges);
  });

  it('counts a repeated incidence once, adding weights and joining roles', () => {
    const builder = new HypergraphBuilder();
    const edge = builder.addEdge('r');
    const [x, y] = [builder.addNode('x'), builder.addNode('y')];
    for (const [node, weight, role] of [
      [y, 1, 'head'],
      [x, 2, 'head'],
      [y, 3, 'tail'],
    ] as const) {
      builder.addIncidence(edge, node);
      builder.setIncidence('weight', weight);
      builder.setIncidence('role', role);
    }
    const hypergraph = builder.build();
    const table = hypergraph.incidencesByEdge();
    const ids = Array.from(hypergraph.edgeMembers(edge), (node) =>
      hypergraph.nodeIds.textAt(node),
    );
    expect(ids).toEqual(['x', 'y']);
    expect(table.row(0)).toEqual({ weight: 2, role: 'head' });
    expect(table.row(1)).toEqual({ weight: 4, role: 'head|tail' });
  });

  it('reads incidence properties in the order of either direction', () => {
    const builder = new HypergraphBuilder();
    for (const [edge, node] of [
      ['p', 'x'],
      ['q', 'x'],
      ['p', 'y'],
    ] as const) {
      builder.addIncidence(builder.addEdge(edge), builder.addNode(node));
      builder.setIncidence('label', `${edge}${node}`);
    }
    const hypergraph = builder.build();
    const labels = (table: { get: (name: string, row: number) => unknown }) =>
      [0, 1, 2].map((row) => table.get('label', row));
    expect(labels(hypergraph.incidencesByEdge())).toEqual(['px', 'py', 'qx']);
    expect(labels(hypergraph.incidencesByNode())).toEqual(['px', 'qx', 'py']);
    const dual = hypergraph.dual();
    expect(labels(dual.incidencesByEdge())).toEqual(['px', 'qx', 'py']);
    expect(labels(dual.incidencesByNode())).toEqual(['px', 'py', 'qx']);
  });

  it('takes at most 16 bytes an incidence where edges have two members or more', () => {
    const pairs = Array.from({ length: 500 }, (_, i) => [i, i + 1]);
    const chain = hypergraphFromMembers(pairs);
    expect(chain.structureBytes / chain.incidenceCount).toBeLessThanOrEqual(16);
  });

  it('is empty without complaint', () => {
    const nothing = hypergraphFromMembers([]);
    expect(nothing.edgeCount + nothing.nodeCount).toBe(0);
    expect(nothing.dual().incidenceCount).toBe(0);
  });
});
