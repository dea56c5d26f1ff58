import { jobSchema } from '#protocol/jobs.ts';
import { defineRoute } from '../http/route.ts';
import { jobAnswer } from './job-answer.ts';
import { jobParams } from './job-params.ts';
import { keptJobs } from './kept-workspace.ts';

export const cancelJob = defineRoute({
  method: 'delete',
  path: '/jobs/:id',
  summary: 'Call a job off; one at work stops within moments',
  tag: 'Jobs',
  params: jobParams,
  result: { name: 'Job', schema: jobSchema },
  handle: async ({ params }, context) => ({
    body: jobAnswer(await keptJobs(context).cancel(params.id)),
  }),
});
