import { beforeAll, describe, expect, it } from 'vitest';
import { boundaryMatrices } from '#topology/homology/boundary-matrices.ts';
import { computeHomology } from '#topology/homology/homology.ts';
import { boundarySum } from '../support/reference/homology.ts';
import { describeShared } from '../support/shared.ts';
import {
  goldenNames,
  readGoldenSet,
  type GoldenHomology,
  type GoldenSet,
} from './golden-set.ts';

const ABSENT = 'the golden file has no value here';

describeShared('golden homology', 'golden', () => {
  describe.each(goldenNames())('%s', (name) => {
    let set: GoldenSet;
    let golden: GoldenHomology;
    beforeAll(() => {
      set = readGoldenSet(name);
      golden = set.results.homology;
    });

    it('has the Betti numbers and simplices of GUDHI', () => {
      const { simplices, betti } = golden.gudhi;
      const maxDim = betti.length - 1;
      const found = computeHomology(set.hypergraph, { maxDim });
      expect(found.betti).toEqual(betti);
      expect(found.simplices.slice(0, simplices.length)).toEqual(
        simplices.slice(0, found.simplices.length),
      );
      expect(found.isEstimated).toBe(false);
    });

    it('has the Betti numbers of HyperNetX', ({ skip }) => {
      const values = { ...golden.hnx_betti, ...golden.hnx_betti1 };
      if (!golden.hnx_betti) return skip(ABSENT);
      const { betti } = computeHomology(set.hypergraph);
      for (const [dim, value] of Object.entries(values)) {
        expect(betti[Number(dim)]).toBe(value);
      }
    });

    it('has the chains and boundary matrices of HyperNetX', ({ skip }) => {
      const chains = golden.hnx_chain_complex_k1;
      if (!chains) return skip(ABSENT);
      for (const matrix of boundaryMatrices(set.hypergraph)) {
        const { dim, simplexCount, faceCount, faces } = matrix;
        expect(simplexCount).toBe(chains.C_sizes[dim]);
        if (dim === 0) continue;
        expect([faceCount, simplexCount]).toEqual(chains.bd_shapes[dim]);
        expect(faces).toHaveLength(chains.bd_nnz[dim]!);
      }
    });

    it('has as many generators, all of them cycles of its own simplices', () => {
      const found = computeHomology(set.hypergraph, { generators: true });
      const of = (dim: number): number =>
        found.generators!.filter((cycle) => cycle.dim === dim).length;
      expect([of(0), of(1), of(2)]).toEqual(found.betti);
      if (golden.hnx_basis_k1) {
        expect(of(1)).toBe(golden.hnx_basis_k1.n_generators);
      }
      const sets = Array.from(
        { length: set.hypergraph.edgeCount },
        (_, edge) => new Set(set.hypergraph.edgeMembers(edge)),
      );
      for (const { simplices } of found.generators!) {
        expect(boundarySum(simplices)).toEqual([]);
        for (const ids of simplices) {
          const nodes = ids.map((id) => set.hypergraph.nodeIndex(id));
          const isInside = sets.some((members) =>
            nodes.every((node) => members.has(node)),
          );
          expect(isInside).toBe(true);
        }
      }
    });
  });
});
