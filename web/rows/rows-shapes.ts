import type { Shape } from '../drawing/shape.ts';
import { markPath } from '../marks/mark-path.ts';
import type { ScoreLevel } from '../marks/score-level.ts';
import type { RowsPlaces } from './rows-geometry.ts';
import type { RowColumn, RowNode, RowsModel } from './rows-model.ts';

/** A row's or a column's part of the drawing, plain or lifted from the rest. */
export type Tone = 'plain' | 'lifted' | 'chosen';

/** Stripes and lines behind the marks. */
export function groundShapes(places: RowsPlaces): Shape[] {
  const { width, height, rowHeight, rowY, slots } = places;
  const stripes = rowY.flatMap((y, at): Shape[] => [
    ...(at % 2 === 1
      ? [
          {
            type: 'rect' as const,
            x: 0,
            y: y - rowHeight / 2,
            width,
            height: rowHeight,
            paint: { fill: 'var(--surface-quiet)' },
          },
        ]
      : []),
    {
      type: 'line',
      from: [0, y],
      to: [width, y],
      paint: { stroke: 'var(--line)' },
    },
  ]);
  const parts = slots.slice(1).map(({ x }): Shape => ({
    type: 'line',
    from: [x - 4.5, 0],
    to: [x - 4.5, height],
    paint: { stroke: 'var(--line-strong)', opacity: 0.5 },
  }));
  return [...stripes, ...parts];
}

/** Every relation: its line, its marks, its drip. */
export function columnShapes(model: RowsModel, places: RowsPlaces): Shape[] {
  return model.columns.flatMap((_, at) =>
    oneColumn(model, places, { at, tone: 'plain' }),
  );
}

/** One relation, from its first member to its last, and down to the foot if it drips. */
export function oneColumn(
  model: RowsModel,
  places: RowsPlaces,
  { at, tone }: { readonly at: number; readonly tone: Tone },
): Shape[] {
  const column = model.columns[at];
  const x = places.columnX[at] ?? 0;
  if (!column) return [];
  const first = places.rowY[column.rows[0] ?? -1];
  const last = places.rowY[column.rows.at(-1) ?? -1];
  const stroke = tone === 'plain' ? 'var(--ink-soft)' : 'var(--accent)';
  const isStrong = tone === 'chosen' || column.isOpen;
  const shapes: Shape[] = [];
  if (first !== undefined && last !== undefined) {
    if (tone === 'chosen') {
      shapes.push({
        type: 'line',
        from: [x, first],
        to: [x, last],
        paint: { stroke: 'var(--accent-halo)', width: 8, round: true },
      });
    }
    shapes.push({
      type: 'line',
      from: [x, first],
      to: [x, last],
      paint: {
        stroke,
        width: isStrong ? 2.4 : 1.3,
        opacity: isStrong ? 1 : 0.75,
      },
    });
  }
  if (column.drips.length > 0) {
    shapes.push({
      type: 'line',
      from: [x, last ?? 0],
      to: [x, places.height],
      paint: { stroke, dash: '2 2.5', opacity: 0.8 },
    });
  }
  return [...shapes, ...columnMarks(model.rows, column, { places, x, tone })];
}

function columnMarks(
  rows: readonly RowNode[],
  column: RowColumn,
  by: { places: RowsPlaces; x: number; tone: Tone },
): Shape[] {
  const { places, x, tone } = by;
  const most = tone === 'chosen' ? 5.6 : 4.8;
  const size = Math.min(most, places.columnWidth * 0.4);
  return column.rows.flatMap((at) => {
    const row = rows[at];
    return row ? [nodeMark(row, { x, y: places.rowY[at] ?? 0, size })] : [];
  });
}

/** The mark of a node, by its kind's look. */
export function nodeMark(
  { look }: Pick<RowNode, 'look'>,
  { x, y, size }: { x: number; y: number; size: number },
): Shape {
  return {
    type: 'path',
    path: markPath(look, size),
    x,
    y,
    paint: {
      fill: `var(--${look})`,
      stroke: `var(--${look}-edge)`,
      width: 1.2,
    },
  };
}

/** Slots, the score of each relation, and how many a column stands for. */
export function headShapes(
  model: RowsModel,
  places: RowsPlaces,
  words: {
    readonly slots: readonly string[];
    readonly counts: readonly (string | null)[];
    readonly levelOf: (score: number | null) => ScoreLevel;
    readonly merged: (count: number) => string;
  },
): Shape[] {
  const slots = places.slots.flatMap(({ x, width }, at): Shape[] => {
    const count = words.counts[at];
    return [
      {
        type: 'rect',
        x,
        y: 6,
        width,
        height: 20,
        radius: 4,
        paint: { fill: 'var(--surface-sunk)' },
      },
      {
        type: 'text',
        x: x + 6,
        y: 20,
        text: words.slots[at] ?? '',
        size: 11,
        weight: 600,
        paint: { fill: 'var(--ink-soft)' },
      },
      ...(count
        ? [
            {
              type: 'text' as const,
              x: x + width - 6,
              y: 20,
              text: count,
              size: 11,
              anchor: 'end' as const,
              paint: { fill: 'var(--ink-faint)' },
            },
          ]
        : []),
    ];
  });
  const squares = model.columns.flatMap((column, at): Shape[] => {
    const x = places.columnX[at] ?? 0;
    const level = words.levelOf(column.score);
    return [
      {
        type: 'rect',
        x: x - 4.5,
        y: 31,
        width: 9,
        height: 9,
        radius: 2,
        paint: {
          fill:
            column.score === null ? 'none' : `var(--score-${String(level)})`,
          ...(column.score === null && { stroke: 'var(--line-strong)' }),
        },
      },
      ...(column.ids.length > 1
        ? [
            {
              type: 'text' as const,
              x,
              y: 50,
              text: words.merged(column.ids.length),
              size: 9.5,
              anchor: 'middle' as const,
              paint: { fill: 'var(--ink-soft)' },
            },
          ]
        : []),
    ];
  });
  return [...slots, ...squares];
}

/** Under each column: how many of its members are met nowhere else here. */
export function footShapes(model: RowsModel, places: RowsPlaces): Shape[] {
  return model.columns.flatMap(({ drips }, at): Shape[] => {
    const x = places.columnX[at] ?? 0;
    if (drips.length === 0) return [];
    return [
      {
        type: 'line',
        from: [x, 0],
        to: [x, 8],
        paint: { stroke: 'var(--ink-soft)', dash: '2 2.5', opacity: 0.8 },
      },
      {
        type: 'text',
        x,
        y: 20,
        text: String(drips.length),
        size: 10.5,
        anchor: 'middle',
        paint: { fill: 'var(--ink-soft)' },
      },
    ];
  });
}

/** Marks that a picture of rows would have in SVG. */
export function countMarks({ columns }: RowsModel): number {
  return columns.reduce((sum, { rows }) => sum + rows.length + 2, 0);
}
