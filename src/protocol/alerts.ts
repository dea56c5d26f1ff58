import { z } from 'zod';
import { pageOf, pageQuerySchema } from './page.ts';

/** Nobody has looked yet, somebody has, or it is done with. */
export const alertStatusSchema = z.enum(['open', 'seen', 'closed']);

/** Something that somebody should look at. */
export const alertSchema = z.object({
  id: z.string(),
  /** What raised it, such as `stream:NAME`. */
  source: z.string(),
  /** ISO 8601, UTC. */
  raisedAt: z.iso.datetime(),
  status: alertStatusSchema,
  /** The alert as `polyad monitor` prints it. */
  content: z.unknown(),
});

/** Newest first. */
export const alertPageSchema = pageOf(alertSchema);

export const alertQuerySchema = pageQuerySchema.extend({
  source: z.string().min(1).max(256).optional(),
  status: alertStatusSchema.optional(),
});

export const alertChangeSchema = z.strictObject({ status: alertStatusSchema });
