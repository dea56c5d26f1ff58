import type { Signal } from '@preact/signals';
import { formatMinute, formatScore } from '../marks/format.ts';
import { TEXT } from '../messages.ts';
import { chooseItem, openEdge } from '../state/actions.ts';
import { chooseMode, type Item } from '../state/selection.ts';
import type { Store } from '../state/store.ts';
import { columnAt, COUNTS, FOOT, HEAD, rowAt } from './rows-geometry.ts';
import type { RowsLayout } from './rows-layout.ts';
import type { RowsModel } from './rows-model.ts';
import { startOf, walk, type Crossing } from './rows-walk.ts';

/** The relation under the keyboard cursor. */
export function cursorItem(model: RowsModel, at: Crossing | null): Item | null {
  const id = at ? model.columns[at.column]?.id : undefined;
  return id === undefined ? null : { type: 'edge', id };
}

/** The column under the pointer, or the row where it is over a name. */
export function itemAt(
  event: MouseEvent,
  { model, places }: RowsLayout,
): Item | null {
  const part = (event.target as Element).closest<HTMLElement>('[data-part]');
  if (!part) return null;
  const { left, top } = part.getBoundingClientRect();
  if (part.dataset['part'] === 'names') {
    const row = model.rows[rowAt(places, event.clientY - top)];
    return row ? { type: 'node', id: row.id } : null;
  }
  const column = model.columns[columnAt(places, event.clientX - left)];
  return column ? { type: 'edge', id: column.id } : null;
}

/** Lifts what is under the pointer. */
export function hoverAt(
  event: PointerEvent,
  store: Store,
  layout: RowsLayout,
): void {
  const item = itemAt(event, layout);
  const now = store.hover.peek();
  if (item?.id === now?.id && item?.type === now?.type) return;
  store.hover.value = item;
}

/** Carries out a key on the rows. */
export function onRowsKey(
  event: KeyboardEvent,
  at: {
    store: Store;
    layout: RowsLayout;
    cursor: Signal<Crossing | null>;
    box: HTMLElement | null;
  },
): void {
  if (event.altKey || event.metaKey) return;
  const { store, layout, cursor } = at;
  const { model } = layout;
  const here = cursor.value ?? startOf(model);
  const column = model.columns[here.column];
  if (event.key === 'Enter' && column) openEdge(store, column.id);
  else if (event.key === ' ') {
    const item = spaceItem(model, here);
    if (item) chooseItem(store, item, chooseMode(event));
  } else {
    const to = walk(model, here, event.key);
    if (!to) return;
    cursor.value = to;
    tell(store, model, to);
    if (at.box) scrollTo(at.box, layout, to);
  }
  event.preventDefault();
}

/** Space chooses the node under the cursor, or the relation where it has no rows. */
function spaceItem(model: RowsModel, at: Crossing): Item | null {
  const row = model.rows[at.row];
  return row ? { type: 'node', id: row.id } : cursorItem(model, at);
}

/** Says the crossing to a screen reader. */
export function tell(store: Store, model: RowsModel, at: Crossing): void {
  const column = model.columns[at.column];
  if (!column) return;
  store.spoken.value = TEXT.rows.at(
    model.rows[at.row]?.name ?? null,
    column.id,
    formatScore(column.score),
    formatMinute(column.time),
  );
}

/** Brings a column into the middle of the window onto the cells. */
export function centreOn(
  box: HTMLElement,
  { places, names }: RowsLayout,
  at: Crossing,
): void {
  const room = box.clientWidth - names - COUNTS;
  box.scrollLeft = (places.columnX[at.column] ?? 0) - room / 2;
}

function scrollTo(box: HTMLElement, layout: RowsLayout, at: Crossing): void {
  const { places, names } = layout;
  const x = places.columnX[at.column] ?? 0;
  const y = places.rowY[at.row] ?? 0;
  const right = box.clientWidth - names - COUNTS;
  const bottom = box.clientHeight - HEAD - FOOT;
  if (x - 20 < box.scrollLeft) box.scrollLeft = x - 20;
  else if (x + 20 > box.scrollLeft + right) box.scrollLeft = x + 20 - right;
  if (y - 20 < box.scrollTop) box.scrollTop = y - 20;
  else if (y + 20 > box.scrollTop + bottom) box.scrollTop = y + 20 - bottom;
}
