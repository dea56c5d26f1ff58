import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '#numeric/random.ts';
import { removeEdges } from '#hypergraph/restrict.ts';
import { computeAssortativity } from '#topology/cohesion/assortativity.ts';
import {
  computeBipartiteClustering,
  computeBipartiteCores,
} from '#topology/cohesion/bipartite.ts';
import { computeClustering } from '#topology/cohesion/clustering.ts';
import { computeConductance } from '#topology/cohesion/conductance.ts';
import { computeCores, coreMembers } from '#topology/cohesion/cores.ts';
import {
  computeDensity,
  computeIncidenceDensity,
} from '#topology/cohesion/density.ts';
import {
  computeLineClustering,
  computeLineCores,
} from '#topology/cohesion/line-graph-measures.ts';
import {
  computeGraphModularity,
  computeModularity,
} from '#topology/cohesion/modularity.ts';
import { computeAverageNeighborDegree } from '#topology/cohesion/neighbor-degree.ts';
import {
  computeLocalSimpliciality,
  computeSimpliciality,
} from '#topology/cohesion/simpliciality.ts';
import { memberSets } from '../support/reference/line-graph.ts';
import {
  coresByDeletion,
  localClusteringByDefinition,
  neighborSets,
} from '../support/reference/cohesion.ts';
import {
  degenerate,
  hypergraphOf,
  memberLists,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

describe('cores', () => {
  it('equal the reference by deletion', () => {
    fc.assert(
      fc.property(
        plainHypergraph,
        fc.integer({ min: 1, max: 4 }),
        (hypergraph, minSize) => {
          const sets = memberSets(hypergraph);
          const { nodeCount } = hypergraph;
          const shrink = computeCores(hypergraph, { minSize });
          expect(Array.from(shrink.cores)).toEqual(
            coresByDeletion(sets, nodeCount, () => minSize),
          );
          const whole = computeCores(hypergraph, { rule: 'whole' });
          expect(Array.from(whole.cores)).toEqual(
            coresByDeletion(sets, nodeCount, (size) => size),
          );
        },
      ),
    );
  });

  it('leave nodes of degree k and edges of m members at every level', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const found = computeCores(hypergraph, { minSize: 3 });
        for (let k = 1; k <= found.degeneracy; k++) {
          const alive = new Set(coreMembers(found.cores, k));
          memberLists(hypergraph).forEach((members, edge) => {
            const kept = members.filter((node) => alive.has(node)).length;
            expect(kept >= 3).toBe(found.edgeCores[edge]! >= k);
          });
          for (const node of alive) {
            const live = Array.from(hypergraph.nodeEdges(node)).filter(
              (edge) => found.edgeCores[edge]! >= k,
            );
            expect(live.length).toBeGreaterThanOrEqual(k);
          }
        }
      }),
    );
  });

  it('never rise when an edge is removed', () => {
    fc.assert(
      fc.property(plainHypergraph, fc.nat(), (hypergraph, pick) => {
        fc.pre(hypergraph.edgeCount > 0);
        const edge = pick % hypergraph.edgeCount;
        const before = computeCores(hypergraph).cores;
        const after = computeCores(removeEdges(hypergraph, [edge])).cores;
        after.forEach((core, node) => {
          expect(core).toBeLessThanOrEqual(before[node]!);
        });
      }),
    );
  });

  it('are the same on the dual', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        expect(computeCores(hypergraph, { of: 'edges' })).toEqual(
          computeCores(hypergraph.dual()),
        );
      }),
    );
  });

  it('of a graph are those of Seidman', () => {
    // a triangle with a tail: the same by every definition
    const edges = [
      [0, 1],
      [1, 2],
      [0, 2],
      [2, 3],
      [3, 4],
    ];
    const graph = hypergraphOf(6, edges);
    const expected = [2, 2, 2, 1, 1, 0];
    expect(Array.from(computeCores(graph).cores)).toEqual(expected);
    const lineCores = computeLineCores(graph, { of: 'nodes' });
    expect(Array.from(lineCores)).toEqual(expected);
    expect(Array.from(computeCores(graph, { rule: 'whole' }).cores)).toEqual(
      expected,
    );
  });

  it('refuse a smallest size below one', () => {
    expect(() => computeCores(hypergraphOf(1, [[0]]), { minSize: 0 })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });
});

