import { findNeighbourhood } from '#pipeline/browse/neighbourhood.ts';
import {
  neighbourhoodQuerySchema,
  neighbourhoodSchema,
} from '#protocol/neighbourhood.ts';
import { defineRoute } from '../http/route.ts';
import { edgeParams } from './dataset-params.ts';

export const getNeighbourhood = defineRoute({
  method: 'get',
  path: '/datasets/:id/edges/:edge/neighbourhood',
  summary: 'Hyperedges that share at least s nodes with one',
  tag: 'Browse',
  params: edgeParams,
  query: neighbourhoodQuerySchema,
  result: { name: 'Neighbourhood', schema: neighbourhoodSchema },
  immutable: true,
  handle: async ({ params, query }, { catalog }) => {
    const dataset = catalog.get(params.id);
    return { body: await findNeighbourhood(dataset, params.edge, query) };
  },
});
