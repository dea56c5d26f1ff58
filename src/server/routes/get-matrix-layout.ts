import { arrangeMatrix } from '#pipeline/browse/matrix-order.ts';
import {
  matrixLayoutQuerySchema,
  matrixLayoutSchema,
} from '#protocol/matrix.ts';
import { defineRoute } from '../http/route.ts';
import { TimeLimit } from '../http/time-limit.ts';
import { datasetParams } from './dataset-params.ts';

export const getMatrixLayout = defineRoute({
  method: 'get',
  path: '/datasets/:id/matrix/layout',
  summary: 'Groups of rows and columns, and the place of a hyperedge',
  tag: 'Overview',
  role: 'viewer',
  params: datasetParams,
  query: matrixLayoutQuerySchema,
  result: { name: 'MatrixLayout', schema: matrixLayoutSchema },
  immutable: true,
  handle: async ({ params, query, signal }, { catalog, limits }) => {
    const dataset = catalog.get(params.id);
    const limit = new TimeLimit(limits.computeSeconds, signal);
    const { hypergraph } = dataset;
    const order = await arrangeMatrix(dataset, query, limit);
    const edge =
      query.edge === undefined ? null : hypergraph.edgeIndex(query.edge);
    return {
      body: {
        nodes: hypergraph.nodeCount,
        edges: hypergraph.edgeCount,
        blocks: order.blocks,
        place:
          edge === null
            ? null
            : {
                column: order.edgeAt.indexOf(edge),
                rows: Array.from(
                  hypergraph.edgeMembers(edge),
                  (node) => order.rowOf[node] ?? 0,
                ).sort((a, b) => a - b),
              },
      },
    };
  },
});
