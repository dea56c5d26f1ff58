import { z } from 'zod';
import { pageOf, pageQuerySchema } from './page.ts';

/** A result that was computed from a stored data set, and how. */
export const runSchema = z.object({
  id: z.string(),
  /** What `ws:` reads it by; null where nothing is known of it. */
  dataset: z.string().nullable(),
  /** Id of the data set. */
  datasetVersion: z.string(),
  /** As the command line has it: `info`, `topology`, `anomalies` … */
  operation: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  seed: z.number().int(),
  backend: z.string(),
  threads: z.number().int().min(1),
  /** Polyad's version. */
  version: z.string(),
  /** ISO 8601, UTC. */
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** Of the result's JSON text. */
  bytes: z.number().int().min(0),
  sha256: z.string(),
});

/** Newest first. */
export const runPageSchema = pageOf(runSchema);

/** One run with its result. */
export const runDetailSchema = runSchema.extend({ result: z.unknown() });

export const runQuerySchema = pageQuerySchema.extend({
  /** Id of a data set: its runs alone. */
  dataset: z.string().min(1).max(4096).optional(),
  operation: z.string().min(1).max(100).optional(),
});
