import { nodeKind } from '#pipeline/browse/elements.ts';
import { describeTile } from '#pipeline/browse/matrix-tiles.ts';
import { tiledMatrix } from '#pipeline/browse/overview.ts';
import { matrixTileQuerySchema, matrixTileSchema } from '#protocol/matrix.ts';
import { defineRoute } from '../http/route.ts';
import { TimeLimit } from '../http/time-limit.ts';
import { datasetParams } from './dataset-params.ts';

export const getMatrixTile = defineRoute({
  method: 'get',
  path: '/datasets/:id/matrix/tile',
  summary: 'What lies under a rectangle of the incidence matrix',
  tag: 'Overview',
  role: 'viewer',
  params: datasetParams,
  query: matrixTileQuerySchema,
  result: { name: 'MatrixTile', schema: matrixTileSchema },
  immutable: true,
  handle: async ({ params, query, signal }, { catalog, limits }) => {
    const { order, s, mode, ...rest } = query;
    const { rowFrom, rowTo, columnFrom, columnTo, ...filter } = rest;
    const matrix = await tiledMatrix(catalog.get(params.id), {
      order,
      s,
      mode,
      filter,
      signal: new TimeLimit(limits.computeSeconds, signal),
    });
    const range = { rowFrom, rowTo, columnFrom, columnTo };
    const { top, ...counts } = describeTile(matrix, range);
    const { hypergraph } = matrix;
    return {
      body: {
        ...counts,
        top: top && {
          ...top,
          edge: hypergraph.edgeIds.textAt(top.edge),
          node: hypergraph.nodeIds.textAt(top.node),
          kind: nodeKind(hypergraph, top.node),
        },
      },
    };
  },
});
