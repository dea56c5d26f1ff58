import { z } from 'zod';

/** Options of every measure on the s-line graph. */
export const structureOptionsSchema = z.strictObject({
  /** Elements are neighbours if they share at least this many. */
  s: z.number().int().min(1).max(0xffffffff).default(1),
  /** What the vertices are; `nodes` measures the dual. */
  of: z.enum(['edges', 'nodes']).default('edges'),
});
