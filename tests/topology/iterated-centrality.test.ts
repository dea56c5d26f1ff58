import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HyperedgeTensor } from '#compute/cpu/hyperedge-tensor.ts';
import { symmetricEigen } from '#numeric/symmetric-eigen.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { computeEigenvector } from '#topology/centrality/eigenvector.ts';
import { computeKatz } from '#topology/centrality/katz.ts';
import { computeLineVector } from '#topology/centrality/line-vector.ts';
import { iteratedCentralities } from '#topology/centrality/metrics.ts';
import { computeNodeEdge } from '#topology/centrality/node-edge.ts';
import { computePageRank } from '#topology/centrality/pagerank.ts';
import { computeSubhypergraph } from '#topology/centrality/subhypergraph.ts';
import {
  computeHEigenvector,
  computeZEigenvector,
} from '#topology/centrality/tensor-eigenvector.ts';
import { computeWalk } from '#topology/centrality/walk.ts';
import {
  overlapMatrix,
  tensorByTuples,
  times,
} from '../support/reference/dense.ts';
import { memberSets } from '../support/reference/line-graph.ts';
import {
  arbitrarySide,
  degenerate,
  hypergraphOf,
  memberLists,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

/** Connected, of triples only. */
const uniform = hypergraphOf(6, [
  [0, 1, 2],
  [1, 2, 3],
  [2, 3, 4],
  [0, 4, 5],
  [1, 3, 5],
]);

/** Connected, of sizes 2 to 4. */
const mixed = hypergraphOf(6, [
  [0, 1, 2, 3],
  [1, 2],
  [2, 3, 4],
  [4, 5],
  [0, 5],
  [1, 3, 5],
]);

/** Overlaps of at least s, else 0. */
function lineMatrix(
  hypergraph: Hypergraph,
  side: { of: 'edges' | 'nodes'; s: number },
): number[][] {
  return overlapMatrix(memberSets(hypergraph, side.of)).map((row) =>
    row.map((overlap) => (overlap >= side.s ? overlap : 0)),
  );
}

describe('centralities as XGI 0.10.1 has them', () => {
  const of = 'nodes';

  it('H-eigenvector of triples and of sizes that differ', () => {
    expectClose(
      computeHEigenvector(uniform, { of }).values,
      [
        0.147497778008, 0.185835555325, 0.185835555325, 0.185835555325,
        0.147497778008, 0.147497778008,
      ],
    );
    expectClose(
      computeHEigenvector(mixed, { of }).values,
      [
        0.152820985456, 0.177825570216, 0.175129061058, 0.174309217535,
        0.149699706578, 0.170215459157,
      ],
    );
  });

  it('Z-eigenvector of triples', () => {
    expectClose(
      computeZEigenvector(uniform, { of }).values,
      [
        0.12732200375, 0.206011329583, 0.206011329583, 0.206011329583,
        0.12732200375, 0.12732200375,
      ],
    );
  });

  it('clique eigenvector and node–edge centrality', () => {
    expectClose(
      computeEigenvector(mixed, { of }).values,
      [
        0.140639835076, 0.20725932215, 0.204211242276, 0.22109246501,
        0.102144944711, 0.124652190777,
      ],
    );
    const options = { of, tolerance: 1e-6, maxIterations: 100 } as const;
    const found = computeNodeEdge(mixed, options);
    expectClose(
      found.values,
      [
        0.146755115423, 0.1926176999, 0.190420463654, 0.198130986655,
        0.124848137461, 0.147227596907,
      ],
    );
    expect(found.otherValues[0]).toBeCloseTo(0.221582793889, 9);
  });
});

describe('the adjacency tensor', () => {
  it('gives what its tuples give', () => {
    const small = fc.array(
      fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 4 }),
      { minLength: 1, maxLength: 5 },
    );
    const vector = fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), {
      minLength: 5,
      maxLength: 5,
    });
    fc.assert(
      fc.property(small, vector, (edges, x) => {
        const hypergraph = hypergraphOf(5, edges);
        const y = new Float64Array(5);
        new HyperedgeTensor(hypergraph.edges).apply(Float64Array.from(x), y);
        expectClose(y, tensorByTuples(edges, x));
      }),
    );
  });

  it('gives the degrees for equal scores, also for large hyperedges', () => {
    const members = Array.from({ length: 90 }, (_, node) => node);
    const large = hypergraphOf(90, [members, [0, 1], members.slice(40), [3]]);
    const y = new Float64Array(90);
    new HyperedgeTensor(large.edges).apply(new Float64Array(90).fill(1), y);
    y.forEach((value, node) => {
      expect(value / large.nodeDegree(node)).toBeCloseTo(1, 10);
    });
  });

  it('refuses hyperedges beyond its range', () => {
    const members = Array.from({ length: 171 }, (_, node) => node);
    const large = hypergraphOf(171, [members]);
    expect(() => computeHEigenvector(large, { of: 'nodes' })).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED' }),
    );
  });
});

