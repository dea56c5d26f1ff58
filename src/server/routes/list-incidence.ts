import { incidenceRows } from '#pipeline/browse/elements.ts';
import { incidencePageSchema } from '#protocol/elements.ts';
import { pageQuerySchema } from '#protocol/page.ts';
import { answerList } from '../http/bulk-list.ts';
import { defineRoute } from '../http/route.ts';
import { datasetParams } from './dataset-params.ts';

export const listIncidence = defineRoute({
  method: 'get',
  path: '/datasets/:id/incidence',
  summary: 'Incidences, by hyperedge and then by member',
  tag: 'Browse',
  role: 'viewer',
  params: datasetParams,
  query: pageQuerySchema,
  result: { name: 'IncidencePage', schema: incidencePageSchema },
  immutable: true,
  isBulk: true,
  handle: (input, { catalog }) => {
    const { hypergraph, fingerprint } = catalog.get(input.params.id);
    return answerList(input, {
      columns: { edge: 'text', node: 'text', weight: 'number', role: 'text' },
      scope: `incidence ${fingerprint}`,
      total: hypergraph.incidenceCount,
      rows: (from, to) => incidenceRows(hypergraph, from, to),
    });
  },
});
