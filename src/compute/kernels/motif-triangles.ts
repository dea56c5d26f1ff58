import type { KernelSpec } from '../kernel-spec.ts';

/** Closed triples of rows by their parts; see `shaders/motif-triangles.wgsl`. */
export const motifTrianglesKernel = {
  name: 'motif-triangles',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'rowOffsets', access: 'read' },
    { name: 'members', access: 'read' },
    { name: 'laterOffsets', access: 'read' },
    { name: 'laterRows', access: 'read' },
    { name: 'overlaps', access: 'read' },
    { name: 'linkRows', access: 'read' },
    { name: 'counters', access: 'readWrite' },
  ],
  params: { firstLink: 'u32', endLink: 'u32' },
  entryPoints: {
    main: [
      'params',
      'rowOffsets',
      'members',
      'laterOffsets',
      'laterRows',
      'overlaps',
      'linkRows',
      'counters',
    ],
  },
  workgroupSize: 256,
  accuracy: 'exact below 2^64',
  efficiency: 0.2,
  // items: links of the line graph; wedges: pairs of later neighbours
  work: ({ rows = 0, incidences = 0, items = 0, wedges = 0 }) => ({
    uploadBytes: (rows * 2 + incidences + items * 3) * 4,
    readBytes: 1072,
    deviceBytes: wedges * 40,
    dispatches: 1,
    waits: 1,
    cpuSteps: wedges,
  }),
} as const satisfies KernelSpec;
