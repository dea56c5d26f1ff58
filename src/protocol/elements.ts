import { z } from 'zod';
import { pageOf } from './page.ts';

const count = z.number().int().min(0);

/** A hyperedge in a list. */
export const edgeSummarySchema = z.object({
  id: z.string(),
  size: count,
  /** Milliseconds since the Unix epoch. */
  time: z.number().nullable(),
});

export const edgePageSchema = pageOf(edgeSummarySchema);

/** A node in a list. */
export const nodeSummarySchema = z.object({
  id: z.string(),
  kind: z.string().nullable(),
  degree: count,
});

export type NodeSummary = z.infer<typeof nodeSummarySchema>;

export const nodePageSchema = pageOf(nodeSummarySchema);

/** A member of a hyperedge, with what it is in it. */
export const memberSchema = nodeSummarySchema.extend({
  role: z.string().nullable(),
  weight: z.number(),
});

/** Most members, or hyperedges of a node, that a detail lists. */
export const MAX_LISTED = 10_000;

/** One hyperedge in full. */
export const edgeDetailSchema = z.object({
  id: z.string(),
  /** All members, also where `members` lists only the first {@link MAX_LISTED}. */
  size: count,
  time: z.number().nullable(),
  members: z.array(memberSchema),
  properties: z.record(z.string(), z.unknown()),
  /** The record it was read from; row from 0. Null where rows are not edges. */
  source: z.object({ file: z.string(), row: count }).nullable(),
});

export type EdgeDetail = z.infer<typeof edgeDetailSchema>;

/** One node in full. */
export const nodeDetailSchema = z.object({
  id: z.string(),
  kind: z.string().nullable(),
  /** All its hyperedges, also where `edges` lists only the first {@link MAX_LISTED}. */
  degree: count,
  edges: z.array(edgeSummarySchema),
  properties: z.record(z.string(), z.unknown()),
});

/** One non-zero of the incidence matrix. */
export const incidenceSchema = z.object({
  edge: z.string(),
  node: z.string(),
  weight: z.number(),
  role: z.string().nullable(),
});

export const incidencePageSchema = pageOf(incidenceSchema);
