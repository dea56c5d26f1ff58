import { z } from 'zod';
import { durationSchema } from '../mapping-options.ts';
import { runFactsSchema } from '../run-facts.ts';
import { convergenceSchema } from './centrality.ts';
import { structureOptionsSchema } from './structure.ts';

const count = z.number().int().min(0);
const of = z.enum(['edges', 'nodes']);
const values = z.array(z.tuple([z.string(), z.number()]));

/** Measures that take no options. */
export const noOptionsSchema = z.strictObject({});

export const trussesOptionsSchema = structureOptionsSchema;

export const trussesSchema = z.object({
  s: z.number().int(),
  of,
  /** `[id, k]` in input order: in a k-truss, where each pair is in k − 2 triangles. */
  truss: values,
  run: runFactsSchema,
});

export const corePeripheryOptionsSchema = z.strictObject({
  of: of.default('nodes'),
});

export const corePeripherySchema = z.object({
  of,
  /** `[id, score]` in input order; the largest is 1. */
  scores: values,
  convergence: convergenceSchema,
  run: runFactsSchema,
});

export const reducibilitySchema = z.object({
  reducibility: z.number(),
  /** Sizes that describe the others. */
  representatives: z.array(count),
  /** `[size, share that a larger size saves]`. */
  sizes: z.array(z.tuple([count, z.number()])),
  isExact: z.boolean(),
  run: runFactsSchema,
});

export const layersOptionsSchema = z.strictObject({
  /** Of the hyperedges; its values are the layers. */
  property: z.string().min(1).max(1024),
});

export const layersSchema = z.object({
  property: z.string(),
  layers: z.array(z.string()),
  sets: z.array(count),
  /** Sets shared by two layers over sets of either. */
  jaccard: z.array(z.array(z.number())),
  run: runFactsSchema,
});

export const motifProfileOptionsSchema = z.strictObject({
  model: z
    .enum(['configuration', 'chung-lu', 'dcsbm', 'bter', 'shuffle'])
    .default('configuration'),
  /** Random hypergraphs drawn. */
  samples: z.number().int().min(1).max(10_000).default(10),
  seed: z.number().int().min(0).max(0xffffffff).default(0),
});

export const motifProfileSchema = z.object({
  model: z.string(),
  samples: count,
  patterns: z.array(
    z.object({
      pattern: z.string(),
      observed: z.number(),
      mean: z.number(),
      sd: z.number(),
      significance: z.number(),
      profile: z.number(),
    }),
  ),
  run: runFactsSchema,
});

export const temporalMotifsOptionsSchema = z.strictObject({
  /** From the first of three hyperedges to the last, at most. */
  span: durationSchema,
});

export const temporalMotifsSchema = z.object({
  /** Milliseconds. */
  span: z.number(),
  total: z.number(),
  counts: z.record(z.string(), z.number()),
  run: runFactsSchema,
});

export const directedMotifsOptionsSchema = z.strictObject({
  /** Nodes of a motif. */
  size: z.union([z.literal(3), z.literal(4)]).default(3),
});

export const directedMotifsSchema = z.object({
  size: count,
  total: z.number(),
  counts: z.record(z.string(), z.number()),
  run: runFactsSchema,
});

export const reciprocitySchema = z.object({
  /** Of all hyperedges (size null), then by size. */
  reciprocity: z.array(
    z.object({
      size: count.nullable(),
      edges: count,
      exact: z.number(),
      strong: z.number(),
      weak: z.number(),
    }),
  ),
  run: runFactsSchema,
});

export const reachOptionsSchema = z.strictObject({
  /** A node. */
  from: z.string(),
  /** Once all of a tail is reached, once all of a head (backwards), or once any of a tail. */
  kind: z.enum(['b', 'f', 'simple']).default('b'),
});

const rounds = z.array(z.tuple([z.string(), count]));

export const reachSchema = z.object({
  kind: z.string(),
  from: z.string(),
  /** `[id, round it is reached in]`, in input order. */
  nodes: rounds,
  edges: rounds,
  run: runFactsSchema,
});
