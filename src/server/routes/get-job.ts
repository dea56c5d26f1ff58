import { jobSchema } from '#protocol/jobs.ts';
import { defineRoute } from '../http/route.ts';
import { jobAnswer } from './job-answer.ts';
import { jobParams } from './job-params.ts';
import { visibleJob } from './visible-job.ts';

export const getJob = defineRoute({
  method: 'get',
  path: '/jobs/:id',
  summary: 'One job, and how far it is',
  tag: 'Jobs',
  role: 'viewer',
  params: jobParams,
  result: { name: 'Job', schema: jobSchema },
  handle: async ({ params, who }, context) => ({
    body: jobAnswer(await visibleJob(context, who, params.id)),
  }),
});
