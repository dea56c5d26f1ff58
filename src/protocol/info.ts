import { z } from 'zod';
import { runFactsSchema } from './run-facts.ts';
import { kindCountsSchema, timeRangeSchema } from './time-range.ts';

const count = z.number().int().min(0);

const spreadSchema = z.object({
  min: z.number(),
  mean: z.number(),
  median: z.number(),
  max: z.number(),
});

/** `[value, how many have it]`, by ascending value. */
const histogramSchema = z.array(z.tuple([count, count]));

/** What `polyad info` prints about a hypergraph. */
export const infoSchema = z.object({
  nodes: count,
  edges: count,
  incidences: count,
  emptyEdges: count,
  isolatedNodes: count,
  duplicateEdges: count,
  components: count,
  density: z.number(),
  degree: spreadSchema,
  size: spreadSchema,
  sizes: histogramSchema,
  degrees: histogramSchema,
  time: timeRangeSchema.nullable(),
  kinds: kindCountsSchema,
  directed: z.boolean(),
  weighted: z.boolean(),
  bytesPerIncidence: z.number(),
  run: runFactsSchema,
});
