import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import { ranOnJs, type ComputeOptions } from './backend.ts';
import { peelCores } from './cores.ts';
import { countEdgeMotifs } from './edge-motifs.ts';
import { forceLayout } from './force-layout.ts';
import type { LayoutOptions } from './cpu/force-layout.ts';
import type { OverlapPairs } from './cpu/overlap-pairs.ts';
import type { ComponentLabels } from './cpu/s-components.ts';
import { sDistances, UNREACHED } from './cpu/s-distances.ts';
import { incidenceLevelsOnGpu } from './gpu/breadth-first.ts';
import { sComponentsOnGpu } from './gpu/components.ts';
import { coreNumbersOnGpu } from './gpu/core-peeling.ts';
import { forceLayoutOnGpu } from './gpu/force-layout.ts';
import {
  countOverlapPairsOnGpu,
  overlapPairsOnGpu,
} from './gpu/overlap-pairs.ts';
import { countEdgeMotifsOnGpu } from './gpu/motif-triangles.ts';
import { maximalRowsOnGpu } from './gpu/toplex-filter.ts';
import type { KernelSizes } from './kernel-spec.ts';
import { breadthFirstKernel } from './kernels/breadth-first.ts';
import { componentsKernel } from './kernels/components.ts';
import { corePeelingKernel } from './kernels/core-peeling.ts';
import { forceLayoutKernel } from './kernels/force-layout.ts';
import { motifTrianglesKernel } from './kernels/motif-triangles.ts';
import { overlapWedgesKernel } from './kernels/overlap-wedges.ts';
import { toplexFilterKernel } from './kernels/toplex-filter.ts';
import { countOverlapPairs, overlapPairs } from './overlap-pairs.ts';
import type { WorkRunner } from './planner.ts';
import { sComponents } from './s-components.ts';
import { sLevels } from './s-levels.ts';
import { findToplexes } from './toplexes.ts';

/** Both directions of a matrix, and the least overlap that counts. */
export interface LineGraphInput {
  readonly rows: Incidence;
  readonly columns: Incidence;
  /** At least 1. */
  readonly s: number;
}

/** {@link overlapPairs} where the planner says. */
export function planOverlapPairs(
  planner: WorkRunner,
  { rows, columns, s }: LineGraphInput,
  options: ComputeOptions = {},
): Promise<OverlapPairs> {
  return planner.run({
    kernel: overlapWedgesKernel,
    sizes: lineGraphSizes(rows, columns),
    options,
    gpu: (device) => overlapPairsOnGpu(device, rows, columns, { s }),
    host: (used) => overlapPairs(rows, columns, s, used),
  });
}

/** {@link countOverlapPairs} where the planner says. */
export function planOverlapCount(
  planner: WorkRunner,
  { rows, columns, s }: LineGraphInput,
  options: ComputeOptions = {},
): Promise<number> {
  return planner.run({
    kernel: overlapWedgesKernel,
    sizes: lineGraphSizes(rows, columns),
    options,
    gpu: (device) => countOverlapPairsOnGpu(device, rows, columns, s),
    host: (used) => countOverlapPairs(rows, columns, s, used),
  });
}

/** {@link sComponents} where the planner says. */
export function planComponents(
  planner: WorkRunner,
  { rows, columns, s }: LineGraphInput,
  options: ComputeOptions = {},
): Promise<ComponentLabels> {
  const sizes = lineGraphSizes(rows, columns);
  return planner.run({
    kernel: componentsKernel,
    sizes: s === 1 ? { ...sizes, wedges: 0 } : sizes,
    options,
    gpu: (device) => sComponentsOnGpu(device, rows, columns, s),
    host: (used) => sComponents(rows, columns, s, used),
  });
}

/**
 * {@link sLevels} for s = 1 where the planner says; the processor's for larger s.
 * @param options - `target`: rows that are no nearer need not be reached.
 */
