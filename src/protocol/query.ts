import { z } from 'zod';
import { runFactsSchema } from './run-facts.ts';

/** Longest query that is taken, characters. */
const LONGEST_QUERY = 200_000;

export const queryRequestSchema = z.strictObject({
  /** Text of the query; a syntax tree goes as `tree`. */
  query: z.string().min(1).max(LONGEST_QUERY).optional(),
  /** The query as its syntax tree, in place of the text. */
  tree: z.looseObject({}).optional(),
  /** Lists that the query names, such as a watch-list, each with its ids. */
  lists: z
    .record(z.string().min(1).max(200), z.array(z.string()).max(1_000_000))
    .optional(),
  /** Most rows in the answer. */
  rows: z.number().int().min(1).max(1_000_000).default(10_000),
});

/** Rows of a query; what a cell holds is said by `types`. */
export const queryAnswerSchema = z.object({
  /** Names of the columns; the last is `evidence`, ids of supporting hyperedges. */
  columns: z.array(z.string()),
  types: z.array(z.string()),
  rows: z.array(z.array(z.unknown())),
  /** Whether rows are missing, and why. */
  truncated: z.boolean(),
  reason: z.string().optional(),
  run: runFactsSchema,
});
