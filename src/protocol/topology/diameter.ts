import { z } from 'zod';
import { runFactsSchema } from '../run-facts.ts';

export const diameterSchema = z.object({
  /** The largest over the s-components. */
  diameter: z.number().int(),
  /** Size of the component that has it. */
  component: z.number().int(),
  run: runFactsSchema,
});
