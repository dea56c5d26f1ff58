import type { Incidence } from '#hypergraph/incidence.ts';
import {
  layoutForces,
  startPlaces,
  type LayoutForces,
  type LayoutOptions,
} from '../cpu/force-layout.ts';
import type { DeviceArray } from '../device-array.ts';
import { forceLayoutKernel } from '../kernels/force-layout.ts';
import type { Plan, PlanRunner } from '../plan.ts';
import { recordRadixSort } from './radix-sort.ts';

/** Up to so many vertices every two repel each other; beyond, far ones by cells. */
const ALL_PAIRS = 20_000;

/** Cells of a side of the grid: 4096 in all, as many as vertices near one may be. */
const SIDE = 64;

/** Steps of one submission, so that no page stands still for long. */
const STEPS_AT_ONCE = 16;

/** What a step works with. */
interface Layout {
  readonly plan: Plan;
  readonly linkOffsets: DeviceArray;
  readonly linkEnds: DeviceArray;
  readonly forces: DeviceArray;
  readonly vertices: number;
  readonly byCells: boolean;
}

/** Options of {@link forceLayoutOnGpu}. */
export interface GpuLayoutOptions extends LayoutOptions {
  /** Vertices beyond which far ones repel by cells. */
  readonly allPairsUpTo?: number;
}

/** One step on a GPU, every two vertices repelling; see the twin `cpu/force-layout.ts`. */
export function layoutStepOnGpu(
  device: PlanRunner,
  neighbors: Incidence,
  places: Float32Array,
  { byCells = false, ...forces }: LayoutForces & { readonly byCells?: boolean },
): Promise<Float32Array> {
  return device.run((plan) => {
    const layout = startLayout(plan, neighbors, byCells);
    const moved = plan.allocate(places.length);
    recordStep(layout, [plan.upload(places), moved], forces);
    return plan.readFloats(moved);
  });
}

/**
 * A force-directed layout on a GPU; see the twin `cpu/force-layout.ts`. The same for the same seed on
 * one device; others differ a little, and more with every step.
 * @returns x and y of each vertex in turn.
 */
export function forceLayoutOnGpu(
  device: PlanRunner,
  neighbors: Incidence,
  options: GpuLayoutOptions,
): Promise<Float32Array> {
  const { seed, steps, allPairsUpTo = ALL_PAIRS } = options;
  const vertices = neighbors.offsets.length - 1;
  return device.run(async (plan) => {
    const layout = startLayout(plan, neighbors, vertices > allPairsUpTo);
    let places = plan.upload(startPlaces(vertices, seed));
    let moved = plan.allocate(vertices * 2);
    for (let step = 0; step < steps; step++) {
      recordStep(
        layout,
        [places, moved],
        layoutForces(vertices, step, options),
      );
      [places, moved] = [moved, places];
      if (step % STEPS_AT_ONCE === STEPS_AT_ONCE - 1) await plan.read();
    }
    return plan.readFloats(places);
  });
}

/**
 * The incidence structure as a graph: rows first, then columns, each linked to its members.
 * @remarks O(incidences)
 */
export function incidenceGraph(rows: Incidence, columns: Incidence): Incidence {
  const rowTotal = rows.offsets.length - 1;
  const incidences = rows.members.length;
  const offsets = new Uint32Array(rowTotal + columns.offsets.length);
  offsets.set(rows.offsets);
  columns.offsets.forEach((offset, column) => {
    offsets[rowTotal + column] = incidences + offset;
  });
  const members = new Uint32Array(incidences * 2);
  rows.members.forEach((column, i) => (members[i] = rowTotal + column));
  members.set(columns.members, incidences);
  return { offsets, members };
}

function startLayout(
  plan: Plan,
  { offsets, members }: Incidence,
  byCells: boolean,
): Layout {
  const vertices = offsets.length - 1;
  return {
    plan,
    linkOffsets: plan.upload(offsets),
    linkEnds: plan.upload(members),
    forces: plan.allocate(vertices * 2),
    vertices,
    byCells,
  };
}

function recordStep(
  layout: Layout,
  [places, moved]: readonly [DeviceArray, DeviceArray],
  forces: LayoutForces,
): void {
  const { plan, vertices, linkOffsets, linkEnds } = layout;
  const params = { vertices, side: SIDE, ...forces };
  const groups = Math.ceil(vertices / 256);
  if (layout.byCells) recordCells(layout, places, params);
  else {
    plan.dispatch(forceLayoutKernel, 'repelAll', {
      buffers: { places, forces: layout.forces },
      params,
      groups,
    });
  }
  plan.dispatch(forceLayoutKernel, 'place', {
    buffers: { places, forces: layout.forces, linkOffsets, linkEnds, moved },
    params,
    groups,
  });
}

function recordCells(
  { plan, vertices, forces }: Layout,
  places: DeviceArray,
  params: LayoutForces & { vertices: number; side: number },
): void {
  if (vertices === 0) return;
  const groups = Math.ceil(vertices / 256);
  const cells = SIDE * SIDE;
  const box = plan.allocate(4);
  const keys = plan.allocate(vertices);
  const vertexNumbers = plan.allocate(vertices);
  plan.dispatch(forceLayoutKernel, 'findBox', {
    buffers: { places, box },
    params,
    groups: 1,
  });
  plan.dispatch(forceLayoutKernel, 'cellKeys', {
    buffers: { places, box, keys, vertexNumbers },
    params,
    groups,
  });
  const { keys: sortedKeys, values: order = vertexNumbers } = recordRadixSort(
    plan,
    { keys, values: vertexNumbers, keyBits: Math.log2(cells) },
  );
  const starts = plan.allocate(cells + 1);
  const sums = plan.allocate(cells * 4);
  plan.dispatch(forceLayoutKernel, 'cellStarts', {
    buffers: { sortedKeys, starts },
    params,
    groups,
  });
  plan.dispatch(forceLayoutKernel, 'cellSums', {
    buffers: { places, order, starts, sums },
    params,
    groups: Math.ceil(cells / 256),
  });
  plan.dispatch(forceLayoutKernel, 'repelCells', {
    buffers: { places, forces, box, order, starts, sums },
    params,
    groups,
  });
  plan.drop(box, keys, vertexNumbers, sortedKeys);
  plan.drop(order, starts, sums);
}
