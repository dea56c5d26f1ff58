import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  collapseEdges,
  collapseNodes,
  collapseNodesAndEdges,
} from '#hypergraph/collapse.ts';
import {
  connectedComponents,
  largestComponent,
} from '#hypergraph/connected-components.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  removeEdges,
  removeNodes,
  restrictToEdges,
  restrictToNodes,
} from '#hypergraph/restrict.ts';

/** Ids of every hyperedge and its members, in order. */
function contents(hypergraph: Hypergraph): [string, string[]][] {
  return Array.from({ length: hypergraph.edgeCount }, (_, edge) => [
    hypergraph.edgeIds.textAt(edge),
    Array.from(hypergraph.edgeMembers(edge), (node) =>
      hypergraph.nodeIds.textAt(node),
    ),
  ]);
}

function nodeNames(hypergraph: Hypergraph): string[] {
  return Array.from({ length: hypergraph.nodeCount }, (_, node) =>
    hypergraph.nodeIds.textAt(node),
  );
}

const lists = fc.array(fc.array(fc.nat(7), { maxLength: 5 }), {
  maxLength: 12,
});

const sample = hypergraphFromMembers({
  A: ['a', 'b', 'c'],
  B: ['a', 'b', 'c'],
  C: ['a', 'b'],
  D: ['d', 'e'],
  E: ['f'],
});

describe('restriction and removal', () => {
  it('keeps the hyperedges asked for and their nodes', () => {
    const kept = restrictToEdges(sample, [2, 3]);
    expect(contents(kept)).toEqual([
      ['C', ['a', 'b']],
      ['D', ['d', 'e']],
    ]);
    expect(nodeNames(kept)).toEqual(['a', 'b', 'd', 'e']);
  });

  it('keeps the nodes asked for; emptied hyperedges go unless told to stay', () => {
    expect(contents(restrictToNodes(sample, [0, 3]))).toEqual([
      ['A', ['a']],
      ['B', ['a']],
      ['C', ['a']],
      ['D', ['d']],
    ]);
    const all = restrictToNodes(sample, [0], { dropEmptied: false });
    expect(all.edgeCount).toBe(5);
    expect(nodeNames(all)).toEqual(['a']);
  });

  it('removes, keeping what is left empty unless told to drop it', () => {
    const without = removeNodes(sample, [5]);
    expect([without.edgeCount, without.nodeCount]).toEqual([5, 5]);
    const dropped = removeNodes(sample, [5], { dropEmptied: true });
    expect([dropped.edgeCount, dropped.nodeCount]).toEqual([4, 5]);
    expect(nodeNames(removeEdges(sample, [4]))).toContain('f');
    const tidy = removeEdges(sample, [4], { dropEmptied: true });
    expect(nodeNames(tidy)).not.toContain('f');
  });

  it('keeps properties of nodes, hyperedges and incidences', () => {
    const builder = new HypergraphBuilder();
    for (const [edge, node, weight] of [
      ['p', 'x', 1],
      ['p', 'y', 2],
      ['q', 'y', 3],
    ] as const) {
      builder.addIncidence(builder.addEdge(edge), builder.addNode(node));
      builder.setIncidence('weight', weight);
    }
    builder.setNode(1, 'kind', 'host');
    builder.setEdge(1, 'time', 5);
    const kept = restrictToEdges(builder.build(), [1]);
    expect(kept.incidencesByEdge().row(0)).toEqual({ weight: 3 });
    expect(kept.nodeProperties.row(0)).toEqual({ kind: 'host' });
    expect(kept.edgeTimes()?.[0]).toBe(5);
  });
});

