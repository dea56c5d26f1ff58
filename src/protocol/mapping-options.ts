import { z } from 'zod';

const column = z.string().min(1).max(1024);
const columns = z.array(column).min(1).max(256);

/** `30s`, `10m`, `1.5h`, `1d`; milliseconds as `250ms`. */
export const durationSchema = z
  .string()
  .regex(/^\d+(\.\d+)?(ms|s|m|h|d|w)$/, 'a duration such as 30s, 10m, 1h or 1d')
  .meta({ description: 'A duration such as 30s, 10m, 1h or 1d.' });

/**
 * How a file becomes hyperedges: the mapping options of the command line as
 * JSON. All are optional; a file that is a hypergraph already needs none.
 */
export const mappingOptionsSchema = z.strictObject({
  /** Reader to use instead of the one that content suggests. */
  format: z.string().min(1).max(64).optional(),
  /** Named mapping; the options beside it override its own. */
  recipe: z.string().min(1).max(64).optional(),
  /** Columns whose equal values make one hyperedge. */
  edge: columns.optional(),
  /** Columns whose cells are members. */
  node: columns.optional(),
  /** Characters that separate several members within a cell. */
  split: z.string().min(1).max(16).optional(),
  time: column.optional(),
  /** Width of the time bucket that joins the edge key. */
  window: durationSchema.optional(),
  weight: column.optional(),
  role: column.optional(),
  /** Columns kept as properties of the hyperedge. */
  keep: columns.optional(),
  /** Makes the first rejected row fatal. */
  strict: z.boolean().optional(),
});

export type MappingOptions = z.infer<typeof mappingOptionsSchema>;
