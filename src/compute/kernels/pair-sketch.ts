import type { KernelSpec } from '../kernel-spec.ts';

/** How often members were met together; see `shaders/pair-sketch.wgsl`. */
export const pairSketchKernel = {
  name: 'pair-sketch',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'offsets', access: 'read' },
    { name: 'members', access: 'read' },
    { name: 'rowOf', access: 'read' },
    { name: 'sketch', access: 'readWrite' },
    { name: 'meetings', access: 'readWrite' },
  ],
  params: { incidences: 'u32', width: 'u32', depth: 'u32', seed: 'u32' },
  entryPoints: {
    count: ['params', 'offsets', 'members', 'rowOf', 'sketch'],
    look: ['params', 'offsets', 'members', 'rowOf', 'sketch', 'meetings'],
  },
  workgroupSize: 256,
  accuracy: 'exact modulo 2^32',
  efficiency: 0.15,
  // wedges: pairs of members of one row
  work: ({ rows = 0, incidences = 0, wedges = 0 }) => ({
    uploadBytes: (rows + incidences * 2) * 4,
    readBytes: incidences * 4,
    deviceBytes: wedges * 3 * 4 * 8,
    dispatches: 2,
    waits: 1,
    cpuSteps: wedges * 3 * 4,
  }),
} as const satisfies KernelSpec;
