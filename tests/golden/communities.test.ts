import { beforeAll, describe, expect, it } from 'vitest';
import {
  kumarCommunities,
  lastStep,
  maximizeModularity,
} from '#topology/communities/modularity-search.ts';
import { describeShared } from '../support/shared.ts';
import { goldenNames, readGoldenSet, type GoldenSet } from './golden-set.ts';

const ABSENT = 'the golden file has no value here';

describeShared('golden communities', 'golden', () => {
  describe.each(goldenNames())('%s', (name) => {
    let set: GoldenSet;
    beforeAll(() => {
      set = readGoldenSet(name);
    });

    it('finds at least the modularity HyperNetX finds', ({ skip }) => {
      const { kumar_seed1: kumar, last_step_from_kumar: last } =
        set.results.modularity;
      if (!kumar) return skip(ABSENT);
      const golden = Math.max(
        kumar.modularity.linear,
        last?.modularity_linear ?? -1,
      );
      const { quality } = maximizeModularity(set.hypergraph, { starts: 2, trials: 0 });
      expect(quality).toBeGreaterThan(golden - 1e-9);
    });

    it('beats Kumar and the last step', () => {
      const kumar = kumarCommunities(set.hypergraph);
      const last = lastStep(set.hypergraph, kumar.labels);
      const found = maximizeModularity(set.hypergraph, { starts: 2, trials: 0 });
      expect(last.quality).toBeGreaterThanOrEqual(kumar.quality);
      expect(found.quality).toBeGreaterThanOrEqual(last.quality - 1e-12);
    });

    it('takes the last step from the labels given', ({ skip }) => {
      const { kumar_seed1: kumar, last_step_from_kumar: last } =
        set.results.modularity;
      if (!kumar || !last) return skip(ABSENT);
      const labels = new Uint32Array(set.hypergraph.nodeCount).fill(1e6);
      kumar.labels.forEach((label, i) => {
        labels[set.index.nodes[i]!] = label;
      });
      const found = lastStep(set.hypergraph, labels);
      // HyperNetX stops once a round gains less than 0.01.
      expect(found.quality).toBeGreaterThan(last.modularity_linear - 1e-9);
    });
  });
});
