import { jobSchema } from '#protocol/jobs.ts';
import { defineRoute } from '../http/route.ts';
import { jobAnswer } from './job-answer.ts';
import { jobParams } from './job-params.ts';
import { keptJobs } from './kept-workspace.ts';
import { visibleJob } from './visible-job.ts';

export const cancelJob = defineRoute({
  method: 'delete',
  path: '/jobs/:id',
  summary: 'Call a job off; one at work stops within moments',
  tag: 'Jobs',
  role: 'analyst',
  params: jobParams,
  result: { name: 'Job', schema: jobSchema },
  handle: async ({ params, who }, context) => {
    const { id } = await visibleJob(context, who, params.id);
    return { body: jobAnswer(await keptJobs(context).cancel(id)) };
  },
});
