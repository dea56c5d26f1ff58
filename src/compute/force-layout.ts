import { LoopWatch } from '#numeric/cancellation.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import { ranOnJs, type ComputeOptions } from './backend.ts';
import {
  allPushes,
  layoutForces,
  moveVertices,
  SOFTENING,
  startPlaces,
  type LayoutOptions,
} from './cpu/force-layout.ts';
import { RepulsionTree } from './cpu/repulsion-tree.ts';

/** Up to so many vertices every two repel each other: a tree would save nothing. */
const ALL_PAIRS = 400;

/** Cells are opened that are seen under more than this: pushes err by at most 5 % of the largest. */
const ANGLE = 1;

/** Sources that push a vertex in a tree, about. */
const SOURCES = 200;

/**
 * A force-directed layout; the same for the same seed.
 * @param neighbors - Row `v` lists the neighbours of `v`; symmetric.
 * @returns x and y of each vertex in turn.
 * @throws PolyadError CANCELLED
 * @remarks Plain JavaScript. A step takes O(vertices · log vertices + links), by a tree over the places.
 */
export function forceLayout(
  neighbors: Incidence,
  options: LayoutOptions & ComputeOptions,
): Float32Array {
  const { seed, steps } = options;
  const vertices = rowCount(neighbors);
  const tree =
    vertices > ALL_PAIRS
      ? new RepulsionTree(vertices, ANGLE, SOFTENING)
      : undefined;
  const work = vertices * Math.min(vertices, SOURCES);
  const watch = new LoopWatch(steps, options);
  let places = startPlaces(vertices, seed);
  for (let step = 0; step < steps; step++) {
    const forces = layoutForces(vertices, step, options);
    const pushes = tree?.update(places) ?? allPushes(places);
    places = moveVertices(neighbors, places, pushes, forces);
    watch.step(step + 1, work);
  }
  watch.finish();
  return ranOnJs(options, places);
}
