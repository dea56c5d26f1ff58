import type { Request } from 'express';
import {
  arrowBytes,
  jsonLineBytes,
  type BulkRows,
} from '#pipeline/browse/bulk-rows.ts';
import type { PageQuery } from '#protocol/page.ts';
import { pageOfRows, readCursor, type Page } from './cursor.ts';
import type { Answer } from './route.ts';

const JSON_TYPE = 'application/json';
const ARROW_TYPE = 'application/vnd.apache.arrow.stream';
const LINES_TYPE = 'application/x-ndjson';

/** Media types of a list: pages as JSON, or all rows at once. */
export const BULK_TYPES = [JSON_TYPE, ARROW_TYPE, LINES_TYPE] as const;

/** The one of them that a request asks for; JSON where it does not care. */
export function bulkType(request: Request): (typeof BULK_TYPES)[number] {
  const accepted = request.accepts([...BULK_TYPES]);
  return BULK_TYPES.find((type) => type === accepted) ?? JSON_TYPE;
}

/** A list that is read by position. */
export interface BulkList<Row> extends Pick<BulkRows, 'columns'> {
  /** Names list and version, for cursors. */
  readonly scope: string;
  readonly total: number;
  readonly rows: (from: number, to: number) => Row[];
}

/**
 * A page of a list as JSON, or as Arrow or JSON lines all rows from the cursor on,
 * unless `limit` is given.
 */
export function answerList<Row extends object>(
  { query, request, signal }: ListInput,
  { columns, scope, total, rows }: BulkList<Row>,
): Answer<Page<Row>> {
  const type = bulkType(request);
  if (type === JSON_TYPE) {
    return { body: pageOfRows(query, scope, total, rows) };
  }
  const from = query.cursor === undefined ? 0 : readCursor(query.cursor, scope);
  const isLimited = request.query['limit'] !== undefined;
  const to = isLimited ? Math.min(total, from + query.limit) : total;
  const list: BulkRows = { columns, from, to, rows };
  return {
    headers: { 'Content-Type': type },
    bytes:
      type === ARROW_TYPE
        ? arrowBytes(list, signal)
        : jsonLineBytes(list, signal),
  };
}

interface ListInput {
  readonly query: PageQuery;
  readonly request: Request;
  readonly signal: AbortSignal;
}
