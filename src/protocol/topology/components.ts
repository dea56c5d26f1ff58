import { z } from 'zod';
import { runFactsSchema } from '../run-facts.ts';

export const componentsSchema = z.object({
  s: z.number().int(),
  of: z.enum(['edges', 'nodes']),
  /** Singletons included. */
  count: z.number().int(),
  singletons: z.number().int(),
  /** Components of two or more, largest first, ties by first member. */
  components: z.array(z.array(z.string())),
  run: runFactsSchema,
});
