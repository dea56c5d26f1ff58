import type { KernelSpec } from '../kernel-spec.ts';

/** A level of a breadth-first search; see `shaders/breadth-first.wgsl`. */
export const breadthFirstKernel = {
  name: 'breadth-first',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'offsets', access: 'read' },
    { name: 'members', access: 'read' },
    { name: 'levels', access: 'readWrite' },
    { name: 'reached', access: 'readWrite' },
  ],
  params: {
    sourceBase: 'u32',
    sourceCount: 'u32',
    targetBase: 'u32',
    targetCount: 'u32',
    level: 'u32',
    slot: 'u32',
  },
  entryPoints: {
    push: ['params', 'offsets', 'members', 'levels', 'reached'],
    pull: ['params', 'offsets', 'members', 'levels', 'reached'],
  },
  workgroupSize: 256,
  accuracy: 'exact',
  efficiency: 0.2,
  work: ({ rows = 0, columns = 0, incidences = 0, rounds = 16 }) => ({
    uploadBytes: (rows + columns + incidences * 2) * 4,
    readBytes: (rows + columns) * 4,
    deviceBytes: incidences * 8 + (rows + columns) * 4 * rounds,
    dispatches: rounds,
    waits: 1 + Math.ceil(rounds / 8),
    cpuSteps: incidences * 2,
  }),
} as const satisfies KernelSpec;
