import { z } from 'zod';
import { runFactsSchema } from '../run-facts.ts';
import { durationSchema } from '../mapping-options.ts';
import { structureOptionsSchema } from './structure.ts';

export const distanceOptionsSchema = structureOptionsSchema.extend({
  from: z.string(),
  to: z.string(),
  /** All shortest walks, up to a limit. */
  all: z.boolean().default(false),
  limit: z.number().int().min(0).max(100_000).default(100),
  /** Steps have length 1/members shared. */
  weighted: z.boolean().default(false),
  /** Through hyperedges that never go back in time. */
  timeRespecting: z.boolean().default(false),
  criterion: z.enum(['foremost', 'shortest', 'fastest']).default('foremost'),
  strictlyLater: z.boolean().default(false),
  maxWait: durationSchema.optional(),
});

const ids = z.array(z.string());

export const distanceSchema = z.object({
  /** Steps of the shortest s-walk, or their length; null where there is none. */
  distance: z.number().nullable(),
  path: ids.nullable(),
  /** What each two elements of the path share. */
  shared: z.array(ids).nullable(),
  /** How many shortest walks there are; where all are asked for. */
  count: z.number().optional(),
  paths: z.array(ids).optional(),
  /** Milliseconds since 1970; where walks respect time. */
  departure: z.number().nullable().optional(),
  arrival: z.number().nullable().optional(),
  run: runFactsSchema,
});

export const distancesOptionsSchema = structureOptionsSchema.extend({
  /** Searches from so many elements, drawn at random; from all if not given. */
  samples: z.number().int().min(2).max(10_000_000).optional(),
  seed: z.number().int().min(0).max(0xffffffff).default(0),
});

const interval = z.tuple([z.number(), z.number()]);

export const distancesSchema = z.object({
  s: z.number().int(),
  of: z.enum(['edges', 'nodes']),
  /** Over pairs that an s-walk joins. */
  mean: z.number(),
  pairs: z.number(),
  /** Mean of 1/distance over all pairs. */
  efficiency: z.number(),
  diameter: z.number().int(),
  /** How sure that is, where sampled: 95 %, the diameter for certain. */
  sampled: z
    .object({
      samples: z.number().int(),
      mean: interval,
      efficiency: interval,
      diameter: interval,
    })
    .optional(),
  run: runFactsSchema,
});

export const neighborsOptionsSchema = structureOptionsSchema.extend({
  /** Whose neighbours. */
  from: z.string(),
});

export const neighborsSchema = z.object({
  s: z.number().int(),
  of: z.enum(['edges', 'nodes']),
  element: z.string(),
  /** `[id, members shared]` in input order. */
  neighbors: z.array(z.tuple([z.string(), z.number().int()])),
  run: runFactsSchema,
});
