import type { JobView } from '#pipeline/jobs/live-job.ts';
import type { Job, JobPriority } from '#protocol/jobs.ts';

const PRIORITIES: Readonly<Record<JobPriority, number>> = {
  high: 10,
  normal: 0,
  low: -10,
};

/** The queue's own measure of a priority. */
export function priorityRank(priority: JobPriority): number {
  return PRIORITIES[priority];
}

/** A job as the API shows it. */
export function jobAnswer({
  datasetVersion,
  priority,
  failure,
  ...job
}: JobView): Job {
  return {
    ...job,
    dataset: datasetVersion,
    parameters: { ...job.parameters },
    priority: priority > 0 ? 'high' : priority < 0 ? 'low' : 'normal',
    error: failure && { ...failure, details: { ...failure.details } },
  };
}
