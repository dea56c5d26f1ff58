import type { Incidence } from '#hypergraph/incidence.ts';
import { Random } from '#numeric/random.ts';

/** The forces of a step. */
export interface LayoutForces {
  /** Push of each vertex on each other one, over their distance. */
  readonly repulsion: number;
  /** Pull of a link, times its length. */
  readonly spring: number;
  /** Pull to the origin, times the distance. */
  readonly gravity: number;
  /** A vertex moves no further in a step. */
  readonly limit: number;
}

/** How a layout is made. */
export interface LayoutOptions extends Partial<Omit<LayoutForces, 'limit'>> {
  readonly seed: number;
  readonly steps: number;
}

/** Squared distance added to every one, so that no force is infinite. */
export const SOFTENING = 0.0001;

/**
 * Where vertices begin: in a square as large as the layout will be, x and y in turn.
 */
export function startPlaces(vertices: number, seed: number): Float32Array {
  const random = new Random(seed);
  const side = Math.sqrt(vertices);
  return Float32Array.from(
    { length: vertices * 2 },
    () => (random.float() - 0.5) * side,
  );
}

/** Forces of each step: the longest move allowed shrinks to nothing. */
export function layoutForces(
  vertices: number,
  step: number,
  { steps, repulsion = 0.2, spring = 0.1, gravity = 0.01 }: LayoutOptions,
): LayoutForces {
  const limit = 0.1 * Math.sqrt(vertices) * (1 - step / steps);
  return { repulsion, spring, gravity, limit };
}

/**
 * Places after one step of a force-directed layout.
 * @param neighbors - Row `v` lists the neighbours of `v`; symmetric.
 * @param places - x and y of each vertex in turn.
 * @remarks The twin of the kernel, in doubles; time O(vertices²). After Fruchterman and Reingold 1991,
 * doi:10.1002/spe.4380211102.
 */
export function layoutStep(
  neighbors: Incidence,
  places: Float32Array,
  forces: LayoutForces,
): Float32Array {
  return moveVertices(neighbors, places, allPushes(places), forces);
}

/** Push of all vertices on each one, x and y in turn, for a repulsion of 1. */
export function allPushes(places: Float32Array): Float64Array {
  const pushes = new Float64Array(places.length);
  for (let vertex = 0; vertex < places.length; vertex += 2) {
    for (let other = 0; other < places.length; other += 2) {
      const wayX = places[vertex]! - places[other]!;
      const wayY = places[vertex + 1]! - places[other + 1]!;
      const push = 1 / (wayX * wayX + wayY * wayY + SOFTENING);
      pushes[vertex]! += wayX * push;
      pushes[vertex + 1]! += wayY * push;
    }
  }
  return pushes;
}

/**
 * Places after a step in which vertices are pushed, pulled by their links and to the origin.
 * @param pushes - As {@link allPushes}; O(links).
 */
export function moveVertices(
  { offsets, members }: Incidence,
  places: Float32Array,
  pushes: Float64Array,
  { repulsion, spring, gravity, limit }: LayoutForces,
): Float32Array {
  const moved = new Float32Array(places.length);
  for (let vertex = 0; vertex + 1 < offsets.length; vertex++) {
    const x = places[2 * vertex]!;
    const y = places[2 * vertex + 1]!;
    let forceX = repulsion * pushes[2 * vertex]! - x * gravity;
    let forceY = repulsion * pushes[2 * vertex + 1]! - y * gravity;
    for (let i = offsets[vertex]!; i < offsets[vertex + 1]!; i++) {
      forceX += (places[2 * members[i]!]! - x) * spring;
      forceY += (places[2 * members[i]! + 1]! - y) * spring;
    }
    const size = Math.sqrt(forceX * forceX + forceY * forceY);
    const share = Math.min(1, limit / Math.max(size, 1e-9));
    moved[2 * vertex] = x + forceX * share;
    moved[2 * vertex + 1] = y + forceY * share;
  }
  return moved;
}

/** A whole layout, by {@link layoutStep}; the same for the same seed. */
export function forceLayout(
  neighbors: Incidence,
  options: LayoutOptions,
): Float32Array {
  const vertices = neighbors.offsets.length - 1;
  let places = startPlaces(vertices, options.seed);
  for (let step = 0; step < options.steps; step++) {
    const forces = layoutForces(vertices, step, options);
    places = layoutStep(neighbors, places, forces);
  }
  return places;
}
