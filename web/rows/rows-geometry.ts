import type { RowsModel } from './rows-model.ts';

/** Pixels. */
export const HEAD = 52;
export const FOOT = 30;
/** Beside the last column: how many relations hold each row. */
export const COUNTS = 40;
const SLOT_GAP = 9;
const LEAST_SLOT = 46;
const KIND_GAP = 10;
const ROW = { least: 18, most: 30 } as const;
const COLUMN = { least: 11, most: 26, merged: 20 } as const;

/** Where everything lies in the part that scrolls; its corner is 0,0. */
export interface RowsPlaces {
  readonly width: number;
  readonly height: number;
  readonly rowHeight: number;
  /** Middle of each row. */
  readonly rowY: readonly number[];
  /** Middle of each column. */
  readonly columnX: readonly number[];
  /** Width of the narrowest column. */
  readonly columnWidth: number;
  readonly slots: readonly { readonly x: number; readonly width: number }[];
}

/**
 * Places rows and columns in a room; what does not fit makes the drawing larger.
 * @param room - Pixels for the cells alone, head, names and counts apart.
 */
export function placeRows(
  model: Pick<RowsModel, 'rows' | 'columns' | 'slots'>,
  room: { readonly width: number; readonly height: number },
): RowsPlaces {
  const columns = placeColumns(model, room.width);
  return { ...columns, ...placeDown(model, room.height) };
}

function placeDown(
  { rows }: Pick<RowsModel, 'rows'>,
  room: number,
): Pick<RowsPlaces, 'height' | 'rowHeight' | 'rowY'> {
  const changes = rows.filter(
    ({ kind }, at) => at > 0 && rows[at - 1]?.kind !== kind,
  ).length;
  const free = (room - changes * KIND_GAP) / Math.max(1, rows.length);
  const rowHeight = Math.floor(within(free, ROW.least, ROW.most));
  let y = 0;
  const rowY = rows.map(({ kind }, at) => {
    if (at > 0 && rows[at - 1]?.kind !== kind) y += KIND_GAP;
    const middle = y + rowHeight / 2;
    y += rowHeight;
    return middle;
  });
  return { height: y, rowHeight, rowY };
}

function placeColumns(
  { columns, slots }: Pick<RowsModel, 'columns' | 'slots'>,
  room: number,
): Pick<RowsPlaces, 'width' | 'columnX' | 'columnWidth' | 'slots'> {
  const perSlot = slots.map((_, slot) =>
    columns.flatMap((column, at) => (column.slot === slot ? [at] : [])),
  );
  const free = (room - slots.length * SLOT_GAP) / Math.max(1, columns.length);
  const columnWidth = within(free, COLUMN.least, COLUMN.most);
  const widthOf = (at: number) =>
    (columns[at]?.ids.length ?? 1) > 1
      ? Math.max(columnWidth, COLUMN.merged)
      : columnWidth;
  const columnX = new Array<number>(columns.length).fill(0);
  let x = SLOT_GAP / 2;
  const placed = perSlot.map((all) => {
    const needed = all.reduce((sum, at) => sum + widthOf(at), 0);
    const width = Math.max(LEAST_SLOT, needed);
    const spare = (width - needed) / Math.max(1, all.length);
    let from = x;
    for (const at of all) {
      const own = widthOf(at) + spare;
      columnX[at] = from + own / 2;
      from += own;
    }
    const slot = { x, width };
    x += width + SLOT_GAP;
    return slot;
  });
  return { width: x - SLOT_GAP / 2, columnX, columnWidth, slots: placed };
}

/** The column nearest to an x, if it is within half a column's width of it; else -1. */
export function columnAt({ columnX, columnWidth }: RowsPlaces, x: number) {
  return nearestWithin(columnX, x, Math.max(6, columnWidth / 2));
}

/** The row at a y; -1 between kinds. */
export function rowAt({ rowY, rowHeight }: RowsPlaces, y: number): number {
  return nearestWithin(rowY, y, rowHeight / 2);
}

function nearestWithin(
  values: readonly number[],
  wanted: number,
  reach: number,
): number {
  let best = -1;
  let least = reach;
  values.forEach((value, at) => {
    const gap = Math.abs(value - wanted);
    if (gap > least) return;
    least = gap;
    best = at;
  });
  return best;
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