describe('iterated centralities satisfy their equation', () => {
  it('PageRank', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, side) => {
        const { values, converged } = computePageRank(hypergraph, side);
        expect(converged).toBe(true);
        const matrix = lineMatrix(hypergraph, side);
        const n = matrix.length;
        const strengths = times(matrix, new Float64Array(n).fill(1));
        let stuck = 0;
        const flow = Array.from(values, (value, i) => {
          if (strengths[i]! > 0) return value / strengths[i]!;
          stuck += value;
          return 0;
        });
        const expected = times(matrix, flow).map(
          (value) => 0.85 * value + (0.15 + 0.85 * stuck) / n,
        );
        expectClose(values, expected);
      }),
    );
  });

  it('Katz', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, side) => {
        const { values, alpha, converged } = computeKatz(hypergraph, side);
        expect(converged).toBe(true);
        const matrix = lineMatrix(hypergraph, side);
        // c = A (1 + α c) up to scale
        const scale = unscaledSum(matrix, alpha);
        if (scale === 0) return;
        const again = times(
          matrix,
          values.map((value) => 1 + alpha * value * scale),
        );
        expectClose(
          again.map((value) => value / scale),
          Array.from(values),
        );
      }),
    );
  });

  it('the eigenvector, one eigenvalue a component', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, side) => {
        const found = computeEigenvector(hypergraph, side);
        expect(found.converged).toBe(true);
        const matrix = lineMatrix(hypergraph, side);
        const image = times(matrix, found.values);
        matrix.forEach((row, i) => {
          if (row.every((overlap) => overlap === 0)) {
            expect(found.values[i]).toBe(0);
            return;
          }
          const neighbor = row.findIndex((overlap) => overlap > 0);
          expect(image[i]! / found.values[i]!).toBeCloseTo(
            image[neighbor]! / found.values[neighbor]!,
            6,
          );
        });
      }),
    );
  });

  it('tensor eigenvectors', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const h = computeHEigenvector(hypergraph, { of: 'nodes' });
        const z = computeZEigenvector(hypergraph, { of: 'nodes' });
        expect(h.residual).toBeLessThan(1e-9);
        // Z-eigenvectors can be reached more slowly than any power
        expect(z.residual).toBeLessThan(1e-3);
        for (const { values } of [h, z]) {
          const sum = values.reduce((total, value) => total + value, 0);
          expect(Math.abs(sum - 1) < 1e-9 || sum === 0).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('subhypergraph centrality, by dense eigenvectors', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, side) => {
        const matrix = lineMatrix(hypergraph, side);
        const n = matrix.length;
        const flat = Float64Array.from(matrix.flat());
        const { values, vectors } = symmetricEigen(flat, n);
        const expected = matrix.map((_, i) => {
          let sum = 0;
          values.forEach((value, k) => {
            sum += vectors[k * n + i]! ** 2 * Math.exp(value);
          });
          return Math.log(sum);
        });
        expectClose(computeSubhypergraph(hypergraph, side).values, expected);
      }),
    );
  });

  it('the walk, exactly', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, { of }) => {
        const { residual } = computeWalk(hypergraph, { of });
        expect(residual).toBeLessThan(1e-12);
      }),
    );
  });

  it('node–edge scores, each the root of a sum of squares', () => {
    const { values, otherValues, converged } = computeNodeEdge(mixed, {
      of: 'nodes',
    });
    expect(converged).toBe(true);
    const ratio = Array.from(values, (value, node) => {
      const squares = Array.from(
        mixed.nodeEdges(node),
        (edge) => otherValues[edge]! ** 2,
      );
      return Math.sqrt(squares.reduce((sum, x) => sum + x, 0)) / value;
    });
    ratio.forEach((value) => expect(value).toBeCloseTo(ratio[0]!, 8));
  });
});

