import fc from 'fast-check';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { lanczos, type SymmetricOperator } from '#numeric/lanczos.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { computeWeightedWalk } from '#topology/centrality/walk.ts';
import { connectedComponents } from '#hypergraph/connected-components.ts';
import {
  hodgeLaplacian,
  multiOrderLaplacian,
  normalizedLaplacian,
  orderLaplacian,
  walkLaplacian,
} from '#topology/spectra/laplacians.ts';
import { computeSpectrum, computeTrace } from '#topology/spectra/spectrum.ts';
import { arbitraryHypergraph } from '../support/arbitrary-hypergraph.ts';
import {
  degenerate,
  hypergraphOf,
  memberLists,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

/** Entries of an operator, and that it is symmetric. */
function matrixOf(operator: SymmetricOperator): number[][] {
  const columns = Array.from({ length: operator.size }, (_, j) => {
    const unit = new Float64Array(operator.size);
    unit[j] = 1;
    const image = new Float64Array(operator.size);
    operator.apply(unit, image);
    return Array.from(image);
  });
  columns.forEach((column, j) => {
    column.forEach((value, i) => expect(columns[i]![j]).toBeCloseTo(value, 12));
  });
  return columns;
}

function eigenvalues(matrix: number[][]): number[] {
  if (matrix.length === 0) return [];
  const { realEigenvalues } = new EigenvalueDecomposition(new Matrix(matrix), {
    assumeSymmetric: true,
  });
  return [...realEigenvalues].sort((a, b) => a - b);
}

describe('the normalised Laplacian', () => {
  it('has the entries of its definition', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const found = matrixOf(normalizedLaplacian(hypergraph));
        const lists = memberLists(hypergraph);
        found.forEach((row, i) => {
          row.forEach((value, j) => {
            const degree = hypergraph.nodeDegree(i);
            if (degree === 0) {
              expect(value).toBe(0);
              return;
            }
            const root = Math.sqrt(degree * hypergraph.nodeDegree(j));
            const shared = lists
              .filter((list) => list.includes(i) && list.includes(j))
              .reduce((sum, list) => sum + 1 / list.length, 0);
            const expected = Number(i === j) - (shared && shared / root);
            expect(value).toBeCloseTo(expected, 12);
          });
        });
      }),
    );
  });

  it('has the spectrum of the dense oracle at both ends', () => {
    fc.assert(
      fc.property(
        plainHypergraph,
        fc.integer({ min: 1, max: 5 }),
        (hypergraph, count) => {
          const all = eigenvalues(matrixOf(normalizedLaplacian(hypergraph)));
          const smallest = computeSpectrum(hypergraph, { count });
          expectClose(smallest.values, all.slice(0, count));
          const which = 'largest';
          const largest = computeSpectrum(hypergraph, { count, which });
          expectClose(largest.values, all.reverse().slice(0, count));
          const residual = Math.max(0, ...smallest.residuals);
          expect(residual).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it('has eigenvalue 0 once a component and lies in [0, 1]', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const all = eigenvalues(matrixOf(normalizedLaplacian(hypergraph)));
        const isolated = Array.from(
          { length: hypergraph.nodeCount },
          (_, node) => hypergraph.nodeDegree(node),
        ).filter((degree) => degree === 0).length;
        const parts = new Set(
          Array.from(connectedComponents(hypergraph).ofNode).filter(
            (_, node) => hypergraph.nodeDegree(node) > 0,
          ),
        ).size;
        const zeros = all.filter((value) => Math.abs(value) < 1e-10).length;
        expect(zeros).toBe(parts + isolated);
        expect(Math.max(0, ...all)).toBeLessThan(1 + 1e-10);
      }),
    );
  });

  it('has the same values below 1 on the dual, isolated ones apart', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const spectrum = (of: 'edges' | 'nodes', empty: number) =>
          eigenvalues(matrixOf(normalizedLaplacian(hypergraph, { of })))
            .slice(empty)
            .filter((value) => value < 1 - 1e-9);
        const emptyEdges = memberLists(hypergraph).filter(
          ({ length }) => length === 0,
        ).length;
        const isolated = memberLists(hypergraph.dual()).filter(
          ({ length }) => length === 0,
        ).length;
        expectClose(spectrum('nodes', isolated), spectrum('edges', emptyEdges));
      }),
    );
  });

  it('takes weights as repeated hyperedges', () => {
    const once = hypergraphOf(4, [
      [0, 1, 2],
      [2, 3],
    ]);
    const thrice = hypergraphOf(4, [
      [0, 1, 2],
      [2, 3],
      [2, 3],
      [2, 3],
    ]);
    const weights = Float64Array.of(1, 3);
    const weighted = matrixOf(normalizedLaplacian(once, { weights }));
    matrixOf(normalizedLaplacian(thrice)).forEach((row, i) => {
      expectClose(weighted[i]!, row);
    });
    expect(() =>
      normalizedLaplacian(once, { weights: Float64Array.of(1) }),
    ).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });

  it('gives right eigenvectors of the walk', () => {
    const hypergraph = hypergraphOf(5, [
      [0, 1, 2],
      [2, 3],
      [3, 4, 0],
    ]);
    const { values, vectors } = computeSpectrum(hypergraph, {
      laplacian: 'random-walk',
      count: 3,
    });
    const lists = memberLists(hypergraph);
    values.forEach((value, k) => {
      const vector = vectors[k]!;
      vector.forEach((entry, node) => {
        const own = lists.filter((list) => list.includes(node));
        const moved = own.reduce(
          (sum, list) =>
            sum +
            list.reduce((total, other) => total + vector[other]!, 0) /
              list.length,
          0,
        );
        expect(entry - moved / own.length).toBeCloseTo(value * entry, 9);
      });
    });
  });
});

