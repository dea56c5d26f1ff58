import { jobSchema } from '#protocol/jobs.ts';
import { defineRoute } from '../http/route.ts';
import { jobAnswer } from './job-answer.ts';
import { jobParams } from './job-params.ts';
import { keptJobs } from './kept-workspace.ts';

export const getJob = defineRoute({
  method: 'get',
  path: '/jobs/:id',
  summary: 'One job, and how far it is',
  tag: 'Jobs',
  params: jobParams,
  result: { name: 'Job', schema: jobSchema },
  handle: async ({ params }, context) => ({
    body: jobAnswer(await keptJobs(context).get(params.id)),
  }),
});
