import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '#numeric/random.ts';
import { countClosureFaces } from '#compute/cpu/closure-faces.ts';
import { rowCount, rowMembers, type Incidence } from '#hypergraph/incidence.ts';
import {
  computeEdgeSimilarity,
  computeSimilarityGraph,
} from '#topology/cohesion/edge-similarity.ts';
import { computeEncapsulation } from '#topology/cohesion/encapsulation.ts';
import {
  computeLocalSimpliciality,
  computeSimpliciality,
} from '#topology/cohesion/simpliciality.ts';
import { memberSets } from '../support/reference/line-graph.ts';
import { properSubsets, subsetsOf } from '../support/reference/cohesion.ts';
import {
  hypergraphOf,
  memberLists,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

describe('simpliciality', () => {
  it('equals a count of all faces', () => {
    fc.assert(
      fc.property(
        plainHypergraph,
        fc.integer({ min: 1, max: 3 }),
        (hypergraph, minSize) => {
          const sets = memberSets(hypergraph);
          const texts = sets.map((set) =>
            [...set].sort((a, b) => a - b).join(),
          );
          const present = new Set(texts);
          const faces = new Set(sets.flatMap((set) => subsetsOf(set, minSize)));
          const missing = [...faces].filter((face) => !present.has(face));
          const found = computeSimpliciality(hypergraph, { minSize });
          expect(found.missingFaces).toBe(missing.length);
          const candidates = sets.filter((set) => set.size > minSize);
          const simplices = candidates.filter((set) =>
            subsetsOf(set, minSize).every((face) => present.has(face)),
          );
          expect(found.simplicialFraction).toBe(
            simplices.length / candidates.length,
          );
        },
      ),
    );
  });

  it('is 1 for a complex, by all measures and around every node', () => {
    const complex = hypergraphOf(4, [
      [0, 1, 2],
      [0, 1],
      [0, 2],
      [1, 2],
      [2, 3],
    ]);
    const one = {
      simplicialFraction: 1,
      editSimpliciality: 1,
      faceEditSimpliciality: 1,
    };
    expect(computeSimpliciality(complex)).toMatchObject(one);
    const local = computeLocalSimpliciality(complex);
    expect(local.simplicialFraction[0]).toBe(1);
    expect(local.editSimpliciality[2]).toBe(1);
    // around the last node there is no hyperedge of three
    expect(local.simplicialFraction[3]).toBeNaN();
  });

  it('counts the faces of hyperedges too large to list', () => {
    const size = 60;
    const members = Array.from({ length: size }, (_, node) => node);
    const found = computeSimpliciality(hypergraphOf(size, [members]));
    expect(found.missingFaces).toBe(2 ** size - 2 - size);
    expect(found.simplicialFraction).toBe(0);
  });

  it('counts faces that large hyperedges share once', () => {
    const members = Array.from({ length: 40 }, (_, node) => node);
    const twice = hypergraphOf(42, [
      [...members, 40],
      [...members, 41],
    ]);
    expect(computeSimpliciality(twice).missingFaces).toBe(
      3 * 2 ** 40 - 1 - 42 - 2,
    );
  });

  it('says what faces beyond the largest number come to', () => {
    const members = Array.from({ length: 1500 }, (_, node) => node);
    const found = computeSimpliciality(
      hypergraphOf(1501, [members, [0, 1], [2, 3, 4], [0, 1500]]),
    );
    expect(found).toEqual({
      simplicialFraction: 0,
      editSimpliciality: 0,
      faceEditSimpliciality: 0,
      missingFaces: Infinity,
      meanMissingFaces: Infinity,
    });
  });

  it('takes nodes in the same hyperedges for one', () => {
    // three blocks of 200 nodes, two and two of them in a hyperedge: without
    // merging, hundreds of columns would be dealt with one after the other
    const block = (b: number): number[] =>
      Array.from({ length: 200 }, (_, node) => 200 * b + node);
    const pairs = hypergraphOf(
      600,
      [
        [0, 1],
        [0, 2],
        [1, 2],
      ].map((blocks) => blocks.flatMap(block)),
    );
    const faces = countClosureFaces(pairs.edges, { maxSteps: 10_000 });
    const one = 2 ** 200 - 1;
    expect(faces / (1 + 3 * one + 3 * one * one)).toBeCloseTo(1, 12);
  });

  it('stops at its limit', () => {
    const random = new Random(4);
    const edges = Array.from({ length: 60 }, () =>
      Array.from({ length: 40 }, (_, node) => node).filter(() =>
        random.chance(0.5),
      ),
    );
    const tangled = hypergraphOf(40, edges);
    expect(() => computeSimpliciality(tangled, { maxSteps: 1000 })).toThrow(
      /more than 1000 steps/,
    );
  });

  it('counts the closures of many hyperedges on few nodes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(fc.nat(9), { maxLength: 9 }), {
          minLength: 4,
          maxLength: 20,
        }),
        (edges) => {
          const hypergraph = hypergraphOf(10, edges);
          const faces = new Set(edges.flatMap((edge) => subsetsOf(edge, 1)));
          expect(countClosureFaces(hypergraph.edges)).toBe(faces.size + 1);
        },
      ),
    );
  });

  it('refuses when hyperedges overlap in too many ways', () => {
    const triangle = hypergraphOf(6, [
      [0, 1, 2, 3],
      [2, 3, 4, 5],
      [4, 5, 0, 1],
    ]);
    expect(computeSimpliciality(triangle).missingFaces).toBeGreaterThan(0);
    expect(() => computeSimpliciality(triangle, { maxSteps: 1 })).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED' }),
    );
  });
});

