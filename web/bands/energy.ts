import { polygonHull } from 'd3-polygon';
import type { Point } from './outline.ts';

/** A layout problem in integers: node indices into `x` and `y`. */
export interface LayoutProblem {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Node indices of each band. */
  readonly bands: readonly (readonly number[])[];
  /** Ring radius of each member, parallel to `bands`. */
  readonly radii: readonly (readonly number[])[];
  /** Wanted distance between nodes, pixels. */
  readonly spacing: number;
}

/** Weights of the terms; a picture reads well where their sum is low. */
const AREA = 0.006;
const CROWDING_X = 0.78;
const CLEARANCE = 20;
const CLEARANCE_WEIGHT = 12;
const ENCLOSURE = 500;

/**
 * What a layout costs: band areas, nodes closer than `spacing`, and nodes that
 * come near or inside bands of which they are no member.
 *
 * Bands are measured by the hull of their members' centres, widened by the ring
 * radius. That is within a few pixels of the drawn outline and far cheaper.
 */
export class LayoutEnergy {
  readonly #problem: LayoutProblem;
  readonly #bandsOf: number[][];
  readonly #isMember: Set<number>[];
  readonly #hulls: Hull[];

  constructor(problem: LayoutProblem) {
    this.#problem = problem;
    this.#isMember = problem.bands.map((band) => new Set(band));
    this.#bandsOf = Array.from(problem.x, () => []);
    problem.bands.forEach((band, index) => {
      for (const node of band) this.#bandsOf[node]?.push(index);
    });
    this.#hulls = problem.bands.map((_, band) => this.#hullOf(band));
  }

  /** Recomputes the bands of a node that was moved. O(Σ|e| log|e|) over its bands. */
  refresh(node: number): void {
    for (const band of this.#bandsOf[node] ?? []) {
      this.#hulls[band] = this.#hullOf(band);
    }
  }

  /** The part of the cost that changes when `node` alone moves. */
  around(node: number): number {
    let cost = this.#crowding(node);
    this.#hulls.forEach((hull, band) => {
      if (this.#isMember[band]?.has(node)) {
        cost += AREA * hull.area + this.#intrusions(band, hull);
      } else {
        cost += this.#intrusion(hull, node);
      }
    });
    return cost;
  }

  /** The whole cost. */
  total(): number {
    let cost = 0;
    for (let node = 0; node < this.#problem.x.length; node++) {
      cost += this.#crowding(node) / 2;
    }
    this.#hulls.forEach((hull, band) => {
      cost += AREA * hull.area + this.#intrusions(band, hull);
    });
    return cost;
  }

  #crowding(node: number): number {
    const { x, y, spacing } = this.#problem;
    const ownX = x[node] ?? 0;
    const ownY = y[node] ?? 0;
    let cost = 0;
    for (let other = 0; other < x.length; other++) {
      if (other === node) continue;
      const dx = CROWDING_X * ((x[other] ?? 0) - ownX);
      const dy = (y[other] ?? 0) - ownY;
      const squared = dx * dx + dy * dy;
      if (squared >= spacing * spacing) continue;
      const shortfall = spacing - Math.sqrt(squared);
      cost += shortfall * shortfall;
    }
    return cost;
  }

  #intrusions(band: number, hull: Hull): number {
    let cost = 0;
    for (let node = 0; node < this.#problem.x.length; node++) {
      if (!this.#isMember[band]?.has(node)) cost += this.#intrusion(hull, node);
    }
    return cost;
  }

  #intrusion(hull: Hull, node: number): number {
    const { x, y } = this.#problem;
    const clearance = distanceTo(hull, x[node] ?? 0, y[node] ?? 0);
    if (clearance >= CLEARANCE) return 0;
    const cost = CLEARANCE_WEIGHT * (CLEARANCE - clearance);
    return clearance < 0 ? cost + ENCLOSURE : cost;
  }

  #hullOf(band: number): Hull {
    const { x, y, bands, radii } = this.#problem;
    const members = bands[band] ?? [];
    const widths = radii[band] ?? [];
    const points: Point[] = members.map((node) => [x[node] ?? 0, y[node] ?? 0]);
    const widest = widths.reduce((top, width) => Math.max(top, width), 0);
    return makeHull(points, widest);
  }
}

/** A convex polygon, widened; two points make a capsule, one a disc. */
interface Hull {
  readonly corners: readonly Point[];
  readonly width: number;
  /** Area of the widened polygon, square pixels. */
  readonly area: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function makeHull(points: Point[], width: number): Hull {
  const corners = polygonHull(points) ?? points;
  let doubleArea = 0;
  let perimeter = 0;
  corners.forEach(([x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length] ?? [x, y];
    doubleArea += x * nextY - nextX * y;
    perimeter += Math.hypot(nextX - x, nextY - y);
  });
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const reach = width + CLEARANCE;
  return {
    corners,
    width,
    area: Math.abs(doubleArea) / 2 + perimeter * width + Math.PI * width ** 2,
    left: Math.min(...xs) - reach,
    right: Math.max(...xs) + reach,
    top: Math.min(...ys) - reach,
    bottom: Math.max(...ys) + reach,
  };
}

/** Signed distance from a point to a widened hull, negative inside; exact up to `CLEARANCE`. */
function distanceTo(hull: Hull, x: number, y: number): number {
  if (x < hull.left || x > hull.right || y < hull.top || y > hull.bottom) {
    return CLEARANCE;
  }
  const { corners } = hull;
  let nearest = Infinity;
  let inside = corners.length > 2;
  let turn = 0;
  for (let index = 0; index < corners.length; index++) {
    const from = corners[index] ?? [0, 0];
    const to = corners[(index + 1) % corners.length] ?? from;
    const cross =
      (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]);
    if (cross !== 0) {
      if (turn !== 0 && Math.sign(cross) !== turn) inside = false;
      turn = Math.sign(cross);
    }
    nearest = Math.min(nearest, toSegment(x, y, from, to));
  }
  return (inside ? -nearest : nearest) - hull.width;
}

function toSegment(x: number, y: number, from: Point, to: Point): number {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const squared = dx * dx + dy * dy;
  const along =
    squared === 0 ? 0 : ((x - from[0]) * dx + (y - from[1]) * dy) / squared;
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(x - from[0] - share * dx, y - from[1] - share * dy);
}
