import { z } from 'zod';

/** How a result came about; part of every result of an operation. */
export const runFactsSchema = z.object({
  backend: z.enum(['gpu', 'wasm', 'js']),
  threads: z.number().int().min(1),
  /** Wall time of the computation. */
  seconds: z.number().min(0),
  /** Polyad's version. */
  version: z.string(),
  /** Id of the run that was recorded, where one was. */
  id: z.string().optional(),
});

export type RunFacts = z.infer<typeof runFactsSchema>;
