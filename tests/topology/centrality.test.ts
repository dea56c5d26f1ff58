import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { computeBetweenness } from '#topology/centrality/betweenness.ts';
import { computeCloseness } from '#topology/centrality/closeness.ts';
import { computeDegree } from '#topology/centrality/degree.ts';
import { computeEccentricity } from '#topology/centrality/eccentricity.ts';
import { computeHarmonic } from '#topology/centrality/harmonic.ts';
import { centralities } from '#topology/centrality/metrics.ts';
import { Random } from '#numeric/random.ts';
import {
  arbitrarySide,
  degenerate,
  hypergraphOf,
  memberLists,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

const names = Object.keys(centralities) as (keyof typeof centralities)[];

function rounded(scores: Float64Array): number[] {
  return Array.from(scores, (score) => Math.round(score * 1000) / 1000);
}

// Krackhardt 1990, doi:10.2307/2393394, the "kite": Andre, Beverly, Carol, Diane,
// Ed, Fernando, Garth, Heather, Ike, Jane; here every tie is a hyperedge of two.
const kite = hypergraphOf(10, [
  [0, 1],
  [0, 2],
  [0, 3],
  [0, 5],
  [1, 3],
  [1, 4],
  [1, 6],
  [2, 3],
  [2, 5],
  [3, 4],
  [3, 5],
  [3, 6],
  [4, 6],
  [5, 6],
  [5, 7],
  [6, 7],
  [7, 8],
  [8, 9],
]);

describe("Krackhardt's kite", () => {
  const of = 'nodes';

  it('has Diane most connected', () => {
    expect(Array.from(computeDegree(kite, { of }))).toEqual([
      4, 4, 3, 6, 3, 5, 5, 3, 2, 1,
    ]);
  });

  it('has Heather most between', () => {
    expect(rounded(computeBetweenness(kite, { of, normalized: true }))).toEqual(
      [0.023, 0.023, 0, 0.102, 0, 0.231, 0.231, 0.389, 0.222, 0],
    );
  });

  it('has Fernando and Garth closest to all', () => {
    expect(rounded(computeCloseness(kite, { of }))).toEqual([
      0.529, 0.529, 0.5, 0.6, 0.5, 0.643, 0.643, 0.6, 0.429, 0.31,
    ]);
  });

  it('has Jane farthest out', () => {
    expect(Array.from(computeEccentricity(kite, { of }))).toEqual([
      4, 4, 4, 4, 4, 3, 3, 2, 3, 4,
    ]);
  });
});

describe('a star of edges', () => {
  // e0 meets each of e1 … e4 in two nodes; those do not meet each other
  const star = hypergraphOf(9, [
    [0, 1, 2, 3, 4, 5, 6, 7],
    [0, 1],
    [2, 3],
    [4, 5],
    [6, 7, 8],
  ]);

  it('has all shortest walks through its centre', () => {
    for (const s of [1, 2]) {
      expect(Array.from(computeBetweenness(star, { s }))).toEqual([
        6, 0, 0, 0, 0,
      ]);
      expect(
        Array.from(computeBetweenness(star, { s, normalized: true })),
      ).toEqual([1, 0, 0, 0, 0]);
    }
  });

  it('has the harmonic closeness of its distances', () => {
    expect(Array.from(computeHarmonic(star, { s: 2 }))).toEqual([
      4, 2.5, 2.5, 2.5, 2.5,
    ]);
    // 2/((5 − 1)(5 − 2)) = 1/6
    expect(rounded(computeHarmonic(star, { normalized: true }))).toEqual([
      0.667, 0.417, 0.417, 0.417, 0.417,
    ]);
  });

  it('falls apart at s = 3', () => {
    for (const name of ['betweenness', 'closeness', 'harmonic'] as const) {
      expect(Array.from(centralities[name](star, { s: 3 }))).toEqual([
        0, 0, 0, 0, 0,
      ]);
    }
  });
});

describe('degree', () => {
  const hypergraph = hypergraphOf(4, [[0, 1, 2], [0, 1], [0], []]);

  it('counts edges of at least s members', () => {
    const degrees = (s: number) =>
      Array.from(computeDegree(hypergraph, { s, of: 'nodes' }));
    expect(degrees(1)).toEqual([3, 2, 1, 0]);
    expect(degrees(2)).toEqual([2, 2, 1, 0]);
    expect(degrees(3)).toEqual([1, 1, 1, 0]);
  });

  it('of an edge at s = 1 is its size', () => {
    expect(Array.from(computeDegree(hypergraph))).toEqual([3, 2, 1, 0]);
  });

  it('normalised is a share of all edges', () => {
    expect(
      Array.from(computeDegree(hypergraph, { of: 'nodes', normalized: true })),
    ).toEqual([0.75, 0.5, 0.25, 0]);
  });
});

describe.each(names)('%s', (name) => {
  it.each(degenerate)('is finite on %s', (_, hypergraph) => {
    for (const of of ['edges', 'nodes'] as const) {
      for (const normalized of [false, true]) {
        const scores = centralities[name](hypergraph, { of, normalized });
        expect(scores.length).toBe(
          of === 'edges' ? hypergraph.edgeCount : hypergraph.nodeCount,
        );
        expect(scores.every((score) => Number.isFinite(score))).toBe(true);
      }
    }
  });

  it('goes along when nodes and edges are renumbered', () => {
    fc.assert(
      fc.property(
        plainHypergraph,
        arbitrarySide,
        fc.integer(),
        (hypergraph, side, seed) => {
          const renumbering = renumber(hypergraph, seed);
          const scores = centralities[name](hypergraph, side);
          const moved = centralities[name](renumbering.hypergraph, side);
          scores.forEach((score, i) => {
            expect(moved[renumbering[side.of][i]!]).toBeCloseTo(score, 9);
          });
        },
      ),
    );
  });
});

/** Shuffled indices; `edges[i]` and `nodes[i]` are the new places of the old `i`. */
function renumber(
  hypergraph: Hypergraph,
  seed: number,
): { hypergraph: Hypergraph; edges: number[]; nodes: number[] } {
  const random = new Random(seed);
  const shuffled = (count: number) => {
    const places = Array.from({ length: count }, (_, i) => i);
    random.shuffle(places);
    return places;
  };
  const edges = shuffled(hypergraph.edgeCount);
  const nodes = shuffled(hypergraph.nodeCount);
  const lists: number[][] = [];
  memberLists(hypergraph).forEach((members, edge) => {
    lists[edges[edge]!] = members.map((node) => nodes[node]!);
  });
  return { hypergraph: hypergraphOf(nodes.length, lists), edges, nodes };
}
