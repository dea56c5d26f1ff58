import { beforeAll, describe, expect, it } from 'vitest';
import { computeNodeMotifs } from '#topology/motifs/node-motifs.ts';
import { describeShared } from '../support/shared.ts';
import { goldenNames, readGoldenSet, type GoldenSet } from './golden-set.ts';

const ABSENT = 'the golden file has no value here';

describeShared('golden node motifs', 'golden', () => {
  describe.each(goldenNames())('%s', (name) => {
    let set: GoldenSet;
    beforeAll(() => {
      set = readGoldenSet(name);
    });

    it('has the motifs of three nodes', ({ skip }) => {
      const golden = set.results.hgx.motifs3_observed;
      if (!golden) return skip(ABSENT);
      const { patterns, counts } = computeNodeMotifs(set.hypergraph);
      const found = patterns.map((pattern, i) => [pattern, counts[i]]);
      const expected = golden.map(([edges, count]) => [
        edges.map((edge) => edge.join('')).join(' '),
        count,
      ]);
      expect(found.sort()).toEqual(expected.sort());
    });

    it('has as many motifs of four nodes of each kind', ({ skip }) => {
      const golden = set.results.hgx.motifs4_observed;
      if (!golden) return skip(ABSENT);
      const { counts } = computeNodeMotifs(set.hypergraph, { size: 4 });
      // golden gives counts without patterns
      expect(Array.from(counts).sort()).toEqual([...golden].sort());
    });
  });
});
