import { polygonContains, polygonHull } from 'd3-polygon';

/** Pixels, y downwards. */
export type Point = [x: number, y: number];

/** A member's place and the radius of the ring that its band draws round it. */
export interface Ring {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

const POINTS_A_RING = 40;

/**
 * The rubber band round a set of rings: convex hull of points on each of them,
 * so that corners come out as arcs and sides as tangents.
 * @returns Closed outline without a repeated last point; empty for no rings.
 * @remarks Time O(n log n) for n = 40 × rings.
 */
export function bandOutline(rings: readonly Ring[]): Point[] {
  const points: Point[] = [];
  for (const { x, y, radius } of rings) {
    for (let step = 0; step < POINTS_A_RING; step++) {
      const angle = (step * 2 * Math.PI) / POINTS_A_RING;
      points.push([x + radius * Math.cos(angle), y + radius * Math.sin(angle)]);
    }
  }
  return polygonHull(points) ?? [];
}

/** Whether a point lies inside an outline. */
export function isInside(outline: Point[], x: number, y: number): boolean {
  return outline.length > 2 && polygonContains(outline, [x, y]);
}

/** SVG path of an outline, a tenth of a pixel exact. */
export function outlinePath(outline: readonly Point[]): string {
  if (outline.length === 0) return '';
  const corners = outline.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`);
  return `M${corners.join('L')}Z`;
}

/** Points along an outline, at most `spacing` pixels apart, for label placement. */
export function alongOutline(
  outline: readonly Point[],
  spacing: number,
): Point[] {
  const points: Point[] = [];
  outline.forEach(([x, y], index) => {
    const [nextX, nextY] = outline[(index + 1) % outline.length] ?? [x, y];
    const steps = Math.ceil(Math.hypot(nextX - x, nextY - y) / spacing);
    for (let step = 0; step < steps; step++) {
      const share = step / steps;
      points.push([x + (nextX - x) * share, y + (nextY - y) * share]);
    }
  });
  return points;
}
