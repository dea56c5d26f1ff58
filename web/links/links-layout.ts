import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';
import type { Point } from '../bands/outline.ts';
import type { Size } from '../drawing/use-size.ts';
import type { LinksModel } from './links-model.ts';

const TICKS = 240;
const MARGIN = { x: 70, top: 52, bottom: 52 };

/**
 * Places the vertices of an s-line graph: d3-force, which starts from a spiral
 * and has a fixed seed, stretched over the frame. The same graph has the same
 * places.
 */
export function layOutLinks(
  {
    vertices,
    links,
  }: Pick<LinksModel, 'links'> & { readonly vertices: readonly unknown[] },
  { width, height }: Size,
): Point[] {
  const bodies: SimulationNodeDatum[] = vertices.map(() => ({}));
  const most = Math.max(1, ...links.map(({ overlap }) => overlap));
  const springs = links.map(({ from: source, to: target, overlap }) => ({
    source,
    target,
    overlap,
  }));
  forceSimulation(bodies)
    .force(
      'link',
      forceLink(springs)
        .distance(70)
        .strength(({ overlap }) => (0.25 * overlap) / most),
    )
    .force('charge', forceManyBody().strength(-260).distanceMax(460))
    .force('apart', forceCollide(26))
    .force('x', forceX(0).strength(0.06))
    .force('y', forceY(0).strength(0.08))
    .stop()
    .tick(TICKS);
  const alongX = spread(
    bodies.map(({ x = 0 }) => x),
    [MARGIN.x, width - MARGIN.x],
  );
  const alongY = spread(
    bodies.map(({ y = 0 }) => y),
    [MARGIN.top, height - MARGIN.bottom],
  );
  return bodies.map(({ x = 0, y = 0 }) => [alongX(x), alongY(y)]);
}

function spread(values: number[], [from, to]: [number, number]) {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const room = Math.max(0, to - from);
  if (!(span > 1)) return () => from + room / 2;
  return (value: number) => from + ((value - low) / span) * room;
}
