import type { KernelSpec } from '../kernel-spec.ts';

/** A step of a force-directed layout; see `shaders/force-layout.wgsl`. */
export const forceLayoutKernel = {
  name: 'force-layout',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'places', access: 'read' },
    { name: 'forces', access: 'readWrite' },
    { name: 'linkOffsets', access: 'read' },
    { name: 'linkEnds', access: 'read' },
    { name: 'moved', access: 'readWrite' },
    { name: 'box', access: 'readWrite' },
    { name: 'keys', access: 'readWrite' },
    { name: 'vertexNumbers', access: 'readWrite' },
    { name: 'sortedKeys', access: 'read' },
    { name: 'order', access: 'read' },
    { name: 'starts', access: 'readWrite' },
    { name: 'sums', access: 'readWrite' },
  ],
  params: {
    vertices: 'u32',
    side: 'u32',
    repulsion: 'f32',
    spring: 'f32',
    gravity: 'f32',
    limit: 'f32',
  },
  entryPoints: {
    repelAll: ['params', 'places', 'forces'],
    place: ['params', 'places', 'forces', 'linkOffsets', 'linkEnds', 'moved'],
    findBox: ['params', 'places', 'box'],
    cellKeys: ['params', 'places', 'box', 'keys', 'vertexNumbers'],
    cellStarts: ['params', 'sortedKeys', 'starts'],
    cellSums: ['params', 'places', 'order', 'starts', 'sums'],
    repelCells: [
      'params',
      'places',
      'forces',
      'box',
      'order',
      'starts',
      'sums',
    ],
  },
  workgroupSize: 256,
  accuracy: 'all pairs within 2^-10 of the largest force; cells approximate',
  efficiency: 0.4,
  work: ({ items = 0, incidences = 0, rounds = 100 }) => ({
    uploadBytes: items * 12 + incidences * 8,
    readBytes: items * 8,
    // twenty operations a pair count as so many bytes: it is bound by arithmetic
    deviceBytes: items * Math.min(items, 4096) * rounds * 4,
    dispatches: rounds * 2,
    waits: 1,
    // a tree: about as many sources a vertex as this
    cpuSteps: items * Math.min(items, 200) * rounds,
  }),
} as const satisfies KernelSpec;
