import { jobPageSchema } from '#protocol/jobs.ts';
import { pageQuerySchema } from '#protocol/page.ts';
import { maySee } from '../access/dataset-scope.ts';
import { pageOfQuery } from '../http/cursor.ts';
import { defineRoute } from '../http/route.ts';
import { jobAnswer } from './job-answer.ts';
import { keptJobs } from './kept-workspace.ts';

export const listJobs = defineRoute({
  method: 'get',
  path: '/jobs',
  summary: 'Work that takes or took longer than a second, newest first',
  tag: 'Jobs',
  role: 'viewer',
  query: pageQuerySchema,
  result: { name: 'JobPage', schema: jobPageSchema },
  handle: async ({ query, who }, context) => {
    const jobs = keptJobs(context);
    const total = await jobs.count();
    const body = await pageOfQuery(query, 'jobs', total, async (from, count) =>
      jobs.list(from, count),
    );
    const theirs = body.items.filter((job) =>
      maySee(who, context.catalog, job.datasetVersion),
    );
    return { body: { ...body, items: theirs.map(jobAnswer) } };
  },
});
