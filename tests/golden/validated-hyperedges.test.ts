import { beforeAll, describe, expect, it } from 'vitest';
import { collapseEdges } from '#hypergraph/collapse.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  validateHyperedges,
  type ValidatedSet,
} from '#topology/models/validated-hyperedges.ts';
import { describeShared } from '../support/shared.ts';
import { expectClose } from './close-to.ts';
import { goldenNames, readGoldenSet, type GoldenSet } from './golden-set.ts';

describeShared('golden validated hyperedges', 'golden', () => {
  describe.each(goldenNames())('%s', (name) => {
    let set: GoldenSet;
    let distinct: Hypergraph;
    beforeAll(() => {
      set = readGoldenSet(name);
      distinct = collapseEdges(set.hypergraph).hypergraph;
    });

    it('has the p-value of every hyperedge, by size', () => {
      const golden = Object.entries(set.results.hgx['svh_alpha0.01']);
      expect(golden.length).toBeGreaterThan(0);
      for (const [size, { tested, validated, rows }] of golden) {
        const limits = { minSize: Number(size), maxSize: Number(size) };
        const sets = validateHyperedges(distinct, limits);
        expect(sets.length).toBe(tested);
        expect(sets.filter((one) => one.validated).length).toBe(validated);
        const byMembers = new Map(sets.map((one) => [key(one), one.p]));
        const p = rows.map(([members]) => byMembers.get(goldenKey(members)));
        expectClose(
          p.map((value) => value ?? NaN),
          rows.map(([, value]) => value),
        );
      }
    });

    const key = ({ members }: ValidatedSet): string =>
      members.map((node) => distinct.nodeIds.textAt(node)).sort().join();
    const goldenKey = (members: readonly number[]): string =>
      members.map((i) => set.results.order.nodes[i] ?? '').sort().join();
  });
});
