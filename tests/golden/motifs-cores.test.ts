import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { computeCores } from '#topology/cohesion/cores.ts';
import { computeMotifs, motifCounts } from '#topology/motifs/motifs.ts';
import { describeShared } from '../support/shared.ts';
import { goldenNames, readGoldenSet } from './golden-set.ts';

interface MotifsAndCores {
  readonly sets: Readonly<
    Record<
      string,
      {
        readonly cores: Readonly<Record<string, number>>;
        readonly motifs: Readonly<Record<string, number>>;
      }
    >
  >;
}

describeShared('golden motifs and cores', 'golden/motifs-cores.json', (path) => {
  let golden: MotifsAndCores;
  beforeAll(() => {
    golden = JSON.parse(readFileSync(path, 'utf8')) as MotifsAndCores;
  });

  describe.each(goldenNames())('%s', (name) => {
    it('has the h-motifs', ({ skip }) => {
      const expected = golden.sets[name]?.motifs;
      if (!expected) return skip('the golden file has no value here');
      const { hypergraph } = readGoldenSet(name);
      expect(motifCounts(computeMotifs(hypergraph))).toEqual(expected);
    });

    it('has the (k, 2)-cores', ({ skip }) => {
      const expected = golden.sets[name]?.cores;
      if (!expected) return skip('the golden file has no value here');
      const { hypergraph } = readGoldenSet(name);
      const { cores } = computeCores(hypergraph);
      for (const [id, core] of Object.entries(expected)) {
        expect([id, cores[hypergraph.nodeIndex(id)]]).toEqual([id, core]);
      }
    });
  });
});
