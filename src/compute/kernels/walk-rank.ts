import type { KernelSpec } from '../kernel-spec.ts';

/** Workgroups whose sums the last one adds. */
export const WALK_PARTS = 64;

/** Steps of the walk over rows and columns; see `shaders/walk-rank.wgsl`. */
export const walkRankKernel = {
  name: 'walk-rank',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'rowOffsets', access: 'read' },
    { name: 'members', access: 'read' },
    { name: 'columnOffsets', access: 'read' },
    { name: 'columnMembers', access: 'read' },
    { name: 'rank', access: 'read' },
    { name: 'shares', access: 'readWrite' },
    { name: 'moved', access: 'readWrite' },
    { name: 'parts', access: 'readWrite' },
    { name: 'change', access: 'readWrite' },
  ],
  params: { rows: 'u32', columns: 'u32', damping: 'f32', jump: 'f32' },
  entryPoints: {
    spread: [
      'params',
      'rowOffsets',
      'columnOffsets',
      'columnMembers',
      'rank',
      'shares',
    ],
    gather: ['params', 'rowOffsets', 'members', 'rank', 'shares', 'moved'],
    measure: ['params', 'rank', 'moved', 'parts'],
    conclude: ['parts', 'change'],
  },
  workgroupSize: 256,
  accuracy:
    'after n steps within n * (longest row + longest column + 4) * 2^-23, summed over rows',
  efficiency: 0.35,
  work: ({ rows = 0, columns = 0, incidences = 0, rounds = 50 }) => ({
    uploadBytes: (rows + columns + incidences * 2) * 4,
    readBytes: rows * 4,
    deviceBytes: (incidences * 20 + (rows + columns) * 8) * rounds,
    dispatches: 2.25 * rounds,
    waits: 1 + rounds / 8,
    cpuSteps: incidences * 2 * rounds,
  }),
} as const satisfies KernelSpec;
