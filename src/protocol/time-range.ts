import { z } from 'zod';

/** Milliseconds since the Unix epoch, both ends included. */
export const timeRangeSchema = z.object({ from: z.number(), to: z.number() });

export type TimeRange = z.infer<typeof timeRangeSchema>;

/** Nodes or hyperedges of each kind. */
export const kindCountsSchema = z.record(z.string(), z.number().int().min(0));
