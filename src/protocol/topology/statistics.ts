import { z } from 'zod';
import { runFactsSchema } from '../run-facts.ts';
import { convergenceSchema } from './centrality.ts';
import { structureOptionsSchema } from './structure.ts';

const name = z.string().min(1).max(200);

export const statisticsOptionsSchema = structureOptionsSchema.extend({
  of: z.enum(['edges', 'nodes']).default('nodes'),
  /** Names of statistics, or `property:NAME`. */
  stats: z.array(name).min(1).max(64).default(['degree', 'core', 'component']),
  /** Conditions that all must be met, such as `degree>=5`. */
  where: z.array(name).max(64).default([]),
  /** Largest first by this statistic; `-NAME` for smallest first. */
  sort: name.optional(),
  /** Most rows. */
  top: z.number().int().min(0).optional(),
  seed: z.number().int().min(0).max(0xffffffff).default(0),
});

export const statisticsSchema = z.object({
  of: z.enum(['edges', 'nodes']),
  /** One for each column after the id. */
  stats: z.array(
    z.object({ name: z.string(), convergence: convergenceSchema.optional() }),
  ),
  /** Elements that meet the conditions, listed or not. */
  matched: z.number().int().min(0),
  /** `[id, value …]`; null where an element has none. */
  rows: z.array(z.tuple([z.string()]).rest(z.number().nullable())),
  run: runFactsSchema,
});
