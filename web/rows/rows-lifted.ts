import type { Shape } from '../drawing/shape.ts';
import type { Item, Selection } from '../state/selection.ts';
import type { RowsPlaces } from './rows-geometry.ts';
import type { RowsLayout } from './rows-layout.ts';
import type { RowColumn, RowsModel } from './rows-model.ts';
import { oneColumn } from './rows-shapes.ts';

export interface Over {
  readonly isLift: boolean;
  readonly shapes: readonly Shape[];
}

/** What stands out: chosen rows and columns, and those lifted by pointer or cursor. */
export function liftedShapes(
  { model, places }: RowsLayout,
  { edges, nodes }: Selection,
  lifted: Item | null,
): Over[] {
  const columns = model.columns.flatMap((column, at): Over[] => {
    const isChosen = column.ids.some((id) => edges.has(id));
    const isLift = isTouched(column, model, lifted);
    if (!isChosen && !isLift) return [];
    const tone = isChosen ? ('chosen' as const) : ('lifted' as const);
    return [{ isLift, shapes: oneColumn(model, places, { at, tone }) }];
  });
  const rows = model.rows.flatMap(({ id }, at): Over[] =>
    nodes.has(id) ? [{ isLift: false, shapes: [rowGround(places, at)] }] : [],
  );
  return [...rows, ...columns];
}

function rowGround(places: RowsPlaces, at: number): Shape {
  return {
    type: 'rect',
    x: 0,
    y: (places.rowY[at] ?? 0) - places.rowHeight / 2,
    width: places.width,
    height: places.rowHeight,
    paint: { fill: 'var(--accent-halo)' },
  };
}

function isTouched(
  column: RowColumn,
  { rows }: RowsModel,
  item: Item | null,
): boolean {
  if (!item) return false;
  if (item.type === 'edge') return column.ids.includes(item.id);
  return (
    column.rows.some((at) => rows[at]?.id === item.id) ||
    column.drips.includes(item.id)
  );
}
