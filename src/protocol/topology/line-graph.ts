import { z } from 'zod';
import { runFactsSchema } from '../run-facts.ts';
import { structureOptionsSchema } from './structure.ts';

export const lineGraphOptionsSchema = structureOptionsSchema.extend({
  /** Counts the pairs without listing them. */
  countOnly: z.boolean().default(false),
});

export const lineGraphSchema = z.object({
  s: z.number().int(),
  of: z.enum(['edges', 'nodes']),
  vertices: z.number().int(),
  pairs: z.number().int(),
  /** `[a, b, overlap]`; empty where only counted. */
  edges: z.array(z.tuple([z.string(), z.string(), z.number().int()])),
  run: runFactsSchema,
});
