import { polygonContains } from 'd3-polygon';
import type { Point } from './outline.ts';
import type { Scene } from './scene.ts';

/** How a press on the ground chooses: by clicks, by a box, or by a lasso. */
export const AREA_MODES = ['point', 'box', 'lasso'] as const;
export type AreaMode = (typeof AREA_MODES)[number];

/** The outline of an area drawn by a drag. */
export function areaOutline(mode: AreaMode, drawn: readonly Point[]): Point[] {
  const [first, last] = [drawn[0], drawn.at(-1)];
  if (!first || !last || mode === 'point') return [];
  if (mode === 'lasso') return [...drawn];
  return [first, [last[0], first[1]], last, [first[0], last[1]]];
}

/**
 * What an area holds: nodes inside it, and relations all of whose members are.
 * @param places - Where each node is drawn.
 */
export function insideArea(
  outline: readonly Point[],
  scene: Scene,
  places: ReadonlyMap<string, Point>,
): { edges: string[]; nodes: string[] } {
  const ring = outline.map(([x, y]): [number, number] => [x, y]);
  const isIn = (id: string) => {
    const place = places.get(id);
    return (
      place !== undefined && ring.length > 2 && polygonContains(ring, place)
    );
  };
  return {
    nodes: scene.nodes.flatMap(({ id, ids }) => (isIn(id) ? ids : [])),
    edges: scene.bands.flatMap(({ ids, members }) =>
      members.every(isIn) ? ids : [],
    ),
  };
}
