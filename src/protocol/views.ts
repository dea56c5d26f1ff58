import { z } from 'zod';

const name = z.string().min(1).max(200);

/** What somebody wants to come back to; the content is the page's own. */
export const viewSchema = z.object({
  name: z.string(),
  /** Id of the data set; null where it is about none. */
  dataset: z.string().nullable(),
  /** ISO 8601, UTC. */
  savedAt: z.iso.datetime(),
  content: z.unknown(),
});

export const viewListSchema = z.object({ items: z.array(viewSchema) });

/** A view to save, in place of the one with its name. */
export const newViewSchema = z.strictObject({
  name,
  dataset: z.string().min(1).max(4096).nullable().default(null),
  content: z.unknown().refine((content) => content !== undefined, 'missing'),
});

export const viewParamsSchema = z.strictObject({ name });
