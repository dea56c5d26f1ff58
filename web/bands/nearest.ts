import type { Item } from '../state/selection.ts';
import type { Point } from './outline.ts';

/** Something that keyboard focus can stop at. */
export interface Stop {
  readonly item: Item;
  readonly place: Point;
}

/**
 * The stop that an arrow key leads to: the nearest one in that direction, where
 * straying sideways counts double.
 * @returns Null if nothing lies that way.
 */
export function nearestInDirection(
  stops: readonly Stop[],
  from: Item,
  [dx, dy]: Point,
): Item | null {
  const start = stops.find(({ item }) => isSame(item, from));
  if (!start) return null;
  let best: { cost: number; item: Item } | null = null;
  for (const { item, place } of stops) {
    const x = place[0] - start.place[0];
    const y = place[1] - start.place[1];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (isSame(item, from) || along <= 1 || aside > 2 * along) continue;
    const cost = along + 2 * aside;
    if (!best || cost < best.cost) best = { cost, item };
  }
  return best?.item ?? null;
}

function isSame(a: Item, b: Item): boolean {
  return a.type === b.type && a.id === b.id;
}
