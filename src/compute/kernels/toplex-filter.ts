import type { KernelSpec } from '../kernel-spec.ts';

/** Flags maximal rows; see `shaders/toplex-filter.wgsl`. */
export const toplexFilterKernel = {
  name: 'toplex-filter',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'rowOffsets', access: 'read' },
    { name: 'members', access: 'read' },
    { name: 'columnOffsets', access: 'read' },
    { name: 'columnMembers', access: 'read' },
    { name: 'flags', access: 'readWrite' },
  ],
  params: { rows: 'u32', allEmpty: 'u32' },
  entryPoints: {
    main: [
      'params',
      'rowOffsets',
      'members',
      'columnOffsets',
      'columnMembers',
      'flags',
    ],
  },
  workgroupSize: 256,
  accuracy: 'exact',
  efficiency: 0.2,
  work: ({ rows = 0, columns = 0, incidences = 0, wedges = 0 }) => ({
    uploadBytes: (rows + columns + incidences * 2) * 4,
    readBytes: rows * 4,
    deviceBytes: incidences * 16 + wedges * 4,
    dispatches: 1,
    waits: 1,
    cpuSteps: incidences * 12,
  }),
} as const satisfies KernelSpec;