describe('clustering', () => {
  it('equals the reference', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const sets = memberSets(hypergraph);
        const { nodeCount } = hypergraph;
        const local = computeClustering(hypergraph, { kind: 'local' });
        expectClose(local.scores, localClusteringByDefinition(sets, nodeCount));
        const neighbors = neighborSets(sets, nodeCount);
        expectClose(
          computeClustering(hypergraph, { kind: 'projection' }).scores,
          neighbors.map((own) => {
            const pairs = (own.size * (own.size - 1)) / 2;
            const closed = [...own].flatMap((a) =>
              [...own].filter((b) => a < b && neighbors[a]!.has(b)),
            ).length;
            return pairs === 0 ? 0 : closed / pairs;
          }),
        );
        const memberships = memberSets(hypergraph, 'nodes');
        expectClose(
          computeClustering(hypergraph, { kind: 'two-node' }).scores,
          neighbors.map((own, node) =>
            mean(
              [...own].map((other) => {
                const left = memberships[node]!;
                const right = memberships[other]!;
                const both = [...left].filter((edge) => right.has(edge));
                return both.length / (left.size + right.size - both.length);
              }),
            ),
          ),
        );
        expectClose(
          computeAverageNeighborDegree(hypergraph),
          neighbors.map((own) =>
            mean([...own].map((other) => memberships[other]!.size)),
          ),
        );
      }),
    );
  });

  it('moves with the nodes when they are renamed', () => {
    fc.assert(
      fc.property(plainHypergraph, fc.integer(), (hypergraph, seed) => {
        const order = Array.from(
          { length: hypergraph.nodeCount },
          (_, node) => node,
        );
        new Random(seed).shuffle(order);
        const renamed = hypergraphOf(
          order.length,
          memberLists(hypergraph).map((members) =>
            members.map((node) => order[node]!),
          ),
        );
        const before = computeClustering(hypergraph).scores;
        const after = computeClustering(renamed).scores;
        expectClose(
          order.map((node) => after[node]!),
          Array.from(before),
        );
      }),
    );
  });

  it('of the line graph closes three edges through one node', () => {
    const star = hypergraphOf(4, [
      [0, 1],
      [0, 2],
      [0, 3],
    ]);
    expect(computeLineClustering(star)).toEqual({
      scores: Float64Array.of(1, 1, 1),
      mean: 1,
      transitivity: 1,
    });
    expect(computeLineClustering(star, { of: 'nodes' }).transitivity).toBe(0);
  });
});

describe('modularity', () => {
  it('is 0 for one part, for every kind', () => {
    fc.assert(
      fc.property(
        plainHypergraph,
        fc.constantFrom('linear', 'majority', 'strict'),
        (hypergraph, kind) => {
          const labels = new Uint32Array(hypergraph.nodeCount);
          expect(
            computeModularity(hypergraph, labels, { kind }).modularity,
          ).toBeCloseTo(0, 12);
        },
      ),
    );
  });

  it('of a graph is that of Newman with replacement, by all kinds', () => {
    const graph = hypergraphOf(4, [
      [0, 1],
      [2, 3],
      [1, 2],
    ]);
    const labels = [0, 0, 1, 1];
    for (const kind of ['linear', 'majority', 'strict'] as const) {
      expect(computeModularity(graph, labels, { kind }).modularity).toBeCloseTo(
        2 / 3 - 1 / 2,
        12,
      );
    }
    const pairs = {
      vertexCount: 4,
      source: Uint32Array.of(0, 1, 2),
      target: Uint32Array.of(1, 2, 3),
      weight: Float64Array.of(1, 1, 1),
    };
    expect(computeGraphModularity(pairs, labels)).toBeCloseTo(1 / 6, 12);
  });

  it('does not depend on the names of parts', () => {
    fc.assert(
      fc.property(
        plainHypergraph,
        fc.array(fc.nat(3), { minLength: 9, maxLength: 9 }),
        (hypergraph, parts) => {
          const labels = parts.slice(0, hypergraph.nodeCount);
          const renamed = labels.map((label) => 70 - 3 * label);
          expect(computeModularity(hypergraph, renamed).modularity).toBeCloseTo(
            computeModularity(hypergraph, labels).modularity,
            12,
          );
        },
      ),
    );
  });

  it('refuses labels for other nodes', () => {
    expect(() => computeModularity(hypergraphOf(2, [[0, 1]]), [0])).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });
});