export async function planLevels(
  planner: WorkRunner,
  { rows, columns, s }: LineGraphInput,
  options: ComputeOptions & {
    readonly source: number;
    readonly target?: number;
  },
): Promise<Uint32Array> {
  const { source, target } = options;
  const onHost = (used: ComputeOptions): Uint32Array => {
    if (target === undefined) {
      return sLevels(rows, columns, s, { ...used, source });
    }
    const asked = { ...used, source, target };
    return ranOnJs(used, sDistances(rows, columns, s, asked).levels);
  };
  if (s > 1) return onHost(options);
  return planner.run({
    kernel: breadthFirstKernel,
    sizes: matrixSizes(rows, columns),
    options,
    gpu: async (device) => {
      const levels = await incidenceLevelsOnGpu(device, rows, columns, source);
      return levels.rows.map((level) =>
        level === UNREACHED ? UNREACHED : level / 2,
      );
    },
    host: onHost,
  });
}

/** {@link peelCores} where the planner says. */
export function planCores(
  planner: WorkRunner,
  input: {
    readonly edges: Incidence;
    readonly nodes: Incidence;
    readonly least: Uint32Array;
  },
  options: ComputeOptions = {},
): Promise<Uint32Array> {
  const { edges, nodes, least } = input;
  return planner.run({
    kernel: corePeelingKernel,
    sizes: matrixSizes(edges, nodes),
    options,
    gpu: (device) => coreNumbersOnGpu(device, edges, nodes, least),
    host: (used) => peelCores(edges, nodes, least, used),
  });
}

/** {@link findToplexes} where the planner says. */
export function planToplexes(
  planner: WorkRunner,
  edges: Incidence,
  nodes: Incidence,
  options: ComputeOptions = {},
): Promise<Uint32Array> {
  return planner.run({
    kernel: toplexFilterKernel,
    sizes: matrixSizes(edges, nodes),
    options,
    gpu: (device) => maximalRowsOnGpu(device, edges, nodes),
    host: (used) => findToplexes(edges, nodes, used),
  });
}

/** {@link countEdgeMotifs} where the planner says. */
export function planEdgeMotifs(
  planner: WorkRunner,
  rows: Incidence,
  columns: Incidence,
  options: ComputeOptions = {},
): Promise<Float64Array> {
  const sizes = lineGraphSizes(rows, columns);
  const links = sizes.wedges ?? 0;
  return planner.run({
    kernel: motifTrianglesKernel,
    // at most so many links, and so many pairs of them at a row
    sizes: {
      ...sizes,
      items: links,
      wedges: (links * links) / Math.max(1, rowCount(rows)),
    },
    options,
    gpu: (device) => countEdgeMotifsOnGpu(device, rows, columns),
    host: (used) => countEdgeMotifs(rows, columns, used),
  });
}

/** {@link forceLayout} where the planner says; places differ a little between backends. */
export function planLayout(
  planner: WorkRunner,
  neighbors: Incidence,
  options: LayoutOptions & ComputeOptions,
): Promise<Float32Array> {
  return planner.run({
    kernel: forceLayoutKernel,
    sizes: {
      items: rowCount(neighbors),
      incidences: neighbors.members.length,
      rounds: options.steps,
    },
    options,
    gpu: (device) => forceLayoutOnGpu(device, neighbors, options),
    host: (used) => forceLayout(neighbors, { ...options, ...used }),
  });
}

function matrixSizes(rows: Incidence, columns: Incidence): KernelSizes {
  return {
    rows: rowCount(rows),
    columns: rowCount(columns),
    incidences: rows.members.length,
  };
}

/** With the wedges, which are a sum over columns: O(columns). */
function lineGraphSizes(rows: Incidence, columns: Incidence): KernelSizes {
  let wedges = 0;
  let begin = 0;
  for (const end of columns.offsets.subarray(1)) {
    const degree = end - begin;
    wedges += (degree * (degree - 1)) / 2;
    begin = end;
  }
  return { ...matrixSizes(rows, columns), wedges };
}
