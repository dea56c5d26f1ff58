import { incidenceRows } from '#pipeline/browse/elements.ts';
import { incidencePageSchema } from '#protocol/elements.ts';
import { pageQuerySchema } from '#protocol/page.ts';
import { pageOfRows } from '../http/cursor.ts';
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
  handle: ({ params, query }, { catalog }) => {
    const { hypergraph, fingerprint } = catalog.get(params.id);
    const { incidenceCount } = hypergraph;
    const scope = `incidence ${fingerprint}`;
    const body = pageOfRows(query, scope, incidenceCount, (from, to) =>
      incidenceRows(hypergraph, from, to),
    );
    return { body };
  },
});
