import { PolyadError } from '#errors/polyad-error.ts';
import type { PageQuery } from '#protocol/page.ts';

/** A page's rows and the cursor of the page after it. */
export interface Page<Row> {
  readonly items: Row[];
  readonly next: string | null;
}

/**
 * One page of a list that is read by position.
 *
 * A cursor names the list it belongs to, so that one from another list, or from
 * another version of this one, is refused instead of skipping rows.
 * @param scope - Identifies list and version.
 * @param rows - Rows `[from, to)` of `total`.
 * @throws PolyadError INVALID_ARGUMENT for a cursor that is not this list's.
 */
export function pageOfRows<Row>(
  { limit, cursor }: PageQuery,
  scope: string,
  total: number,
  rows: (from: number, to: number) => Row[],
): Page<Row> {
  const from = cursor === undefined ? 0 : readCursor(cursor, scope);
  const to = Math.min(total, from + limit);
  return {
    items: rows(from, to),
    next: to < total ? writeCursor(scope, to) : null,
  };
}

/** As {@link pageOfRows}, for rows that have to be waited for. */
export async function pageOfQuery<Row>(
  { limit, cursor }: PageQuery,
  scope: string,
  total: number,
  rows: (from: number, count: number) => Promise<Row[]>,
): Promise<Page<Row>> {
  const from = cursor === undefined ? 0 : readCursor(cursor, scope);
  const items = await rows(from, limit);
  const to = from + items.length;
  return { items, next: to < total ? writeCursor(scope, to) : null };
}

function writeCursor(scope: string, position: number): string {
  return Buffer.from(`${position} ${scope}`).toString('base64url');
}

/** @throws PolyadError INVALID_ARGUMENT for a cursor that is not this list's */
export function readCursor(cursor: string, scope: string): number {
  const text = Buffer.from(cursor, 'base64url').toString();
  const match = /^(\d{1,15}) /.exec(text);
  if (match && text.slice(match[0].length) === scope) return Number(match[1]);
  throw new PolyadError(
    'INVALID_ARGUMENT',
    'The cursor does not belong to this list. Start again without one.',
    { errors: [{ pointer: '/cursor', detail: 'not a cursor of this list' }] },
  );
}
