import { z } from 'zod';
import { runFactsSchema } from '../run-facts.ts';
import { structureOptionsSchema } from './structure.ts';

export const centralityMetricSchema = z.enum([
  'degree',
  'betweenness',
  'closeness',
  'harmonic',
  'eccentricity',
]);

export const centralityOptionsSchema = structureOptionsSchema.extend({
  metric: centralityMetricSchema,
  normalized: z.boolean().default(false),
});

export const centralitySchema = z.object({
  metric: centralityMetricSchema,
  /** `[id, value]` in input order. */
  scores: z.array(z.tuple([z.string(), z.number()])),
  run: runFactsSchema,
});
