import { edgeRows } from '#pipeline/browse/elements.ts';
import { edgePageSchema } from '#protocol/elements.ts';
import { pageQuerySchema } from '#protocol/page.ts';
import { answerList } from '../http/bulk-list.ts';
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
  isBulk: true,
  handle: (input, { catalog }) => {
    const { hypergraph, fingerprint } = catalog.get(input.params.id);
    return answerList(input, {
      columns: { id: 'text', size: 'count', time: 'time' },
      scope: `edges ${fingerprint}`,
      total: hypergraph.edgeCount,
      rows: (from, to) => edgeRows(hypergraph, from, to),
    });
  },
});