describe('the Laplacian of a weighted walk', () => {
  const weightedHypergraph: fc.Arbitrary<Hypergraph> = arbitraryHypergraph({
    maxNodes: 7,
    maxEdges: 7,
    weights: true,
    roles: false,
    times: false,
    kinds: false,
    properties: false,
  }).filter((hypergraph) => {
    const weights = hypergraph.incidencesByEdge().column('weight')?.numbers();
    return weights?.every((weight) => !(weight <= 0)) ?? true;
  });

  it('is the normalised one without weights', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const normalized = matrixOf(normalizedLaplacian(hypergraph));
        matrixOf(walkLaplacian(hypergraph)).forEach((row, i) => {
          expectClose(row, normalized[i]!);
        });
      }),
    );
  });

  it('leaves the stationary distribution alone', () => {
    fc.assert(
      fc.property(
        weightedHypergraph,
        fc.constantFrom('equal' as const, 'deviation' as const),
        (hypergraph, edgeWeights) => {
          const options = { edgeWeights, tolerance: 1e-13 };
          const { values } = computeWeightedWalk(hypergraph, options);
          const operator = walkLaplacian(hypergraph, options);
          const image = new Float64Array(operator.size);
          operator.apply(values.map(Math.sqrt), image);
          expectClose(
            image,
            Array.from(image, () => 0),
          );
          const all = eigenvalues(matrixOf(operator));
          expect(Math.min(0, ...all)).toBeGreaterThan(-1e-9);
          const sum = values.reduce((total, value) => total + value, 0);
          const incidences = hypergraph.incidenceCount;
          expect(sum).toBeCloseTo(Number(incidences > 0), 10);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('goes to members by weight', () => {
    const builder = new HypergraphBuilder();
    const edge = builder.addEdge('e');
    [3, 1].forEach((weight, i) => {
      builder.addIncidence(edge, builder.addNode(`n${i}`));
      builder.setIncidence('weight', weight);
    });
    const { values } = computeWeightedWalk(builder.build());
    expectClose(values, [3 / 4, 1 / 4]);
  });
});

describe('Laplacians by order', () => {
  it('are the Laplacian of the graph for order 1', () => {
    const path = hypergraphOf(3, [
      [0, 1],
      [1, 2],
      [0, 1, 2],
    ]);
    expect(matrixOf(orderLaplacian(path, 1))).toEqual([
      [1, -1, 0],
      [-1, 2, -1],
      [0, -1, 1],
    ]);
    expect(matrixOf(orderLaplacian(path, 2))).toEqual([
      [2, -1, -1],
      [-1, 2, -1],
      [-1, -1, 2],
    ]);
  });

  it('add up by strength over mean degree', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const orders = [
          { order: 1, weight: 0.5 },
          { order: 2, weight: 2 },
        ];
        const found = matrixOf(multiOrderLaplacian(hypergraph, orders));
        const expected = orders.map(({ order, weight }) => {
          const size = order + 1;
          const edges = memberLists(hypergraph).filter(
            ({ length }) => length === size,
          ).length;
          const mean = (edges * size) / hypergraph.nodeCount;
          const factor = edges === 0 ? 0 : weight / mean;
          return matrixOf(orderLaplacian(hypergraph, order)).map((row) =>
            row.map((value) => factor * value),
          );
        });
        found.forEach((row, i) => {
          expectClose(
            row,
            row.map((_, j) => expected[0]![i]![j]! + expected[1]![i]![j]!),
          );
        });
      }),
    );
  });

  it('refuse an order below 1', () => {
    expect(() => orderLaplacian(hypergraphOf(1, []), 0)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });
});

