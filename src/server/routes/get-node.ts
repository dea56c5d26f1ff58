import { describeNode } from '#pipeline/browse/element-detail.ts';
import { MAX_LISTED, nodeDetailSchema } from '#protocol/elements.ts';
import { defineRoute } from '../http/route.ts';
import { nodeParams } from './dataset-params.ts';

export const getNode = defineRoute({
  method: 'get',
  path: '/datasets/:id/nodes/:node',
  summary: 'One node: its hyperedges and properties',
  tag: 'Browse',
  role: 'viewer',
  params: nodeParams,
  result: { name: 'NodeDetail', schema: nodeDetailSchema },
  immutable: true,
  handle: ({ params }, { catalog }) => ({
    body: describeNode(catalog.get(params.id), params.node, MAX_LISTED),
  }),
});
