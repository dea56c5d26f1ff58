import { z } from 'zod';
import { scoringModeSchema } from './anomalies.ts';
import { pageOf } from './page.ts';
import { runFactsSchema } from './run-facts.ts';

const count = z.number().int().min(0);
const time = z.number().nullable();

/** A trained model and where it comes from. */
export const modelSchema = z.object({
  id: z.string(),
  /** What it is for; one model of a name serves at a time. */
  name: z.string(),
  status: z.enum(['trained', 'promoted', 'retired']),
  /** Name and version of the method. */
  detector: z.string(),
  mode: scoringModeSchema,
  seed: z.number().int(),
  trained: z.object({ edges: count, nodes: count, from: time, until: time }),
  /** Relations that went into it, in order of training. */
  lineage: z.array(
    z.object({
      /** What follows `ws:`. */
      dataset: z.string(),
      datasetVersion: z.string(),
      /** Of the data set's content and how it was read. */
      fingerprint: z.string(),
      /** Relations before this alone; null for all. */
      until: time,
      edges: count,
    }),
  ),
  /** The model it went on from. */
  parent: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** Version of the Polyad that trained it. */
  version: z.string(),
  /** Of what it knows. */
  sha256: z.object({ relations: z.string(), state: z.string().nullable() }),
});

/** In order of training. */
export const modelPageSchema = pageOf(modelSchema);

/** What to train a model on. */
export const trainModelSchema = z.strictObject({
  /** Id of a data set. */
  dataset: z.string().min(1).max(4096),
  name: z.string().min(1).max(200).optional(),
  mode: scoringModeSchema.optional(),
  /** Milliseconds. */
  tick: z.number().min(0).optional(),
  /** Only relations before it: ISO 8601, or milliseconds since the epoch. */
  until: z.union([z.string().max(64), z.number()]).optional(),
  /** Id of a model to go on from, with its settings. */
  from: z.string().min(1).max(64).optional(),
  seed: z.number().int().min(0).max(0xffffffff).default(0),
});

export const trainedModelSchema = z.object({
  model: modelSchema,
  run: runFactsSchema,
});
