import type { KernelSpec } from '../kernel-spec.ts';

/** Degrees and weighted degrees; see `shaders/degree.wgsl`. */
export const degreeKernel = {
  name: 'degree',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'offsets', access: 'read' },
    { name: 'weights', access: 'read' },
    { name: 'longRows', access: 'read' },
    { name: 'degrees', access: 'readWrite' },
    { name: 'sums', access: 'readWrite' },
  ],
  params: { rows: 'u32', longRowCount: 'u32' },
  entryPoints: {
    count: ['params', 'offsets', 'degrees'],
    sumShort: ['params', 'offsets', 'weights', 'sums'],
    sumLong: ['params', 'offsets', 'weights', 'longRows', 'sums'],
  },
  workgroupSize: 256,
  constants: { LONG_ROW: 1024 },
  accuracy:
    'count exact; weights within (length - 1) * 2^-23 of the sum of |weight|',
  efficiency: 0.85,
  work: ({ rows = 0, incidences = 0 }) => ({
    uploadBytes: (rows + incidences) * 4,
    readBytes: rows * 4,
    deviceBytes: (2 * rows + incidences) * 4,
    dispatches: 2,
    waits: 1,
    cpuSteps: rows + incidences,
  }),
} as const satisfies KernelSpec;
