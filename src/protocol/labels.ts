import { z } from 'zod';
import { pageOf } from './page.ts';

/** What a label is put on. */
const elementSchema = z.enum(['edges', 'nodes']);

/** What somebody said of one element. */
export const labelSchema = z.object({
  of: elementSchema,
  /** The element's id in the data. */
  id: z.string(),
  label: z.string(),
  reason: z.string(),
  who: z.string(),
  /** ISO 8601, UTC. */
  when: z.iso.datetime(),
});

export type Label = z.infer<typeof labelSchema>;

/** The labels that count now, in the order they came. */
export const labelPageSchema = pageOf(labelSchema);

/** A label to put, or with null to take back. */
export const newLabelSchema = z.strictObject({
  of: elementSchema.default('edges'),
  id: z.string().max(4096),
  label: z.string().min(1).max(64).nullable(),
  reason: z.string().max(4000).default(''),
});

export type NewLabel = z.infer<typeof newLabelSchema>;

/** One label, or several that are added all or none. */
export const labelsRequestSchema = z.union([
  newLabelSchema,
  z.strictObject({ labels: z.array(newLabelSchema).min(1).max(10_000) }),
]);

/** How many labels were added. */
export const labelsAddedSchema = z.object({
  added: z.number().int().min(1),
});
