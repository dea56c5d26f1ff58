import { z } from 'zod';
import { runFactsSchema } from '../run-facts.ts';
import { structureOptionsSchema } from './structure.ts';

export const distanceOptionsSchema = structureOptionsSchema.extend({
  from: z.string(),
  to: z.string(),
});

export const distanceSchema = z.object({
  /** Steps of the shortest s-walk; null where there is none. */
  distance: z.number().int().nullable(),
  path: z.array(z.string()).nullable(),
  run: runFactsSchema,
});
