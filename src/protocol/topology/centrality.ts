import { z } from 'zod';
import { runFactsSchema } from '../run-facts.ts';
import { structureOptionsSchema } from './structure.ts';

export const centralityMetricSchema = z.enum([
  'degree',
  'betweenness',
  'closeness',
  'harmonic',
  'eccentricity',
  'pagerank',
  'walk',
  'eigenvector',
  'h-eigenvector',
  'z-eigenvector',
  'node-edge',
  'katz',
  'subhypergraph',
]);

/** How far an iteration came. */
export const convergenceSchema = z.object({
  converged: z.boolean(),
  iterations: z.number().int().min(0),
  residual: z.number(),
});

export const spectrumOptionsSchema = z.strictObject({
  /** How many eigenvalues. */
  k: z.number().int().min(1).max(1000).default(10),
  laplacian: z
    .enum(['zhou', 'random-walk', 'hodge', 'order', 'multi-order'])
    .default('zhou'),
});

export const spectrumSchema = z.object({
  laplacian: z.string(),
  values: z.array(z.number()),
  convergence: convergenceSchema,
  run: runFactsSchema,
});

export const centralityOptionsSchema = structureOptionsSchema.extend({
  metric: centralityMetricSchema,
  normalized: z.boolean().default(false),
  /** By default nodes where the metric is defined on them, else edges. */
  of: z.enum(['edges', 'nodes']).optional(),
});

export const centralitySchema = z.object({
  metric: centralityMetricSchema,
  /** `[id, value]` in input order. */
  of: z.enum(['edges', 'nodes']),
  scores: z.array(z.tuple([z.string(), z.number()])),
  convergence: convergenceSchema.optional(),
  run: runFactsSchema,
});