describe('collapse', () => {
  it('merges equal hyperedges, keeping the first id and the classes', () => {
    const { hypergraph, classes } = collapseEdges(sample);
    expect(contents(hypergraph).map(([id]) => id)).toEqual([
      'A',
      'C',
      'D',
      'E',
    ]);
    expect([...classes.offsets]).toEqual([0, 2, 3, 4, 5]);
    expect([...classes.members]).toEqual([0, 1, 2, 3, 4]);
  });

  it('merges nodes that lie in the same hyperedges', () => {
    const { hypergraph, classes } = collapseNodes(sample);
    expect(nodeNames(hypergraph)).toEqual(['a', 'c', 'd', 'f']);
    expect([...classes.offsets]).toEqual([0, 2, 3, 5, 6]);
  });

  it('adds weights, spans times and can be told otherwise', () => {
    const build = (): Hypergraph => {
      const builder = new HypergraphBuilder();
      for (const [time, weight] of [
        [20, 2],
        [10, 5],
      ] as const) {
        const edge = builder.addNextEdge();
        builder.addIncidence(edge, builder.addNode('x'));
        builder.setIncidence('weight', weight);
        builder.setEdge(edge, 'time', time);
        builder.setEdge(edge, 'end', time + 1);
      }
      return builder.build();
    };
    const merged = collapseEdges(build()).hypergraph;
    expect(merged.edgeProperties.row(0)).toEqual({ time: 10, end: 21 });
    expect(merged.incidencesByEdge().row(0)).toEqual({ weight: 7 });
    const latest = collapseEdges(build(), {
      edgeRules: { time: 'max' },
      incidenceRules: { weight: 'max' },
    }).hypergraph;
    expect(latest.edgeProperties.get('time', 0)).toBe(20);
    expect(latest.incidencesByEdge().get('weight', 0)).toBe(5);
  });

  it('is idempotent, and its classes partition the rows into equals', () => {
    fc.assert(
      fc.property(lists, (members) => {
        const original = hypergraphFromMembers(members);
        const once = collapseEdges(original);
        expect(contents(collapseEdges(once.hypergraph).hypergraph)).toEqual(
          contents(once.hypergraph),
        );
        expect([...once.classes.members].sort((a, b) => a - b)).toEqual(
          members.map((_, edge) => edge),
        );
        const distinct = new Set(
          members.map((list) => [...new Set(list)].sort().join()),
        );
        expect(once.hypergraph.edgeCount).toBe(distinct.size);
      }),
    );
  });

  it('leaves neither equal nodes nor equal hyperedges when both are merged', () => {
    fc.assert(
      fc.property(lists, (members) => {
        const both = collapseNodesAndEdges(hypergraphFromMembers(members));
        const { hypergraph } = both;
        expect(collapseNodes(hypergraph).hypergraph.nodeCount).toBe(
          hypergraph.nodeCount,
        );
        expect(collapseEdges(hypergraph).hypergraph.edgeCount).toBe(
          hypergraph.edgeCount,
        );
      }),
    );
  });
});

describe('connected components', () => {
  it('counts empty hyperedges and isolated nodes as components of their own', () => {
    const builder = new HypergraphBuilder();
    builder.addNode('alone');
    builder.addEdge('empty');
    builder.addIncidence(builder.addEdge('e'), builder.addNode('x'));
    expect(connectedComponents(builder.build()).count).toBe(3);
  });

  it('labels ends of every incidence alike, and no more than that', () => {
    fc.assert(
      fc.property(lists, (members) => {
        const hypergraph = hypergraphFromMembers(members);
        const { count, ofEdge, ofNode } = connectedComponents(hypergraph);
        for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
          for (const node of hypergraph.edgeMembers(edge)) {
            expect(ofNode[node]).toBe(ofEdge[edge]);
          }
        }
        expect(new Set([...ofEdge, ...ofNode]).size).toBe(count);
        expect(count).toBe(componentsByFlooding(hypergraph));
      }),
    );
  });

  it('gives the largest as a hypergraph of its own', () => {
    expect(contents(largestComponent(sample)).map(([id]) => id)).toEqual([
      'A',
      'B',
      'C',
    ]);
  });
});

/** Components by flooding from each unseen vertex: the readable reference. */
function componentsByFlooding(hypergraph: Hypergraph): number {
  const seen = new Set<string>();
  const flood = (vertex: string): void => {
    if (seen.has(vertex)) return;
    seen.add(vertex);
    const index = Number(vertex.slice(1));
    const next =
      vertex[0] === 'e'
        ? Array.from(hypergraph.edgeMembers(index), (node) => `v${node}`)
        : Array.from(hypergraph.nodeEdges(index), (edge) => `e${edge}`);
    next.forEach(flood);
  };
  let count = 0;
  const vertices = [
    ...Array.from({ length: hypergraph.edgeCount }, (_, i) => `e${i}`),
    ...Array.from({ length: hypergraph.nodeCount }, (_, i) => `v${i}`),
  ];
  for (const vertex of vertices) {
    if (!seen.has(vertex)) count++;
    flood(vertex);
  }
  return count;
}
