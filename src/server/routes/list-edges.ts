import { edgeRows } from '#pipeline/browse/elements.ts';
import { edgePageSchema } from '#protocol/elements.ts';
import { pageQuerySchema } from '#protocol/page.ts';
import { pageOfRows } from '../http/cursor.ts';
import { defineRoute } from '../http/route.ts';
import { datasetParams } from './dataset-params.ts';

export const listEdges = defineRoute({
  method: 'get',
  path: '/datasets/:id/edges',
  summary: 'Hyperedges in input order',
  tag: 'Browse',
  role: 'viewer',
  params: datasetParams,
  query: pageQuerySchema,
  result: { name: 'EdgePage', schema: edgePageSchema },
  immutable: true,
  handle: ({ params, query }, { catalog }) => {
    const { hypergraph, fingerprint } = catalog.get(params.id);
    const scope = `edges ${fingerprint}`;
    const body = pageOfRows(query, scope, hypergraph.edgeCount, (from, to) =>
      edgeRows(hypergraph, from, to),
    );
    return { body };
  },
});
