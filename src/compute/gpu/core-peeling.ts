import type { Incidence } from '#hypergraph/incidence.ts';
import { corePeelingKernel } from '../kernels/core-peeling.ts';
import type { PlanRunner } from '../plan.ts';

/** Rounds between two looks at whether all is peeled. */
const ROUNDS_AT_ONCE = 32;

const STATE_WORDS = 4;
const DONE = 3;

/** Core numbers of nodes on a GPU; see the twin `cpu/core-peeling.ts`. */
export function coreNumbersOnGpu(
  device: PlanRunner,
  edges: Incidence,
  nodes: Incidence,
  least: Uint32Array,
): Promise<Uint32Array> {
  const edgeTotal = edges.offsets.length - 1;
  const nodeTotal = nodes.offsets.length - 1;
  const params = { edges: edgeTotal, nodes: nodeTotal };
  const edgeGroups = Math.ceil(edgeTotal / 256);
  const nodeGroups = Math.ceil(nodeTotal / 256);
  return device.run(async (plan) => {
    const buffers = {
      edgeOffsets: plan.upload(edges.offsets),
      edgeMembers: plan.upload(edges.members),
      nodeOffsets: plan.upload(nodes.offsets),
      nodeMembers: plan.upload(nodes.members),
      least: plan.upload(least),
      sizes: plan.allocate(edgeTotal),
      degrees: plan.allocate(nodeTotal),
      alive: plan.allocate(edgeTotal),
      cores: plan.allocate(nodeTotal),
      state: plan.allocate(STATE_WORDS),
    };
    const start = { buffers, params };
    plan.dispatch(corePeelingKernel, 'startEdges', {
      ...start,
      groups: edgeGroups,
    });
    plan.dispatch(corePeelingKernel, 'startNodes', {
      ...start,
      groups: Math.max(1, nodeGroups),
    });
    for (;;) {
      for (let round = 0; round < ROUNDS_AT_ONCE; round++) {
        plan.dispatch(corePeelingKernel, 'peelEdges', {
          ...start,
          groups: edgeGroups,
        });
        plan.dispatch(corePeelingKernel, 'peelNodes', {
          ...start,
          groups: nodeGroups,
        });
        plan.dispatch(corePeelingKernel, 'advance', { buffers, groups: 1 });
      }
      const [state, cores] = await plan.read(buffers.state, buffers.cores);
      if (state?.[DONE] === 1 && cores !== undefined) return cores;
    }
  });
}
