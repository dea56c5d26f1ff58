import { z } from 'zod';

/** What every measure may be told about where it is computed; the answer is the same. */
export const computeOptionsSchema = z.strictObject({
  /** What computes; one that is not there is replaced by the next best. The server's by default. */
  backend: z.enum(['auto', 'gpu', 'wasm', 'js']).optional(),
  /** Most threads, within what the server may use. */
  threads: z.number().int().min(1).max(1024).optional(),
});

export type ComputeChoice = z.infer<typeof computeOptionsSchema>;
