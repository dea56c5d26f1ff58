import { nodeRows } from '#pipeline/browse/elements.ts';
import { nodePageSchema } from '#protocol/elements.ts';
import { pageQuerySchema } from '#protocol/page.ts';
import { answerList } from '../http/bulk-list.ts';
import { defineRoute } from '../http/route.ts';
import { datasetParams } from './dataset-params.ts';

export const listNodes = defineRoute({
  method: 'get',
  path: '/datasets/:id/nodes',
  summary: 'Nodes in input order',
  tag: 'Browse',
  role: 'viewer',
  params: datasetParams,
  query: pageQuerySchema,
  result: { name: 'NodePage', schema: nodePageSchema },
  immutable: true,
  isBulk: true,
  handle: (input, { catalog }) => {
    const { hypergraph, fingerprint } = catalog.get(input.params.id);
    return answerList(input, {
      columns: { id: 'text', kind: 'text', degree: 'count' },
      scope: `nodes ${fingerprint}`,
      total: hypergraph.nodeCount,
      rows: (from, to) => nodeRows(hypergraph, from, to),
    });
  },
});
