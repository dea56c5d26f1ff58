import type { KernelSpec } from '../kernel-spec.ts';

/** Incidence matrix times dense matrix; see `shaders/sparse-product.wgsl`. */
export const sparseProductKernel = {
  name: 'sparse-product',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'offsets', access: 'read' },
    { name: 'members', access: 'read' },
    { name: 'weights', access: 'read' },
    { name: 'dense', access: 'read' },
    { name: 'longRows', access: 'read' },
    { name: 'product', access: 'readWrite' },
  ],
  params: { rows: 'u32', columns: 'u32', longRowCount: 'u32', weighted: 'u32' },
  entryPoints: {
    short: ['params', 'offsets', 'members', 'weights', 'dense', 'product'],
    long: [
      'params',
      'offsets',
      'members',
      'weights',
      'dense',
      'longRows',
      'product',
    ],
  },
  workgroupSize: 256,
  constants: { LONG_ROW: 1024 },
  accuracy: 'within (length + 1) * 2^-23 of the sum of |terms|',
  efficiency: 0.35,
  work: ({ rows = 0, columns = 0, incidences = 0, items = 1 }) => ({
    uploadBytes: (rows + incidences + columns * items) * 4,
    readBytes: rows * items * 4,
    deviceBytes: incidences * (4 + 4 * items) + rows * items * 4,
    dispatches: 2,
    waits: 1,
    cpuSteps: incidences * items,
  }),
} as const satisfies KernelSpec;
