import { z } from 'zod';
import { scoringModeSchema } from './anomalies.ts';
import { overviewFilterSchema } from './matrix.ts';

const count = z.number().int().min(0);

export const overviewQuerySchema = z.strictObject({
  ...overviewFilterSchema.shape,
  mode: scoringModeSchema.optional(),
});

/** One bar: values from `from` to `to`, both included for whole numbers. */
export const overviewBinSchema = z.object({
  from: z.number(),
  to: z.number(),
  count,
  /** Of these, how many pass the filter. */
  kept: count,
});

export type OverviewBin = z.infer<typeof overviewBinSchema>;

/** Distributions of the elements, and how many pass a filter. */
export const overviewSchema = z.object({
  edges: z.object({ count, kept: count }),
  nodes: z.object({ count, kept: count }),
  flagged: count,
  /** Least score that is flagged; null where none is. */
  threshold: z.number().nullable(),
  sizes: z.array(overviewBinSchema),
  degrees: z.array(overviewBinSchema),
  scores: z.array(overviewBinSchema),
  kinds: z.array(z.object({ kind: z.string(), count, kept: count })),
  /**
   * Hyperedges by hour of the week (UTC, Monday 00:00 first) that pass every
   * other filter, and the flagged among them; null where none has a time.
   */
  week: z
    .object({
      counts: z.array(count).length(168),
      flagged: z.array(count).length(168),
    })
    .nullable(),
});

export type Overview = z.infer<typeof overviewSchema>;

export const overlapGroupsQuerySchema = z.strictObject({
  mode: scoringModeSchema.optional(),
});

export const overlapGroupSchema = z.object({
  /** Its most frequent node. */
  name: z.string(),
  relations: count,
  flagged: count,
});

/** Groups of hyperedges that share at least `s` nodes, directly or through others. */
export const overlapLevelSchema = z.object({
  s: count,
  /** Groups of two or more. */
  count,
  /** Hyperedges in no group. */
  loners: count,
  /** The largest, by falling size. */
  groups: z.array(overlapGroupSchema),
});

/** A group in the tree of groups; a leaf if it is nobody's parent. */
export const overlapBranchSchema = z.object({
  /** The highest s at which it is one group. */
  s: count,
  name: z.string(),
  relations: count,
  /** Place in the list of the group that it joins as s falls; null for a root. */
  parent: count.nullable(),
});

export type OverlapBranch = z.infer<typeof overlapBranchSchema>;

/** How groups join as the overlap asked for falls. */
export const overlapGroupsSchema = z.object({
  /** Highest s looked at. */
  most: count,
  /** The s at which the groups tell most. */
  suggested: count,
  /** By falling s. */
  levels: z.array(overlapLevelSchema),
  /** The largest groups at s = 1 and what they fall into; parents come first. */
  branches: z.array(overlapBranchSchema),
});

export type OverlapGroups = z.infer<typeof overlapGroupsSchema>;
