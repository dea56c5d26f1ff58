import { beforeAll, describe, expect, it } from 'vitest';
import { largestComponent } from '#hypergraph/connected-components.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { restrictToEdges } from '#hypergraph/restrict.ts';
import { computeSpectrum, computeTrace } from '#topology/spectra/spectrum.ts';
import { describeShared } from '../support/shared.ts';
import { goldenNames, readGoldenSet, type GoldenSet } from './golden-set.ts';

const ABSENT = 'the golden file has no value here';

describeShared('golden spectra', 'golden', () => {
  describe.each(goldenNames())('%s', (name) => {
    let set: GoldenSet;
    let listedOnly: Hypergraph;
    beforeAll(() => {
      set = readGoldenSet(name);
      const { hypergraph } = set;
      const all = Array.from({ length: hypergraph.edgeCount }, (_, e) => e);
      listedOnly = restrictToEdges(hypergraph, all);
    });

    it('has both ends of the random-walk Laplacian', ({ skip }) => {
      const golden = set.results.laplacian.hnx_largest_component;
      if (!golden) return skip(ABSENT);
      const component = largestComponent(set.hypergraph);
      const smallest = computeSpectrum(component, {
        laplacian: 'random-walk',
        count: golden.eigenvalues_smallest12.length,
      });
      expect(smallest.converged).toBe(true);
      expectValues(smallest.values, golden.eigenvalues_smallest12);
      const largest = computeSpectrum(component, {
        laplacian: 'random-walk',
        count: golden.eigenvalues_largest3.length,
        which: 'largest',
      });
      expectValues(largest.values.reverse(), golden.eigenvalues_largest3);
    });

    it('has the smallest of the normalised Laplacian', ({ skip }) => {
      const golden = set.results.xgi.laplacians.normalized_eig_smallest8;
      if (!golden) return skip(ABSENT);
      const count = golden.length;
      expectValues(computeSpectrum(listedOnly, { count }).values, golden);
    });

    it('has the Laplacians by order', ({ skip }) => {
      const golden = set.results.xgi.laplacians;
      const trace = computeTrace(listedOnly, { laplacian: 'order', order: 1 });
      expect(trace).toBe(golden.order1_trace);
      if (!golden.multiorder_1_2_eig5) return skip(ABSENT);
      const { values } = computeSpectrum(listedOnly, {
        laplacian: 'multi-order',
        count: golden.multiorder_1_2_eig5.length,
      });
      expectValues(values, golden.multiorder_1_2_eig5);
    });
  });
});

/** Within 1e-9, which is also how far golden zeros may be from 0. */
function expectValues(
  actual: ArrayLike<number>,
  golden: readonly number[],
): void {
  expect(actual).toHaveLength(golden.length);
  golden.forEach((value, i) => {
    expect(Math.abs(actual[i]! - value)).toBeLessThan(1e-9);
  });
}
