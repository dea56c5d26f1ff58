import type { KernelSpec } from '../kernel-spec.ts';

/** Copies words: the measure of other kernels; see `shaders/copy.wgsl`. */
export const copyKernel = {
  name: 'copy',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'source', access: 'read' },
    { name: 'copied', access: 'readWrite' },
  ],
  params: { count: 'u32' },
  entryPoints: { main: ['params', 'source', 'copied'] },
  workgroupSize: 256,
  accuracy: 'exact',
  efficiency: 1,
  work: ({ items = 0 }) => ({
    uploadBytes: items * 4,
    readBytes: items * 4,
    deviceBytes: items * 8,
    dispatches: 1,
    waits: 1,
    cpuSteps: items / 4,
  }),
} as const satisfies KernelSpec;
