import type { KernelSpec } from '../kernel-spec.ts';

/** Keeps flagged values; see `shaders/stream-compaction.wgsl`. */
export const streamCompactionKernel = {
  name: 'stream-compaction',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'values', access: 'read' },
    { name: 'flags', access: 'read' },
    { name: 'positions', access: 'read' },
    { name: 'kept', access: 'readWrite' },
  ],
  params: { count: 'u32' },
  entryPoints: { main: ['params', 'values', 'flags', 'positions', 'kept'] },
  workgroupSize: 256,
  accuracy: 'exact',
  efficiency: 0.6,
  work: ({ items = 0 }) => ({
    uploadBytes: items * 8,
    readBytes: items * 4,
    deviceBytes: items * 20,
    dispatches: 4,
    waits: 1,
    cpuSteps: items,
  }),
} as const satisfies KernelSpec;
