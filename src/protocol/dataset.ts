import { z } from 'zod';
import { pageOf } from './page.ts';
import { kindCountsSchema, timeRangeSchema } from './time-range.ts';

const count = z.number().int().min(0);

/** A data set in the list. */
export const datasetSchema = z.object({
  id: z.string(),
  name: z.string(),
  nodes: count,
  edges: count,
  incidences: count,
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
  /** Earliest and latest time of a hyperedge; null if none has a time. */
  time: timeRangeSchema.nullable(),
  /** Nodes of each kind; empty where nodes have no kind. */
  kinds: kindCountsSchema,
});

export type Dataset = z.infer<typeof datasetSchema>;

export const datasetPageSchema = pageOf(datasetSchema);

export type DatasetPage = z.infer<typeof datasetPageSchema>;

/** A row that was not read, where it stands and why. */
export const rejectedRowSchema = z.object({
  /** From 1; null where the format has no lines. */
  line: z.number().int().nullable(),
  /** From 1; null where it cannot be told. */
  column: z.number().int().nullable(),
  expected: z.string(),
  reason: z.string(),
});

export const rejectionsSchema = z.object({
  /** All rejected rows. */
  count,
  /** The first of them, in input order. */
  rows: z.array(rejectedRowSchema),
});

export type Rejections = z.infer<typeof rejectionsSchema>;

/** Where a data set came from. */
export const provenanceSchema = z.object({
  /** Name of the file that was read; a name, never a path. */
  source: z.string(),
  format: z.string(),
  bytes: count,
  /** SHA-256 of the bytes as they came, hexadecimal. */
  sha256: z.string(),
  /** The mapping options given. */
  mapping: z.record(z.string(), z.unknown()),
  rejected: rejectionsSchema,
  /** What was detected or assumed, in sentences for people. */
  notes: z.array(z.string()),
});

/** One data set with its provenance. */
export const datasetDetailSchema = datasetSchema.extend({
  provenance: provenanceSchema,
});

export type DatasetDetail = z.infer<typeof datasetDetailSchema>;

/** The answer to an upload: the new data set and what was left out of it. */
export const uploadSchema = datasetSchema.extend({
  format: z.string(),
  rejected: rejectionsSchema,
  notes: z.array(z.string()),
});

export type Upload = z.infer<typeof uploadSchema>;
