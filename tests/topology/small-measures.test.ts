import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowLengths } from '#hypergraph/incidence.ts';
import { computeDegree } from '#topology/centrality/degree.ts';
import {
  orderLaplacian,
  multiOrderLaplacian,
} from '#topology/spectra/laplacians.ts';
import { adjacencyTensor, commutatorNorm } from '#topology/spectra/tensor.ts';
import {
  describeColumn,
  histogramOf,
  moment,
} from '#topology/statistics/describe-column.ts';
import { computeComponents } from '#topology/walks/components.ts';
import {
  computeComponentDiameters,
  computeDiameter,
} from '#topology/walks/diameter.ts';
import { completeHypergraph } from '#topology/models/random-sets.ts';
import {
  arbitrarySide,
  hypergraphOf,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

describe('a column in numbers', () => {
  it('by hand', () => {
    expect(describeColumn([4, NaN, 1, 1, 2])).toEqual({
      count: 4,
      missing: 1,
      sum: 8,
      mean: 2,
      min: 1,
      max: 4,
      argMin: 2,
      argMax: 0,
      median: 1.5,
      lowerQuartile: 1,
      upperQuartile: 2.5,
      mode: 1,
      variance: 1.5,
      sd: Math.sqrt(1.5),
      unique: 3,
    });
    expect(describeColumn([])).toMatchObject({
      count: 0,
      sum: 0,
      mean: NaN,
      median: NaN,
      mode: NaN,
      argMin: -1,
    });
    expect(histogramOf([2, 1, 2, NaN])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('moves and grows as its values do', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 5 }), (list, factor) => {
        const plain = describeColumn(list);
        const other = describeColumn(list.map((value) => factor * value + 3));
        expect(other.mean).toBeCloseTo(factor * plain.mean + 3, 8);
        expect(other.median).toBeCloseTo(factor * plain.median + 3, 8);
        expect(other.sd).toBeCloseTo(factor * plain.sd, 8);
        expect(other.unique).toBe(plain.unique);
        expect(moment(list, 1)).toBeCloseTo(0, 8);
        expect(moment(list, 2, 'zero')).toBeCloseTo(
          plain.variance + plain.mean ** 2,
          6,
        );
      }),
    );
  });
});

describe('the adjacency tensor', () => {
  it('at all ones gives the degrees', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const { rank, apply } = adjacencyTensor(hypergraph);
        const sizes = rowLengths(hypergraph.edges);
        expect(rank).toBe(Math.max(0, ...sizes));
        if (rank === 0) return;
        const ones = new Float64Array(hypergraph.nodeCount).fill(1);
        const degrees = computeDegree(hypergraph, { of: 'nodes' });
        apply(ones).forEach((value, node) => {
          expect(value).toBeCloseTo(degrees[node]!, 9);
        });
      }),
    );
  });
});

describe('commuting Laplacians', () => {
  it('are those of a complete hypergraph, and of an order with itself', () => {
    const complete = completeHypergraph({ nodes: 6, maxSize: 3 });
    const [pairs, triples] = [1, 2].map((d) => orderLaplacian(complete, d));
    expect(commutatorNorm(pairs!, triples!)).toBeLessThan(1e-9);
    const path = hypergraphOf(4, [
      [0, 1],
      [1, 2],
      [1, 2, 3],
    ]);
    const one = orderLaplacian(path, 1);
    expect(commutatorNorm(one, one)).toBeLessThan(1e-9);
    expect(commutatorNorm(one, orderLaplacian(path, 2))).toBeGreaterThan(0.1);
    const wider = multiOrderLaplacian(complete, [{ order: 1 }]);
    expect(() => commutatorNorm(one, wider)).toThrow('4 and 6 rows');
  });
});

describe('diameters of components', () => {
  it('have the diameter as their largest, and stand by component', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, side) => {
        const diameters = computeComponentDiameters(hypergraph, side);
        const { count, singletons } = computeComponents(hypergraph, side);
        expect(diameters.length).toBe(count);
        expect(Math.max(0, ...diameters)).toBe(
          computeDiameter(hypergraph, side).diameter,
        );
        diameters.forEach((diameter, component) => {
          expect(diameter === 0).toBe(component >= count - singletons);
        });
      }),
    );
  });
});
