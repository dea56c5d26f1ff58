import { z } from 'zod';
import { durationSchema } from '../mapping-options.ts';
import { nullModelOptionsSchema } from './structure-measures.ts';
import { runFactsSchema } from '../run-facts.ts';

const count = z.number().int().min(0);

export const matchingSchema = z.object({
  count,
  /** No matching has more. */
  upperBound: z.number(),
  /** At least this share of the best is sure. */
  guarantee: z.number(),
  edges: z.array(z.string()),
  run: runFactsSchema,
});

export const coverSchema = z.object({
  cost: z.number(),
  /** No choice costs less. */
  lowerBound: z.number(),
  /** The cost is at most so many times the least. */
  guarantee: z.number(),
  /** Ids in the order chosen. */
  chosen: z.array(z.string()),
  run: runFactsSchema,
});

export const validatedOptionsSchema = z.strictObject({
  /** False discovery rate within each size. */
  alpha: z.number().min(0).max(1).default(0.01),
  minSize: z.number().int().min(1).default(2),
});

export const validatedSchema = z.object({
  tested: count,
  validated: count,
  /** Sets of nodes that come more often than by chance, by p. */
  sets: z.array(
    z.object({
      members: z.array(z.string()),
      count,
      p: z.number(),
      q: z.number(),
    }),
  ),
  run: runFactsSchema,
});

export const windowsOptionsSchema = z.strictObject({
  width: durationSchema,
  /** From the start of one to the next; as long as one by default. */
  step: durationSchema.optional(),
  /** Further measures of each window, by the names that null models know. */
  stats: z
    .array(nullModelOptionsSchema.shape.statistic.unwrap())
    .max(32)
    .default([]),
});

export const windowsSchema = z.object({
  /** Milliseconds. */
  width: z.number(),
  step: z.number(),
  columns: z.array(z.string()),
  /** `[from, to, value …]`; null where a value is not defined. */
  rows: z.array(z.array(z.number().nullable())),
  run: runFactsSchema,
});
