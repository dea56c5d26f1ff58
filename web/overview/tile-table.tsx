import { formatCount, formatScore } from '../marks/format.ts';
import { TEXT } from '../messages.ts';
import { DataGrid, type GridColumn } from '../table/data-grid.tsx';
import { openStrongest } from './matrix-stage.tsx';
import type { MatrixState, TilePlace } from './matrix-state.ts';
import { CHUNK, elementsOf } from './viewport.ts';

const MOST = 100;

interface TileRow extends TilePlace {
  readonly count: number;
  readonly top: number;
  readonly isFlagged: boolean;
}

/** The tiles in view as rows, fullest first. */
export function TileTable({ state }: { state: MatrixState }) {
  const all = tilesInView(state);
  const rows = all.slice(0, MOST);
  const at = state.cursor.value;
  const isAt = (row: TileRow) =>
    at?.column === row.column && at.row === row.row;
  return (
    <div class="matrix-stage of-table">
      <h3 class="grid-title">
        {TEXT.overview.table}{' '}
        <small class="faint">
          {TEXT.overview.tableNote(rows.length, all.length)}
        </small>
      </h3>
      <DataGrid
        label={TEXT.overview.table}
        columns={columnsOf(state)}
        rows={rows}
        keyOf={({ column, row }) => `${String(column)} ${String(row)}`}
        isChosen={isAt}
        isLifted={isAt}
        onChoose={(row) => state.point(row)}
        onOpen={(row) => {
          const stop = state.tile.subscribe((tile) => {
            if (!tile?.top || !isSame(state.cursor.peek(), row)) return;
            queueMicrotask(() => {
              stop();
              openStrongest(state);
            });
          });
          state.point(row);
        }}
        onHover={() => undefined}
      />
    </div>
  );
}

function isSame(one: TilePlace | null, other: TilePlace): boolean {
  return one?.column === other.column && one.row === other.row;
}

function tilesInView(state: MatrixState): TileRow[] {
  const { chunks, grid, view } = state.frame();
  const rows: TileRow[] = [];
  for (const { chunk, grid: own, x, y } of chunks) {
    if (own.zoom !== grid.zoom) continue;
    const flagged = new Set(chunk.flagged);
    chunk.cells.forEach((cell, at) => {
      const column = x * CHUNK + (cell % CHUNK);
      const row = y * CHUNK + Math.floor(cell / CHUNK);
      const isIn =
        (column + 1) / grid.columns > view.x &&
        column / grid.columns < view.x + view.width &&
        (row + 1) / grid.rows > view.y &&
        row / grid.rows < view.y + view.height;
      if (!isIn) return;
      const count = chunk.counts[at] ?? 0;
      const top = chunk.tops[at] ?? 0;
      rows.push({ column, row, count, top, isFlagged: flagged.has(cell) });
    });
  }
  return rows.sort((a, b) => b.count - a.count || b.top - a.top);
}

function columnsOf(state: MatrixState): GridColumn<TileRow>[] {
  const { columns, rows } = state.grid.value;
  const { nodes, edges } = state.size.value;
  const span = ([from, to]: readonly [number, number]) =>
    TEXT.overview.span(from + 1, Math.max(from + 1, to));
  return [
    {
      key: 'rows',
      header: TEXT.overview.rowsAt,
      isNumber: true,
      cell: ({ row }) => span(elementsOf(row, rows, nodes)),
    },
    {
      key: 'columns',
      header: TEXT.overview.columnsAt,
      isNumber: true,
      cell: ({ column }) => span(elementsOf(column, columns, edges)),
    },
    {
      key: 'count',
      header: TEXT.overview.incidences,
      isNumber: true,
      cell: ({ count }) => formatCount(count),
    },
    {
      key: 'top',
      header: TEXT.overview.top,
      isNumber: true,
      cell: ({ top }) => formatScore(top),
    },
    {
      key: 'flagged',
      header: TEXT.triage.flag,
      cell: ({ isFlagged }) => (isFlagged ? TEXT.table.yes : ''),
    },
  ];
}
