import {
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from 'd3-force';
import { LayoutEnergy } from './energy.ts';
import type { Point } from './outline.ts';
import { seededRandom } from './random.ts';
import {
  ringLevels,
  ringRadii,
  type BandInput,
  type RingSizes,
} from './ring-levels.ts';

/** Everything a layout depends on; plain data, so that it can go to a worker. */
export interface LayoutRequest {
  readonly bands: readonly BandInput[];
  /** The picture's size, pixels, and the margin that stays free of nodes. */
  readonly width: number;
  readonly height: number;
  readonly margin: Margin;
  readonly rings: RingSizes;
  /** Nodes that stay where they are. */
  readonly pins: readonly (readonly [node: string, place: Point])[];
  readonly seed: number;
}

export interface Margin {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const WIDEST_SPACING = 92;
/** Share of an even spread that spacing may ask for: all of it cannot be had. */
const SPREAD = 0.82;
const FORCE_TICKS = 160;
const MOVES_A_NODE = 800;
const MOST_MOVES = 26_000;
const START_HEAT = 900;
/** How far a settled layout may be opened up to fill its frame. */
const MOST_STRETCH = 1.5;

/**
 * Places nodes so that bands are small, apart, and hold nobody who does not
 * belong: force on the star expansion, then simulated annealing.
 * @returns A place for each node of any band, inside the margins.
 * @remarks The same request gives the same places. About 10⁴ moves, each
 *   O(bands of the node × nodes).
 */
export function layoutBands(request: LayoutRequest): Map<string, Point> {
  const nodes = [...new Set(request.bands.flatMap((band) => band.members))];
  const start = spread(forceLayout(request, nodes), request);
  const pins = new Map(request.pins);
  nodes.forEach((node, index) => {
    const pin = pins.get(node);
    if (pin) start[index] = [pin[0], pin[1]];
  });
  const annealed = anneal(request, nodes, start, pins);
  const settled = pins.size > 0 ? annealed : fillFrame(annealed, request);
  return new Map(nodes.map((node, index) => [node, settled[index] ?? [0, 0]]));
}

interface Body extends SimulationNodeDatum {
  readonly key: number;
}

/** d3-force has its own fixed seed and starts from a spiral, so this repeats. */
function forceLayout(request: LayoutRequest, nodes: string[]): Point[] {
  const indexOf = new Map(nodes.map((node, index) => [node, index]));
  const bodies: Body[] = [...nodes, ...request.bands].map((_, key) => ({
    key,
  }));
  const links: SimulationLinkDatum<Body>[] = request.bands.flatMap((band, at) =>
    band.members.map((node) => ({
      source: nodes.length + at,
      target: indexOf.get(node) ?? 0,
    })),
  );
  forceSimulation(bodies)
    .force('link', forceLink(links).distance(60).strength(0.5))
    .force('charge', forceManyBody().strength(-320).distanceMax(500))
    .force('x', forceX(0).strength(0.04))
    .force('y', forceY(0).strength(0.05))
    .stop()
    .tick(FORCE_TICKS);
  return bodies.slice(0, nodes.length).map(({ x, y }) => [x ?? 0, y ?? 0]);
}

/** Stretches a layout over the free area, each axis by itself. */
function spread(points: Point[], request: LayoutRequest): Point[] {
  const { width, height, margin } = request;
  const alongX = stretch(
    points.map(([x]) => x),
    margin.left,
    width - margin.right,
  );
  const alongY = stretch(
    points.map(([, y]) => y),
    margin.top,
    height - margin.bottom,
  );
  return points.map(([x, y]) => [alongX(x), alongY(y)]);
}

/** Opens a settled layout up to the free area, which keeps hulls convex and apart. */
function fillFrame(points: Point[], request: LayoutRequest): Point[] {
  const wide = spread(points, request);
  const limit = (from: number[], to: number[]) => {
    const before = Math.max(...from) - Math.min(...from);
    const after = Math.max(...to) - Math.min(...to);
    return Math.min(1, (MOST_STRETCH * before) / Math.max(1, after));
  };
  const xs = limit(
    points.map(([x]) => x),
    wide.map(([x]) => x),
  );
  const ys = limit(
    points.map(([, y]) => y),
    wide.map(([, y]) => y),
  );
  const { width, height, margin } = request;
  const middleX = (margin.left + width - margin.right) / 2;
  const middleY = (margin.top + height - margin.bottom) / 2;
  return wide.map(([x, y]) => [
    middleX + (x - middleX) * xs,
    middleY + (y - middleY) * ys,
  ]);
}

function stretch(values: number[], from: number, to: number) {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const room = Math.max(0, to - from);
  if (span < 1) return () => from + room / 2;
  return (value: number) => from + ((value - low) / span) * room;
}

function anneal(
  request: LayoutRequest,
  nodes: string[],
  start: Point[],
  pins: ReadonlyMap<string, Point>,
): Point[] {
  const x = Float64Array.from(start, (point) => point[0]);
  const y = Float64Array.from(start, (point) => point[1]);
  const energy = new LayoutEnergy(problemOf(request, nodes, x, y));
  const free = nodes.flatMap((node, index) => (pins.has(node) ? [] : [index]));
  if (free.length === 0) return start;
  const random = seededRandom(request.seed);
  const keep = keepInside(request);
  const moves = Math.min(MOST_MOVES, MOVES_A_NODE * free.length);
  for (let move = 0; move < moves; move++) {
    const cooling = 1 - move / moves;
    const node = free[Math.floor(random() * free.length)] ?? 0;
    const before = energy.around(node);
    const fromX = x[node] ?? 0;
    const fromY = y[node] ?? 0;
    const step = 6 + 150 * cooling ** 2;
    const [toX, toY] = keep(
      fromX + (random() - 0.5) * 2 * step,
      fromY + (random() - 0.5) * 2 * step,
    );
    x[node] = toX;
    y[node] = toY;
    energy.refresh(node);
    const rise = energy.around(node) - before;
    const heat = START_HEAT * cooling ** 4 + 1e-9;
    if (rise <= 0 || random() < Math.exp(-rise / heat)) continue;
    x[node] = fromX;
    y[node] = fromY;
    energy.refresh(node);
  }
  return start.map((_, index) => [x[index] ?? 0, y[index] ?? 0]);
}

function keepInside({ width, height, margin }: LayoutRequest) {
  const clamp = (value: number, low: number, high: number) =>
    Math.max(low, Math.min(Math.max(low, high), value));
  return (x: number, y: number): Point => [
    clamp(x, margin.left, width - margin.right),
    clamp(y, margin.top, height - margin.bottom),
  ];
}

function problemOf(
  request: LayoutRequest,
  nodes: string[],
  x: Float64Array,
  y: Float64Array,
) {
  const indexOf = new Map(nodes.map((node, index) => [node, index]));
  const { width, height, margin } = request;
  const room =
    Math.max(1, width - margin.left - margin.right) *
    Math.max(1, height - margin.top - margin.bottom);
  return {
    x,
    y,
    bands: request.bands.map((band) =>
      band.members.map((node) => indexOf.get(node) ?? 0),
    ),
    radii: ringRadii(ringLevels(request.bands), request.rings),
    spacing: Math.min(WIDEST_SPACING, SPREAD * Math.sqrt(room / nodes.length)),
  };
}
