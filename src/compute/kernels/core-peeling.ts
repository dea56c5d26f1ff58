import type { KernelSpec } from '../kernel-spec.ts';

/** Rounds of peeling; see `shaders/core-peeling.wgsl`. */
export const corePeelingKernel = {
  name: 'core-peeling',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'edgeOffsets', access: 'read' },
    { name: 'edgeMembers', access: 'read' },
    { name: 'nodeOffsets', access: 'read' },
    { name: 'nodeMembers', access: 'read' },
    { name: 'least', access: 'read' },
    { name: 'sizes', access: 'readWrite' },
    { name: 'degrees', access: 'readWrite' },
    { name: 'alive', access: 'readWrite' },
    { name: 'cores', access: 'readWrite' },
    { name: 'state', access: 'readWrite' },
  ],
  params: { edges: 'u32', nodes: 'u32' },
  entryPoints: {
    startEdges: ['params', 'edgeOffsets', 'sizes', 'alive'],
    startNodes: ['params', 'nodeOffsets', 'degrees', 'cores', 'state'],
    peelEdges: [
      'params',
      'edgeOffsets',
      'edgeMembers',
      'least',
      'sizes',
      'degrees',
      'alive',
    ],
    peelNodes: [
      'params',
      'nodeOffsets',
      'nodeMembers',
      'sizes',
      'degrees',
      'cores',
      'state',
    ],
    advance: ['state'],
  },
  workgroupSize: 256,
  accuracy: 'exact',
  efficiency: 0.2,
  work: ({ rows = 0, columns = 0, incidences = 0, rounds = 400 }) => ({
    uploadBytes: (rows + columns + incidences * 2) * 4,
    readBytes: columns * 4,
    deviceBytes: incidences * 16 + (rows + columns) * 8 * rounds,
    dispatches: 3 * rounds,
    waits: rounds / 32,
    cpuSteps: incidences * 4,
  }),
} as const satisfies KernelSpec;
