import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { chooseMode, type ChooseMode } from '../state/selection.ts';

export interface GridColumn<Row> {
  readonly key: string;
  readonly header: string;
  readonly isNumber?: boolean;
  readonly cell: (row: Row) => ComponentChildren;
}

/**
 * A table with one tab stop: arrows walk the cells, Home and End the row,
 * Space chooses, Enter opens. WAI-ARIA's grid pattern.
 */
export function DataGrid<Row>(props: {
  label: string;
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  isChosen: (row: Row) => boolean;
  isLifted: (row: Row) => boolean;
  onChoose: (row: Row, mode: ChooseMode) => void;
  onOpen: (row: Row) => void;
  onHover: (row: Row | null) => void;
}) {
  const { columns, rows } = props;
  const table = useRef<HTMLTableElement>(null);
  const at = useSignal({ row: 0, column: 0 });
  const current = {
    row: Math.min(at.value.row, Math.max(0, rows.length - 1)),
    column: at.value.column,
  };
  const goTo = (row: number, column: number) => {
    at.value = {
      row: Math.max(0, Math.min(rows.length - 1, row)),
      column: Math.max(0, Math.min(columns.length - 1, column)),
    };
    const { row: toRow, column: toColumn } = at.value;
    table.current?.tBodies[0]?.rows[toRow]?.cells[toColumn]?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    const row = rows[current.row];
    const to = target(event.key, current, columns.length);
    if (to) goTo(...to);
    else if (event.key === ' ' && row) props.onChoose(row, chooseMode(event));
    else if (event.key === 'Enter' && row) props.onOpen(row);
    else return;
    event.preventDefault();
  };
  return (
    <table
      ref={table}
      class="grid"
      role="grid"
      aria-label={props.label}
      aria-multiselectable="true"
      aria-rowcount={rows.length + 1}
      onKeyDown={onKey}
    >
      <thead>
        <tr role="row">
          {columns.map(({ key, header, isNumber }) => (
            <th
              key={key}
              role="columnheader"
              scope="col"
              class={isNumber ? 'number' : undefined}
            >
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, rowIndex) => (
          <tr
            key={props.keyOf(row)}
            role="row"
            class={props.isLifted(row) ? 'lifted' : undefined}
            aria-selected={props.isChosen(row)}
            onClick={(event) => props.onChoose(row, chooseMode(event))}
            onDblClick={() => props.onOpen(row)}
            onPointerEnter={() => props.onHover(row)}
            onPointerLeave={() => props.onHover(null)}
          >
            {columns.map(({ key, cell, isNumber }, columnIndex) => (
              <td
                key={key}
                role="gridcell"
                class={isNumber ? 'number' : undefined}
                tabIndex={
                  rowIndex === current.row && columnIndex === current.column
                    ? 0
                    : -1
                }
                onFocus={() => {
                  at.value = { row: rowIndex, column: columnIndex };
                }}
              >
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function target(
  key: string,
  { row, column }: { row: number; column: number },
  columns: number,
): [row: number, column: number] | null {
  switch (key) {
    case 'ArrowDown':
      return [row + 1, column];
    case 'ArrowUp':
      return [row - 1, column];
    case 'ArrowRight':
      return [row, column + 1];
    case 'ArrowLeft':
      return [row, column - 1];
    case 'PageDown':
      return [row + 10, column];
    case 'PageUp':
      return [row - 10, column];
    case 'Home':
      return [row, 0];
    case 'End':
      return [row, columns - 1];
    default:
      return null;
  }
}
