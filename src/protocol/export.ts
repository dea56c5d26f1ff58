import { z } from 'zod';
import { scoringModeSchema } from './anomalies.ts';
import { overviewFilterSchema } from './matrix.ts';

/** Files that a data set can be written as. */
export const exportFormatSchema = z.enum([
  'hif',
  'json',
  'jsonl',
  'gmt',
  'edgelist',
  'csv',
  'tsv',
  'parquet',
  'arrow',
]);

export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** Which file, and which hyperedges it holds: those that pass every range. */
export const exportQuerySchema = z.strictObject({
  ...overviewFilterSchema.shape,
  mode: scoringModeSchema.optional(),
  format: exportFormatSchema.default('hif'),
});
