import type { KernelSpec } from '../kernel-spec.ts';

/** Keys of one workgroup. */
export const RADIX_TILE = 2048;

/** A pass of the stable sort by eight bits; see `shaders/radix-sort.wgsl`. */
export const radixSortKernel = {
  name: 'radix-sort',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'keys', access: 'read' },
    { name: 'values', access: 'read' },
    { name: 'digitCounts', access: 'readWrite' },
    { name: 'digitOffsets', access: 'read' },
    { name: 'outKeys', access: 'readWrite' },
    { name: 'outValues', access: 'readWrite' },
  ],
  params: { count: 'u32', tiles: 'u32', shift: 'u32' },
  entryPoints: {
    histogram: ['params', 'keys', 'digitCounts'],
    scatterKeys: ['params', 'keys', 'digitOffsets', 'outKeys'],
    scatterPairs: [
      'params',
      'keys',
      'values',
      'digitOffsets',
      'outKeys',
      'outValues',
    ],
  },
  workgroupSize: 256,
  accuracy: 'exact',
  efficiency: 0.45,
  work: ({ items = 0 }) => ({
    uploadBytes: items * 8,
    readBytes: items * 8,
    deviceBytes: items * 80,
    dispatches: 20,
    waits: 1,
    // four counting passes on the CPU too
    cpuSteps: items * 8,
  }),
} as const satisfies KernelSpec;