describe('encapsulation', () => {
  it('equals the pairs of proper subsets', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const all = properSubsets(memberSets(hypergraph));
        expect(pairsOf(computeEncapsulation(hypergraph))).toEqual(all);
        const sizes = memberLists(hypergraph).map(({ length }) => length);
        expect(
          pairsOf(computeEncapsulation(hypergraph, { kind: 'immediate' })),
        ).toEqual(all.filter(([a, b]) => sizes[a]! - sizes[b]! === 1));
        const nearest = computeEncapsulation(hypergraph, { kind: 'nearest' });
        for (const [a, b] of pairsOf(nearest)) {
          const outer = all.filter(([, inner]) => inner === b);
          const inner = all.filter(([other]) => other === a);
          expect(outer.every(([other]) => sizes[other]! >= sizes[a]!)).toBe(
            true,
          );
          expect(inner.every(([, other]) => sizes[other]! <= sizes[b]!)).toBe(
            true,
          );
        }
      }),
    );
  });
});

describe('similarity of edges', () => {
  it('is the same listed and from the line graph', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const sets = memberSets(hypergraph);
        const graph = computeSimilarityGraph(hypergraph);
        const left = Uint32Array.from(graph.neighbors, (_, at) =>
          graph.offsets.findLastIndex((offset) => offset <= at),
        );
        const found = computeEdgeSimilarity(hypergraph, left, graph.neighbors);
        expect(found.jaccard).toEqual(graph.jaccard);
        expect(found.shared).toEqual(graph.overlaps);
        left.forEach((edge, i) => {
          const a = sets[edge]!;
          const b = sets[graph.neighbors[i]!]!;
          const both = [...a].filter((node) => b.has(node)).length;
          expect(found.containment[i]).toBe(both / Math.min(a.size, b.size));
        });
      }),
    );
  });

  it('refuses lists of different length', () => {
    expect(() =>
      computeEdgeSimilarity(
        hypergraphOf(1, [[0]]),
        Uint32Array.of(0),
        Uint32Array.of(),
      ),
    ).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });
});

function pairsOf(rows: Incidence): [number, number][] {
  return Array.from({ length: rowCount(rows) }, (_, row) => row).flatMap(
    (row) =>
      Array.from(rowMembers(rows, row), (member): [number, number] => [
        row,
        member,
      ]),
  );
}