/** Triangles of a closed surface. */
const sphere = hypergraphOf(4, [
  [0, 1, 2],
  [0, 1, 3],
  [0, 2, 3],
  [1, 2, 3],
]);

/** Möbius and Császár: the torus on seven vertices. */
const torus = hypergraphOf(
  7,
  [0, 1, 2, 3, 4, 5, 6].flatMap((i) => [
    [i, (i + 1) % 7, (i + 3) % 7],
    [i, (i + 2) % 7, (i + 3) % 7],
  ]),
);

/** The projective plane on six vertices. */
const projectivePlane = hypergraphOf(6, [
  [0, 1, 2],
  [0, 2, 3],
  [0, 3, 4],
  [0, 4, 5],
  [0, 1, 5],
  [1, 2, 4],
  [2, 4, 5],
  [2, 3, 5],
  [1, 3, 5],
  [1, 3, 4],
]);

function bettiOverRationals(hypergraph: Hypergraph): number[] {
  return [0, 1, 2].map((order) => {
    const all = eigenvalues(matrixOf(hodgeLaplacian(hypergraph, order)));
    return all.filter((value) => Math.abs(value) < 1e-9).length;
  });
}

describe('the Hodge Laplacian', () => {
  it('has a kernel of Betti numbers', () => {
    expect(bettiOverRationals(sphere)).toEqual([1, 0, 1]);
    expect(bettiOverRationals(torus)).toEqual([1, 2, 1]);
    // over GF(2) it would be 1, 1, 1
    expect(bettiOverRationals(projectivePlane)).toEqual([1, 0, 0]);
  });

  it('of dimension 0 is the Laplacian of the clique expansion', () => {
    const path = hypergraphOf(3, [
      [0, 1],
      [1, 2],
    ]);
    expect(matrixOf(hodgeLaplacian(path, 0))).toEqual(
      matrixOf(orderLaplacian(path, 1)),
    );
  });

  it('has the zeros that Lanczos finds', () => {
    const { values, converged } = lanczos(hodgeLaplacian(torus, 1), {
      count: 3,
      which: 'smallest',
    });
    expect(converged).toBe(true);
    expect(values[1]).toBeCloseTo(0, 10);
    expect(values[2]).toBeGreaterThan(0.1);
    const spectrum = computeSpectrum(torus, { laplacian: 'hodge', count: 2 });
    expectClose(spectrum.values, [0, 0]);
  });

  it('refuses before it lists too much', () => {
    const large = hypergraphOf(40, [Array.from({ length: 40 }, (_, i) => i)]);
    expect(() => hodgeLaplacian(large, 9)).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED' }),
    );
  });
});

describe.each(degenerate)('spectra of %s', (_, hypergraph) => {
  it.each([
    'zhou',
    'random-walk',
    'weighted-walk',
    'order',
    'multi-order',
    'hodge',
  ] as const)('%s is defined', (laplacian) => {
    const found = computeSpectrum(hypergraph, { laplacian, count: 3 });
    expect(found.converged).toBe(true);
    const trace = computeTrace(hypergraph, { laplacian });
    const all = computeSpectrum(hypergraph, { laplacian, count: 9 });
    const sum = all.values.reduce((total, value) => total + value, 0);
    expect(sum).toBeCloseTo(trace, 9);
  });
});

function expectClose(
  actual: ArrayLike<number>,
  expected: readonly number[],
): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 8));
}
