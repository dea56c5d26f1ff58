import { z } from 'zod';
import { pageOf } from './page.ts';

/** What goes first: people who wait, the usual, or what has time. */
export const jobPrioritySchema = z.enum(['high', 'normal', 'low']);

export type JobPriority = z.infer<typeof jobPrioritySchema>;

/** How work that may take long is asked for, beside its options. */
export const jobQuerySchema = z.strictObject({
  priority: jobPrioritySchema.default('normal'),
});

export const jobStatusSchema = z.enum([
  'queued',
  'running',
  'done',
  'failed',
  'cancelled',
  /** The server ended too often while it ran. */
  'interrupted',
]);

/** Work on a data set, and how far it is. */
export const jobSchema = z.object({
  id: z.string(),
  /** Id of the data set. */
  dataset: z.string(),
  operation: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  seed: z.number().int(),
  priority: jobPrioritySchema,
  actor: z.string(),
  status: jobStatusSchema,
  /** Items of the loop at work; null where nothing is known. */
  progress: z.object({ done: z.number(), total: z.number() }).nullable(),
  /** How often it was begun. */
  attempts: z.number().int().min(0),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  /** Id of the run with the result, once it is done: `GET /runs/:id`. */
  run: z.string().nullable(),
  /** Why there is no result. */
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      details: z.record(z.string(), z.unknown()),
    })
    .nullable(),
});

export type Job = z.infer<typeof jobSchema>;

/** Newest first. */
export const jobPageSchema = pageOf(jobSchema);
