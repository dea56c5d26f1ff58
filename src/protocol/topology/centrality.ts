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
  /** Betweenness: estimate from searches that start at so many elements. */
  samples: z.number().int().min(2).max(1_000_000_000).optional(),
  seed: z.number().int().min(0).max(0xffffffff).default(0),
});

/** What estimates from a sample are worth. */
export const sampleSchema = z.object({
  samples: z.number().int().min(0),
  confidence: z.number(),
  /** No score is farther off than this, all elements at once. */
  bound: z.number(),
  /** `[id, low, high]` in input order. */
  intervals: z.array(z.tuple([z.string(), z.number(), z.number()])),
});

export const centralitySchema = z.object({
  metric: centralityMetricSchema,
  /** `[id, value]` in input order. */
  of: z.enum(['edges', 'nodes']),
  scores: z.array(z.tuple([z.string(), z.number()])),
  convergence: convergenceSchema.optional(),
  sample: sampleSchema.optional(),
  run: runFactsSchema,
});
