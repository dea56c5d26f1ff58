import { z } from 'zod';
import { scoringModeSchema } from './anomalies.ts';

const count = z.number().int().min(0);
const number = z.coerce.number();
const whole = z.coerce.number().int().min(0);
const day = z.coerce.number().int().min(0).max(6);
const hour = z.coerce.number().int().min(0).max(23);

/** How rows and columns of the incidence matrix are arranged. */
export const matrixOrderSchema = z.enum(['groups', 'band', 'degree', 'time']);

export type MatrixOrder = z.infer<typeof matrixOrderSchema>;

/** Ranges that narrow an overview; both ends belong to each. */
export const overviewFilterSchema = z.object({
  /** Times of hyperedges, milliseconds since the Unix epoch. */
  from: number.optional(),
  to: number.optional(),
  sizeFrom: whole.optional(),
  sizeTo: whole.optional(),
  degreeFrom: whole.optional(),
  degreeTo: whole.optional(),
  scoreFrom: number.optional(),
  scoreTo: number.optional(),
  /** Days of the week, 0 is Monday, and hours of the day, UTC. */
  dayFrom: day.optional(),
  dayTo: day.optional(),
  hourFrom: hour.optional(),
  hourTo: hour.optional(),
});

export type OverviewFilter = z.infer<typeof overviewFilterSchema>;

const arranged = {
  order: matrixOrderSchema.default('groups'),
  /** Overlap that makes groups. */
  s: z.coerce.number().int().min(1).max(64).default(1),
  mode: scoringModeSchema.optional(),
};

/** Deepest zoom: 64 · 2¹⁸ cells along an axis, or one an element. */
export const DEEPEST = 18;

export const matrixChunkQuerySchema = z.strictObject({
  ...overviewFilterSchema.shape,
  ...arranged,
  /** Cells along each axis: 64 · 2^zoom, at most one an element. */
  zoom: z.coerce.number().int().min(0).max(DEEPEST).default(0),
  /** Chunk of columns (hyperedges) and of rows (nodes), from 0. */
  x: whole.default(0),
  y: whole.default(0),
});

/** A square of cells, of which only those with anything in them are listed. */
export const matrixChunkSchema = z.object({
  /** Cells along the whole matrix, at this zoom. */
  columns: count,
  rows: count,
  /** Place within the chunk: 64 · row + column, ascending. */
  cells: z.array(count),
  /** Incidences in each of `cells`. */
  counts: z.array(count),
  /** Highest score of a hyperedge in each of `cells`. */
  tops: z.array(z.number()),
  /** Those of `cells` that hold a flagged hyperedge. */
  flagged: z.array(count),
});

export type MatrixChunk = z.infer<typeof matrixChunkSchema>;

export const matrixLayoutQuerySchema = z.strictObject({
  ...arranged,
  /** A hyperedge to be placed. */
  edge: z.string().min(1).max(4096).optional(),
});

/** A group's stretch of rows and columns; ends are not included. */
export const matrixBlockSchema = z.object({
  name: z.string(),
  rows: z.tuple([count, count]),
  columns: z.tuple([count, count]),
});

/** Where elements stand in an order. */
export const matrixLayoutSchema = z.object({
  nodes: count,
  edges: count,
  /** Largest groups first; empty in other orders. */
  blocks: z.array(matrixBlockSchema),
  /** Column of the hyperedge asked for and rows of its members. */
  place: z.object({ column: count, rows: z.array(count) }).nullable(),
});

export type MatrixLayout = z.infer<typeof matrixLayoutSchema>;

export const matrixTileQuerySchema = z.strictObject({
  ...overviewFilterSchema.shape,
  ...arranged,
  rowFrom: whole,
  rowTo: whole,
  columnFrom: whole,
  columnTo: whole,
});

/** What lies under one tile. */
export const matrixTileSchema = z.object({
  nodes: count,
  edges: count,
  incidences: count,
  /** The strongest hyperedge and one of its members under the tile. */
  top: z
    .object({
      edge: z.string(),
      node: z.string(),
      kind: z.string().nullable(),
      score: z.number(),
      flagged: z.boolean(),
    })
    .nullable(),
});

export type MatrixTile = z.infer<typeof matrixTileSchema>;
