import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { starExpansion, twoSection } from '#hypergraph/expansions.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import { starToGraphology, toGraphology } from '#hypergraph/graphology.ts';

const sample = hypergraphFromMembers({ A: ['a', 'b', 'c'], B: ['b', 'c'] });
const lists = fc.array(fc.uniqueArray(fc.nat(6), { maxLength: 5 }), {
  maxLength: 10,
});

describe('two-section', () => {
  it('joins nodes by the hyperedges they share', () => {
    const pairs = twoSection(sample);
    expect([...pairs.source]).toEqual([0, 0, 1]);
    expect([...pairs.target]).toEqual([1, 2, 2]);
    expect([...pairs.weight]).toEqual([1, 1, 2]);
  });

  it('gives normalised strengths equal to the number of larger hyperedges', () => {
    fc.assert(
      fc.property(lists, (members) => {
        const hypergraph = hypergraphFromMembers(members);
        const pairs = twoSection(hypergraph, 'normalised');
        const strength = new Float64Array(hypergraph.nodeCount);
        pairs.weight.forEach((weight, i) => {
          strength[pairs.source[i]!]! += weight;
          strength[pairs.target[i]!]! += weight;
        });
        strength.forEach((value, node) => {
          const larger = [...hypergraph.nodeEdges(node)].filter(
            (edge) => hypergraph.edgeSize(edge) > 1,
          );
          expect(value).toBeCloseTo(larger.length, 10);
        });
      }),
    );
  });
});

describe('star expansion', () => {
  it('has one link an incidence, from nodes to hyperedges', () => {
    fc.assert(
      fc.property(lists, (members) => {
        const hypergraph = hypergraphFromMembers(members);
        const star = starExpansion(hypergraph);
        const links = Array.from(star.source, (node, i) => [
          node,
          star.target[i]! - hypergraph.nodeCount,
        ]);
        const expected = members.flatMap((_, edge) =>
          Array.from(hypergraph.edgeMembers(edge), (node) => [node, edge]),
        );
        expect(new Set(links.map(String))).toEqual(
          new Set(expected.map(String)),
        );
        expect(links).toHaveLength(expected.length);
      }),
    );
  });
});

describe('graphology', () => {
  it('takes ids as keys and weights as attributes', () => {
    const graph = toGraphology(twoSection(sample), sample.nodeIds);
    expect(graph.order).toBe(3);
    expect(graph.getEdgeAttribute('b', 'c', 'weight')).toBe(2);
  });

  it('keeps nodes and hyperedges of the same id apart', () => {
    const both = hypergraphFromMembers({ x: ['x', 'y'] });
    const graph = starToGraphology(both, starExpansion(both));
    expect(graph.nodes().sort()).toEqual(['edge:x', 'node:x', 'node:y']);
    expect(graph.getNodeAttributes('edge:x')).toEqual({
      id: 'x',
      part: 'edge',
    });
  });
});
