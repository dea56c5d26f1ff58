import { z } from 'zod';
import { runFactsSchema } from '../run-facts.ts';

const count = z.number().int().min(0);

/** `[id, value]` in input order. */
const valuesSchema = z.array(z.tuple([z.string(), z.number()]));

/** Counts, or errors of counts, by pattern. */
const byPatternSchema = z.record(z.string().regex(/^[01]{7}$/), z.number());

export const motifsOptionsSchema = z.strictObject({
  /** Estimate from this many pairs of meeting hyperedges. */
  samples: z.number().int().min(2).max(100_000_000).optional(),
  seed: z.number().int().min(0).max(0xffffffff).default(0),
});

export const motifsSchema = z.object({
  total: z.number(),
  open: z.number(),
  closed: z.number(),
  counts: byPatternSchema,
  /** Standard errors, where counts are estimates. */
  errors: byPatternSchema.optional(),
  run: runFactsSchema,
});

export const coresOptionsSchema = z.strictObject({
  of: z.enum(['edges', 'nodes']).default('nodes'),
  /** List only what lies in the k-core. */
  k: count.optional(),
  /** Members a hyperedge must keep. */
  minSize: z.number().int().min(1).default(2),
});

export const coresSchema = z.object({
  core: valuesSchema,
  run: runFactsSchema,
});

export const clusteringOptionsSchema = z.strictObject({
  kind: z.enum(['local', 'two-node', 'projection', 'quad']).default('local'),
});

export const clusteringSchema = z.object({
  kind: z.string(),
  mean: z.number(),
  scores: valuesSchema,
  run: runFactsSchema,
});

export const assortativityOptionsSchema = z.strictObject({
  kind: z
    .enum(['uniform', 'degree', 'top-2', 'top-bottom', 'dynamical'])
    .default('uniform'),
});

export const assortativitySchema = z.object({
  kind: z.string(),
  /** Null where degrees do not vary. */
  value: z.number().nullable(),
  run: runFactsSchema,
});

export const simplicialityOptionsSchema = z.strictObject({
  minSize: z.number().int().min(1).default(2),
});

/** Null where a share is of nothing. */
const share = z.number().nullable();

export const simplicialitySchema = z.object({
  simplicialFraction: share,
  editSimpliciality: share,
  faceEditSimpliciality: share,
  run: runFactsSchema,
});