describe('conductance', () => {
  it('cuts the same hyperedges from both sides', () => {
    fc.assert(
      fc.property(
        plainHypergraph,
        fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
        (hypergraph, sides) => {
          const nodes = Array.from(
            { length: hypergraph.nodeCount },
            (_, node) => node,
          );
          const one = computeConductance(
            hypergraph,
            nodes.filter((node) => sides[node]),
          );
          const other = computeConductance(
            hypergraph,
            nodes.filter((node) => !sides[node]),
          );
          expect(one.cutEdges).toBe(other.cutEdges);
          expect(one.volume).toBe(other.restVolume);
          expect(one.cutRatio).toEqual(other.cutRatio);
        },
      ),
    );
  });
});

describe('the bipartite graph', () => {
  it('has the same cores and cycles on the dual', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const { nodes, edges } = computeBipartiteCores(hypergraph);
        const dual = computeBipartiteCores(hypergraph.dual());
        expect(dual).toEqual({ nodes: edges, edges: nodes });
        expect(computeBipartiteClustering(hypergraph.dual())).toEqual(
          computeBipartiteClustering(hypergraph),
        );
      }),
    );
  });
});

describe('density and assortativity', () => {
  const triangle = hypergraphOf(3, [[0, 1], [1, 2], [0, 2], [0]]);

  it('count what could be there', () => {
    expect(computeDensity(triangle)).toBe(4 / 7);
    expect(computeDensity(triangle, { ignoreSingletons: true })).toBe(3 / 4);
    expect(computeDensity(triangle, { size: 2 })).toBe(1);
    expect(computeDensity(triangle, { maxSize: 2 })).toBe(4 / 6);
    expect(computeIncidenceDensity(triangle)).toBe(7 / 12);
    expect(computeIncidenceDensity(triangle, { size: 2 })).toBe(6 / 9);
  });

  it('are −1 on a star and not defined where degrees are equal', () => {
    const star = hypergraphOf(4, [
      [0, 1],
      [0, 2],
      [0, 3],
    ]);
    for (const kind of ['degree', 'uniform', 'top-2', 'top-bottom'] as const) {
      expect(computeAssortativity(star, { kind })).toBeCloseTo(-1, 12);
    }
    const pair = hypergraphOf(2, [[0, 1]]);
    expect(computeAssortativity(pair)).toBeNaN();
    expect(computeAssortativity(pair, { kind: 'dynamical' })).toBe(0);
  });

  it('refuse dynamical assortativity of several sizes', () => {
    expect(() =>
      computeAssortativity(
        hypergraphOf(3, [
          [0, 1],
          [0, 1, 2],
        ]),
        {
          kind: 'dynamical',
        },
      ),
    ).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });
});

describe.each(degenerate)('cohesion of %s', (_, hypergraph) => {
  it('is defined everywhere', () => {
    for (const kind of ['local', 'two-node', 'projection'] as const) {
      const { scores, mean: average } = computeClustering(hypergraph, { kind });
      expect(scores).toHaveLength(hypergraph.nodeCount);
      expect(average).toBeGreaterThanOrEqual(0);
    }
    expect(computeCores(hypergraph).cores).toHaveLength(hypergraph.nodeCount);
    expect(computeDensity(hypergraph)).toBeLessThanOrEqual(3);
    const labels = new Uint32Array(hypergraph.nodeCount);
    expect(computeModularity(hypergraph, labels).modularity).toBeCloseTo(0);
    expect(computeSimpliciality(hypergraph).missingFaces).toBeLessThan(4);
    const local = computeLocalSimpliciality(hypergraph);
    expect(local.editSimpliciality).toHaveLength(hypergraph.nodeCount);
  });
});

function mean(values: readonly number[]): number {
  if (values.length === 0) return 0;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function expectClose(
  actual: ArrayLike<number>,
  expected: readonly number[],
): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 12));
}
