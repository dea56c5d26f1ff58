import type { KernelSpec } from '../kernel-spec.ts';

/** Rows of one workgroup, on either side. */
export const BITMAP_SIDE = 16;

/** Overlaps of every two rows of a dense block; see `shaders/bitmap-overlap.wgsl`. */
export const bitmapOverlapKernel = {
  name: 'bitmap-overlap',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'bits', access: 'read' },
    { name: 'overlaps', access: 'readWrite' },
  ],
  params: { rows: 'u32', words: 'u32', blocks: 'u32' },
  entryPoints: { main: ['params', 'bits', 'overlaps'] },
  workgroupSize: 256,
  accuracy: 'exact',
  efficiency: 0.5,
  work: ({ rows = 0, columns = 0 }) => ({
    uploadBytes: (rows * columns) / 8,
    readBytes: rows * rows * 4,
    deviceBytes: (rows * rows * columns) / 64,
    dispatches: 1,
    waits: 1,
    cpuSteps: (rows * rows * columns) / 64,
  }),
} as const satisfies KernelSpec;
