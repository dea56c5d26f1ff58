import { z } from 'zod';
import { runFactsSchema } from '../run-facts.ts';

export const toplexesOptionsSchema = z.strictObject({});

export const toplexesSchema = z.object({
  count: z.number().int(),
  /** Maximal hyperedges, the first of equal ones. */
  toplexes: z.array(z.string()),
  run: runFactsSchema,
});
