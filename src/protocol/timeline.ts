import { z } from 'zod';
import { scoringModeSchema } from './anomalies.ts';

const count = z.number().int().min(0);

export const timelineQuerySchema = z.strictObject({
  bins: z.coerce.number().int().min(1).max(2000).default(120),
  /** Which ranking says what is flagged. */
  mode: scoringModeSchema.optional(),
});

export const timelineBinSchema = z.object({
  /** Milliseconds since the Unix epoch; the bin ends where the next begins. */
  start: z.number(),
  /** Hyperedges in the bin. */
  count,
  /** How many of them are flagged. */
  flagged: count,
});

export type TimelineBin = z.infer<typeof timelineBinSchema>;

/** Hyperedges over time; no bins, and null ends, where none has a time. */
export const timelineSchema = z.object({
  from: z.number().nullable(),
  to: z.number().nullable(),
  bins: z.array(timelineBinSchema),
});

export type Timeline = z.infer<typeof timelineSchema>;
