import { describeEdge } from '#pipeline/browse/element-detail.ts';
import { edgeDetailSchema, MAX_LISTED } from '#protocol/elements.ts';
import { defineRoute } from '../http/route.ts';
import { edgeParams } from './dataset-params.ts';

export const getEdge = defineRoute({
  method: 'get',
  path: '/datasets/:id/edges/:edge',
  summary: 'One hyperedge: members, properties, source record',
  tag: 'Browse',
  role: 'viewer',
  params: edgeParams,
  result: { name: 'EdgeDetail', schema: edgeDetailSchema },
  immutable: true,
  handle: ({ params }, { catalog }) => ({
    body: describeEdge(catalog.get(params.id), params.edge, MAX_LISTED),
  }),
});
