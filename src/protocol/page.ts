import { z } from 'zod';

/** Most items on one page. */
export const MAX_PAGE = 1000;

const limit = z.coerce.number().int().min(1).max(MAX_PAGE);

/** Query of every list: how many items, and where the page before ended. */
export const pageQuerySchema = z.strictObject({
  limit: limit.default(100),
  cursor: z.string().min(1).max(512).optional(),
});

export type PageQuery = z.infer<typeof pageQuerySchema>;

/** A page of a list; `next` is the cursor of the page after it, null at the end. */
export function pageOf<Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{
  items: z.ZodArray<Item>;
  next: z.ZodNullable<z.ZodString>;
}> {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}
