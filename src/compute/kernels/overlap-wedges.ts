import type { KernelSpec } from '../kernel-spec.ts';

/** Pairs of overlapping rows, a wedge at a time; see `shaders/overlap-wedges.wgsl`. */
export const overlapWedgesKernel = {
  name: 'overlap-wedges',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'rowOffsets', access: 'read' },
    { name: 'members', access: 'read' },
    { name: 'columnOffsets', access: 'read' },
    { name: 'columnMembers', access: 'read' },
    { name: 'incidenceRows', access: 'read' },
    { name: 'wedgeOffsets', access: 'read' },
    { name: 'flags', access: 'readWrite' },
    { name: 'overlaps', access: 'readWrite' },
    { name: 'positions', access: 'read' },
    { name: 'pairs', access: 'readWrite' },
  ],
  params: {
    firstIncidence: 'u32',
    incidences: 'u32',
    wedges: 'u32',
    s: 'u32',
  },
  entryPoints: {
    test: [
      'params',
      'rowOffsets',
      'members',
      'columnOffsets',
      'columnMembers',
      'incidenceRows',
      'wedgeOffsets',
      'flags',
      'overlaps',
    ],
    fill: [
      'params',
      'members',
      'columnOffsets',
      'columnMembers',
      'incidenceRows',
      'wedgeOffsets',
      'overlaps',
      'positions',
      'pairs',
    ],
  },
  workgroupSize: 128,
  accuracy: 'exact',
  efficiency: 0.3,
  work: ({ rows = 0, columns = 0, incidences = 0, wedges = 0 }) => ({
    uploadBytes: (rows + columns + incidences * 4) * 4,
    // as many pairs as an eighth of the wedges, a guess
    readBytes: wedges * 1.5,
    deviceBytes: wedges * 120,
    dispatches: 8 * Math.ceil(wedges / 2 ** 23),
    waits: 2 * Math.ceil(wedges / 2 ** 23),
    cpuSteps: wedges + incidences,
  }),
} as const satisfies KernelSpec;
