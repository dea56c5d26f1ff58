import { z } from 'zod';
import { scoringModeSchema } from './anomalies.ts';
import { nodeSummarySchema } from './elements.ts';

const count = z.number().int().min(0);

export const neighbourhoodQuerySchema = z.strictObject({
  /** Nodes that two hyperedges must share. */
  s: z.coerce.number().int().min(1).max(1_000_000).default(1),
  /** Which ranking gives the scores. */
  mode: scoringModeSchema.optional(),
  /** Most hyperedges to return, the chosen one included. */
  limit: z.coerce.number().int().min(1).max(1000).default(30),
});

/** A hyperedge beside the chosen one. */
export const neighbourEdgeSchema = z.object({
  id: z.string(),
  members: z.array(z.string()),
  /** Nodes shared with the chosen hyperedge. */
  overlap: count,
  /** Anomaly score; null where it has none. */
  score: z.number().nullable(),
  time: z.number().nullable(),
});

export type NeighbourEdge = z.infer<typeof neighbourEdgeSchema>;

/** The hyperedges that share at least `s` nodes with one, and all their nodes. */
export const neighbourhoodSchema = z.object({
  s: count,
  edge: z.string(),
  /** Hyperedges that qualify, the chosen one included. */
  total: count,
  /** How many of them `edges` holds. */
  shown: count,
  /** The chosen one first, then by falling overlap, then by falling score. */
  edges: z.array(neighbourEdgeSchema),
  nodes: z.array(nodeSummarySchema),
  /** Hyperedges in the chosen one's s-component, itself included. */
  component: z.object({ size: count }),
});

export type Neighbourhood = z.infer<typeof neighbourhoodSchema>;
