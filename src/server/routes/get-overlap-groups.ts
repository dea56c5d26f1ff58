import { findOverlapGroups } from '#pipeline/browse/overlap-groups.ts';
import {
  overlapGroupsQuerySchema,
  overlapGroupsSchema,
} from '#protocol/overview.ts';
import { defineRoute } from '../http/route.ts';
import { TimeLimit } from '../http/time-limit.ts';
import { datasetParams } from './dataset-params.ts';

export const getOverlapGroups = defineRoute({
  method: 'get',
  path: '/datasets/:id/overlap-groups',
  summary: 'Groups that share at least s nodes, and how they join as s falls',
  tag: 'Overview',
  role: 'viewer',
  params: datasetParams,
  query: overlapGroupsQuerySchema,
  result: { name: 'OverlapGroups', schema: overlapGroupsSchema },
  immutable: true,
  handle: async ({ params, query, signal }, { catalog, limits }) => {
    const limit = new TimeLimit(limits.computeSeconds, signal);
    const options = { ...query, signal: limit };
    return { body: await findOverlapGroups(catalog.get(params.id), options) };
  },
});
