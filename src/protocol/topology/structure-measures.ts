import { z } from 'zod';
import { runFactsSchema } from '../run-facts.ts';

const count = z.number().int().min(0);
const seed = z.number().int().min(0).max(0xffffffff).default(0);
const maxDim = z.number().int().min(0).max(8).default(2);

export const homologyOptionsSchema = z.strictObject({
  maxDim,
  /** Also a cycle for each class. */
  generators: z.boolean().default(false),
  /** The same, with loops of least total length round holes. */
  shortest: z.boolean().default(false),
});

export const homologySchema = z.object({
  /** Betti numbers over GF(2), from dimension 0. */
  betti: z.array(count),
  simplices: z.array(z.number()),
  /** Whether some counts of simplices are estimates. */
  isEstimated: z.boolean(),
  /** Null where not every dimension is counted. */
  euler: z.number().nullable(),
  /** A cycle for each class, as simplices of node ids. */
  generators: z
    .array(z.object({ dim: count, simplices: z.array(z.array(z.string())) }))
    .optional(),
  run: runFactsSchema,
});

export const persistenceOptionsSchema = z.strictObject({
  maxDim,
  /** What makes hyperedges appear, one after another. */
  filtration: z.enum(['size', 'weight', 'time']).default('size'),
  /** Also a cycle for each bar. */
  generators: z.boolean().optional(),
});

export const persistenceSchema = z.object({
  filtration: z.string(),
  /** `[dim, birth, death]`; the death is null for what stays. */
  bars: z.array(z.tuple([count, z.number(), z.number().nullable()])),
  /** Hyperedges without a value, which never appear. */
  leftOut: count,
  /** A cycle a bar, as simplices of node ids. */
  generators: z.array(z.array(z.array(z.string()))).optional(),
  run: runFactsSchema,
});

export type Persistence = z.infer<typeof persistenceSchema>;

export const sPersistenceOptionsSchema = z.strictObject({
  of: z.enum(['edges', 'nodes']).default('edges'),
  maxDim: maxDim.default(1),
});

export const sPersistenceSchema = z.object({
  of: z.enum(['edges', 'nodes']),
  /** `[dim, s it appears at, s it is gone at]`, s falling; null for what stays. */
  bars: z.array(z.tuple([count, count, count.nullable()])),
  run: runFactsSchema,
});

export const communitiesOptionsSchema = z.strictObject({
  method: z
    .enum([
      'modularity',
      'kumar',
      'last-step',
      'spectral',
      'mixed-membership',
      'label-propagation',
      'merge',
    ])
    .default('modularity'),
  /** How many, for the methods that do not find their number. */
  k: z.number().int().min(1).optional(),
  seed,
});

export const communitiesSchema = z.object({
  method: z.string(),
  /** Hypergraph modularity of the partition. */
  quality: z.number(),
  count,
  /** `[node, community]` in input order. */
  labels: z.array(z.tuple([z.string(), count])),
  run: runFactsSchema,
});

export const nullModelOptionsSchema = z.strictObject({
  model: z
    .enum(['configuration', 'chung-lu', 'dcsbm', 'bter', 'shuffle'])
    .default('configuration'),
  statistic: z
    .enum([
      'components',
      'linegraph',
      'diameter',
      'motifs',
      'cores',
      'clustering',
      'assortativity',
      'simpliciality',
      'distances',
      'holes',
      'voids',
      'reducibility',
      'modularity',
    ])
    .default('components'),
  s: z.number().int().min(1).max(0xffffffff).default(1),
  of: z.enum(['edges', 'nodes']).default('edges'),
  /** Random hypergraphs drawn. */
  samples: z.number().int().min(2).max(100_000).default(100),
  seed,
});

export const nullModelSchema = z.object({
  model: z.string(),
  statistic: z.string(),
  samples: count,
  observed: z.number().nullable(),
  mean: z.number().nullable(),
  sd: z.number().nullable(),
  /** Null where the draws do not vary. */
  z: z.number().nullable(),
  /** Share of draws, the observed one with them, that are as high. */
  p: z.number(),
  /** The same for as low. */
  pBelow: z.number(),
  run: runFactsSchema,
});
