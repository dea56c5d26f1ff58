import type { KernelSpec } from '../kernel-spec.ts';

/** Later rows of one workgroup. */
export const OVERLAP_TILE = 2048;

/** Neighbours of rows with many wedges, by counting; see `shaders/overlap-tile.wgsl`. */
export const overlapTileKernel = {
  name: 'overlap-tile',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'rowOffsets', access: 'read' },
    { name: 'members', access: 'read' },
    { name: 'columnOffsets', access: 'read' },
    { name: 'columnMembers', access: 'read' },
    { name: 'listedRows', access: 'read' },
    { name: 'tileCounts', access: 'readWrite' },
    { name: 'tileOffsets', access: 'read' },
    { name: 'pairs', access: 'readWrite' },
  ],
  params: { rows: 'u32', listedCount: 'u32', tiles: 'u32', s: 'u32' },
  entryPoints: {
    count: [
      'params',
      'rowOffsets',
      'members',
      'columnOffsets',
      'columnMembers',
      'listedRows',
      'tileCounts',
    ],
    fill: [
      'params',
      'rowOffsets',
      'members',
      'columnOffsets',
      'columnMembers',
      'listedRows',
      'tileOffsets',
      'pairs',
    ],
  },
  workgroupSize: 256,
  accuracy: 'exact',
  efficiency: 0.3,
  work: ({ rows = 0, columns = 0, incidences = 0, wedges = 0, items = 0 }) => ({
    uploadBytes: (rows + columns + incidences * 2) * 4,
    readBytes: wedges,
    deviceBytes: wedges * 8 + items * rows,
    dispatches: 6,
    waits: 2,
    cpuSteps: wedges,
  }),
} as const satisfies KernelSpec;