describe('line vectors', () => {
  it('sum to the scores of hyperedges of two or more', () => {
    const { sizes, values, edgeValues } = computeLineVector(mixed);
    expect(Array.from(sizes)).toEqual([2, 3, 4]);
    const sum = values.reduce((total, value) => total + value, 0);
    expect(sum).toBeCloseTo(1, 12);
    // node 4 is in one triple (e2) and one pair (e3)
    expect(values[4 * 3]).toBeCloseTo(edgeValues[3]! / 2, 12);
    expect(values[4 * 3 + 1]).toBeCloseTo(edgeValues[2]! / 3, 12);
    expect(values[4 * 3 + 2]).toBe(0);
  });
});

describe('convergence is told', () => {
  it('when steps run out', () => {
    const options = {
      of: 'nodes',
      maxIterations: 2,
      tolerance: 1e-15,
    } as const;
    for (const compute of [
      computePageRank,
      computeKatz,
      computeNodeEdge,
      computeHEigenvector,
    ]) {
      const found = compute(mixed, options);
      expect(found.converged).toBe(false);
      expect(found.iterations).toBe(2);
      expect(found.residual).toBeGreaterThan(0);
    }
  });

  it('and arguments without a solution are refused', () => {
    expect(() => computeKatz(mixed, { of: 'nodes', alpha: 10 })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
    expect(() => computePageRank(mixed, { damping: 1 })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });
});

describe.each(degenerate)('of %s', (_, hypergraph) => {
  it.each(Object.entries(iteratedCentralities))(
    '%s is defined',
    (_name, of) => {
      for (const side of ['edges', 'nodes'] as const) {
        const found = of(hypergraph, { of: side });
        expect(found.values).toHaveLength(
          side === 'edges' ? hypergraph.edgeCount : hypergraph.nodeCount,
        );
        expect(found.values.every(Number.isFinite)).toBe(true);
        expect(found.converged).toBe(true);
      }
    },
  );
});

describe('duality', () => {
  it.each(Object.entries(iteratedCentralities))(
    '%s of edges is that of nodes of the dual',
    (_name, compute) => {
      expect(compute(mixed, { of: 'edges' })).toEqual(
        compute(mixed.dual(), { of: 'nodes' }),
      );
      expect(memberLists(mixed.dual().dual())).toEqual(memberLists(mixed));
    },
  );
});

/** Σ over entries of Σ α^{k−1} Aᵏ 1. */
function unscaledSum(matrix: number[][], alpha: number): number {
  let walks = times(matrix, new Float64Array(matrix.length).fill(1));
  let total = 0;
  for (let k = 0; k < 400; k++) {
    total += walks.reduce((sum, value) => sum + value, 0);
    walks = times(matrix, walks).map((value) => alpha * value);
  }
  return total;
}

function expectClose(
  actual: ArrayLike<number>,
  expected: readonly number[],
): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 7));
}
