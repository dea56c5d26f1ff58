import type { KernelSpec } from '../kernel-spec.ts';

/** Values of one workgroup. */
export const PREFIX_SUM_BLOCK = 4096;

/** Exclusive prefix sum of u32; see `shaders/prefix-sum.wgsl`. */
export const prefixSumKernel = {
  name: 'prefix-sum',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'values', access: 'read' },
    { name: 'blockSums', access: 'readWrite' },
    { name: 'blockOffsets', access: 'read' },
    { name: 'sums', access: 'readWrite' },
  ],
  params: { count: 'u32', base: 'u32' },
  entryPoints: {
    reduce: ['params', 'values', 'blockSums'],
    scan: ['params', 'values', 'blockOffsets', 'sums'],
  },
  workgroupSize: 256,
  accuracy: 'exact',
  efficiency: 0.75,
  work: ({ items = 0 }) => ({
    uploadBytes: items * 4,
    readBytes: items * 4,
    deviceBytes: items * 12,
    dispatches: 1 + 2 * Math.ceil(Math.log(items + 1) / Math.log(4096)),
    waits: 1,
    cpuSteps: items,
  }),
} as const satisfies KernelSpec;
