import { expect, it } from 'vitest';
import { readHypergraph } from '#pipeline/sources/read-hypergraph.ts';
import { describeShared } from '../support/shared.ts';

describeShared(
  'tables of the reference data',
  'data/cyber/trickbot-hyperedges.tsv.gz',
  (path) => {
    it('hold 13,001 events of the week with the infection', async () => {
      const { hypergraph: h, format } = await readHypergraph(path);
      expect(format).toBe('tsv');
      expect(h.edgeCount).toBe(13_001);
    });
  },
);

describeShared('techniques', 'data/cyber/attack-techniques.tsv', (path) => {
  it('are 517 rows, tactics being lists', async () => {
    const { hypergraph: h } = await readHypergraph(path, {
      mapping: { node: ['tactics'], split: ',;' },
    });
    expect(h.edgeCount).toBe(517);
  });
});

describeShared(
  'bus fixes',
  'data/pol/liverpool_bus_route14_outbound.csv.gz',
  (path) => {
    it('are 1,533 rows', async () => {
      const { hypergraph: h, notes } = await readHypergraph(path);
      expect(h.edgeCount, notes.join(' ')).toBe(1533);
    });
  },
);
