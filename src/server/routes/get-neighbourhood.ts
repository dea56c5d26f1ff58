import { findNeighbourhood } from '#pipeline/browse/neighbourhood.ts';
import {
  neighbourhoodQuerySchema,
  neighbourhoodSchema,
} from '#protocol/neighbourhood.ts';
import { defineRoute } from '../http/route.ts';
import { TimeLimit } from '../http/time-limit.ts';
import { edgeParams } from './dataset-params.ts';

export const getNeighbourhood = defineRoute({
  method: 'get',
  path: '/datasets/:id/edges/:edge/neighbourhood',
  summary: 'Hyperedges that share at least s nodes with one',
  tag: 'Browse',
  role: 'viewer',
  params: edgeParams,
  query: neighbourhoodQuerySchema,
  result: { name: 'Neighbourhood', schema: neighbourhoodSchema },
  immutable: true,
  handle: async ({ params, query, signal }, { catalog, limits }) => {
    const dataset = catalog.get(params.id);
    const options = {
      ...query,
      signal: new TimeLimit(limits.computeSeconds, signal),
    };
    return { body: await findNeighbourhood(dataset, params.edge, options) };
  },
});
