import { nodeRows } from '#pipeline/browse/elements.ts';
import { nodePageSchema } from '#protocol/elements.ts';
import { pageQuerySchema } from '#protocol/page.ts';
import { pageOfRows } from '../http/cursor.ts';
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
  handle: ({ params, query }, { catalog }) => {
    const { hypergraph, fingerprint } = catalog.get(params.id);
    const scope = `nodes ${fingerprint}`;
    const body = pageOfRows(query, scope, hypergraph.nodeCount, (from, to) =>
      nodeRows(hypergraph, from, to),
    );
    return { body };
  },
});
