import { LoopWatch } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '../backend.ts';
import { copyOut, withKernels } from './kernels.ts';
import { putMatrix } from './matrix.ts';

/**
 * Core number of every node; equals its oracle `cpu/cores.ts` exactly.
 * @param least - Per edge: it lives while it has at least this many live members.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 * @remarks Takes all nodes of least live degree at once, in waves whose loops
 * have no branches, and asks for rows a few at a time before it walks them, so
 * that memory accesses overlap. Where all edges need
 * two members, or all of them, a leaner state of edges does.
 */
export function peelCores(
  edges: Incidence,
  nodes: Incidence,
  least: Uint32Array,
  options: ComputeOptions = {},
): Uint32Array {
  return withKernels({ ...options, threads: 1 }, (kernels) => {
    const { memory, run } = kernels;
    const matrix = putMatrix(kernels, edges, nodes);
    const edgeTotal = matrix.rows;
    const nodeTotal = matrix.columns;
    const watch = new LoopWatch(nodeTotal, options);
    const rule = ruleOf(edges, least);
    const cores = memory.zeros(nodeTotal);
    const arrays = memory.struct(
      edgeTotal,
      nodeTotal,
      matrix.offsets,
      matrix.members,
      matrix.columnOffsets,
      matrix.columnMembers,
      memory.words(nodeTotal),
      memory.words(nodeTotal),
      memory.words(nodeTotal + 1),
      memory.words(edgeTotal + 1),
      memory.words(2 * edgeTotal),
      cores,
      rule === 'sizedCores' ? memory.put(least) : 0,
      matrix.longestRow,
    );
    run[rule](arrays);
    let left = nodeTotal;
    while (left > 0) {
      left = run[WAVES[rule]](arrays, WORK_AT_ONCE);
      watch.step(nodeTotal - left, WORK_AT_ONCE);
    }
    watch.finish();
    return copyOut(kernels, cores, nodeTotal);
  });
}

/** What begins a rule, and what goes on with it. */
const WAVES = {
  pairCores: 'pairWaves',
  wholeEdgeCores: 'wholeEdgeWaves',
  sizedCores: 'sizedWaves',
} as const;

type Rule = keyof typeof WAVES;

/** Incidences a call of the kernel goes through: between calls the work can be stopped. */
const WORK_AT_ONCE = 1 << 20;

function ruleOf(edges: Incidence, least: Uint32Array): Rule {
  if (least.every((needed) => needed === 2)) return 'pairCores';
  for (let edge = 0; edge < rowCount(edges); edge++) {
    if (least[edge] !== rowLength(edges, edge)) return 'sizedCores';
  }
  return 'wholeEdgeCores';
}
