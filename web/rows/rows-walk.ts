import type { RowsModel } from './rows-model.ts';

/** A crossing of a row and a column; `row` is -1 for a column without rows. */
export interface Crossing {
  readonly column: number;
  readonly row: number;
}

/**
 * Where a key leads: up and down over the members of a relation, left and right
 * to the node's other relations, Page Up and Page Down to the relation beside.
 * @returns Null if the key means nothing here.
 */
export function walk(
  { columns }: Pick<RowsModel, 'columns'>,
  from: Crossing,
  key: string,
): Crossing | null {
  const own = columns[from.column]?.rows ?? [];
  switch (key) {
    case 'ArrowUp':
      return {
        ...from,
        row: own.findLast((row) => row < from.row) ?? from.row,
      };
    case 'ArrowDown':
      return { ...from, row: own.find((row) => row > from.row) ?? from.row };
    case 'ArrowLeft':
      return alongRow(columns, from, -1);
    case 'ArrowRight':
      return alongRow(columns, from, 1);
    case 'PageUp':
      return atColumn(columns, from.column - 1, from.row);
    case 'PageDown':
      return atColumn(columns, from.column + 1, from.row);
    case 'Home':
      return atColumn(columns, 0, from.row);
    case 'End':
      return atColumn(columns, columns.length - 1, from.row);
    default:
      return null;
  }
}

/** The crossing to begin at: the open relation's first member. */
export function startOf({ columns }: Pick<RowsModel, 'columns'>): Crossing {
  const open = Math.max(
    0,
    columns.findIndex(({ isOpen }) => isOpen),
  );
  return { column: open, row: columns[open]?.rows[0] ?? -1 };
}

function alongRow(
  columns: RowsModel['columns'],
  from: Crossing,
  step: 1 | -1,
): Crossing {
  for (
    let column = from.column + step;
    column >= 0 && column < columns.length;
    column += step
  ) {
    if (columns[column]?.rows.includes(from.row)) {
      return { column, row: from.row };
    }
  }
  return from;
}

/** A column, in the row nearest to the one before. */
function atColumn(
  columns: RowsModel['columns'],
  wanted: number,
  row: number,
): Crossing {
  const column = Math.max(0, Math.min(columns.length - 1, wanted));
  const rows = columns[column]?.rows ?? [];
  const nearest = rows.reduce(
    (best, one) => (Math.abs(one - row) < Math.abs(best - row) ? one : best),
    rows[0] ?? -1,
  );
  return { column, row: nearest };
}
