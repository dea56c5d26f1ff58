import { countChunk } from '#pipeline/browse/matrix-tiles.ts';
import { tiledMatrix } from '#pipeline/browse/overview.ts';
import { matrixChunkQuerySchema, matrixChunkSchema } from '#protocol/matrix.ts';
import { defineRoute } from '../http/route.ts';
import { TimeLimit } from '../http/time-limit.ts';
import { datasetParams } from './dataset-params.ts';

export const getMatrixChunk = defineRoute({
  method: 'get',
  path: '/datasets/:id/matrix/chunk',
  summary: 'Counts and highest scores of a square of the incidence matrix',
  tag: 'Overview',
  role: 'viewer',
  params: datasetParams,
  query: matrixChunkQuerySchema,
  result: { name: 'MatrixChunk', schema: matrixChunkSchema },
  immutable: true,
  handle: async ({ params, query, signal }, { catalog, limits }) => {
    const { order, s, mode, zoom, x, y, ...filter } = query;
    const matrix = await tiledMatrix(catalog.get(params.id), {
      order,
      s,
      mode,
      filter,
      signal: new TimeLimit(limits.computeSeconds, signal),
    });
    return { body: countChunk(matrix, { zoom, x, y }) };
  },
});
