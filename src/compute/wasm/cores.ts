import { throwIfStopped } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '../backend.ts';
import { copyOut, withKernels } from './kernels.ts';
import { putMatrix } from './matrix.ts';

/**
 * Core number of every node; equals its oracle `cpu/cores.ts` exactly.
 * @param least - Per edge: it lives while it has at least this many live members.
 * @throws PolyadError CANCELLED (before or after, not meanwhile), LIMIT_EXCEEDED
 * @remarks Takes all nodes of least live degree at once, in waves whose loops
 * have no branches, so that their memory accesses overlap. Where all edges need
 * two members, or all of them, a leaner state of edges does.
 */
export function peelCores(
  edges: Incidence,
  nodes: Incidence,
  least: Uint32Array,
  options: ComputeOptions = {},
): Uint32Array {
  return withKernels({ ...options, threads: 1 }, (kernels) => {
    throwIfStopped(options.signal);
    const { memory, run } = kernels;
    const matrix = putMatrix(kernels, edges, nodes);
    const edgeTotal = matrix.rows;
    const nodeTotal = matrix.columns;
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
    );
    run[rule](arrays);
    throwIfStopped(options.signal);
    options.onProgress?.(nodeTotal, nodeTotal);
    return copyOut(kernels, cores, nodeTotal);
  });
}

type Rule = 'pairCores' | 'wholeEdgeCores' | 'sizedCores';

function ruleOf(edges: Incidence, least: Uint32Array): Rule {
  if (least.every((needed) => needed === 2)) return 'pairCores';
  for (let edge = 0; edge < rowCount(edges); edge++) {
    if (least[edge] !== rowLength(edges, edge)) return 'sizedCores';
  }
  return 'wholeEdgeCores';
}
