import type { Selection as D3Selection } from 'd3-selection';
import { chooseMode, type ChooseMode, type Item } from '../state/selection.ts';
import type { Point } from './outline.ts';

/** What bands, nodes and names report. */
export interface ItemEvents {
  readonly onChoose: (item: Item, mode: ChooseMode) => void;
  readonly onOpen: (edge: string) => void;
  /** Enter or a double click on a node: a merged mark comes apart. */
  readonly onTakeApart: (node: string) => void;
  readonly onHover: (item: Item | null) => void;
  /** An arrow key: a step to another item. */
  readonly onArrow: (from: Item, direction: Point) => void;
  /** Shift and an arrow key: a drag without a mouse. */
  readonly onNudge: (node: string, direction: Point) => void;
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Makes elements answer to mouse and keyboard alike. */
export function listenToItems<E extends SVGGElement | SVGPathElement, Datum>(
  elements: D3Selection<E, Datum, SVGGElement, unknown>,
  itemOf: (datum: Datum) => Item,
  events: ItemEvents,
) {
  return elements
    .on('click', (event: Event, datum) =>
      events.onChoose(itemOf(datum), chooseMode(event as MouseEvent)),
    )
    .on('dblclick', (_event: Event, datum) => {
      const item = itemOf(datum);
      if (item.type === 'edge') events.onOpen(item.id);
      else events.onTakeApart(item.id);
    })
    .on('pointerenter focus', (_event: Event, datum) =>
      events.onHover(itemOf(datum)),
    )
    .on('pointerleave blur', () => events.onHover(null))
    .on('keydown', (event: Event, datum) => {
      if (!obey(event as KeyboardEvent, itemOf(datum), events)) return;
      event.preventDefault();
      event.stopPropagation();
    });
}

/** Carries out a key on an item; false if it means nothing here. */
function obey(event: KeyboardEvent, item: Item, events: ItemEvents): boolean {
  const arrow = ARROWS[event.key];
  if (arrow) {
    if (event.shiftKey && item.type === 'node') {
      events.onNudge(item.id, arrow);
    } else events.onArrow(item, arrow);
    return true;
  }
  if (event.key === 'Enter' && item.type === 'edge') events.onOpen(item.id);
  else if (event.key === ' ' || event.key === 'Enter') {
    events.onChoose(item, chooseMode(event));
    if (event.key === 'Enter') events.onTakeApart(item.id);
  } else return false;
  return true;
}
