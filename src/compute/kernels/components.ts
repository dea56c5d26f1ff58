import type { KernelSpec } from '../kernel-spec.ts';

/** Connected components by hooking; see `shaders/components.wgsl`. */
export const componentsKernel = {
  name: 'components',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'links', access: 'read' },
    { name: 'members', access: 'read' },
    { name: 'columnOffsets', access: 'read' },
    { name: 'columnMembers', access: 'read' },
    { name: 'incidenceRows', access: 'read' },
    { name: 'wedgeOffsets', access: 'read' },
    { name: 'overlaps', access: 'read' },
    { name: 'parents', access: 'readWrite' },
  ],
  params: {
    vertices: 'u32',
    linkCount: 'u32',
    firstIncidence: 'u32',
    incidences: 'u32',
    wedges: 'u32',
  },
  entryPoints: {
    start: ['params', 'parents'],
    hookLinks: ['params', 'links', 'parents'],
    hookWedges: [
      'params',
      'members',
      'columnOffsets',
      'columnMembers',
      'incidenceRows',
      'wedgeOffsets',
      'overlaps',
      'parents',
    ],
    flatten: ['params', 'parents'],
  },
  workgroupSize: 256,
  accuracy: 'exact',
  efficiency: 0.25,
  work: ({ rows = 0, incidences = 0, wedges = 0 }) => ({
    uploadBytes: (rows + incidences * 2) * 4,
    readBytes: rows * 4,
    deviceBytes: (incidences + wedges) * 136,
    dispatches: 3,
    waits: 1,
    cpuSteps: (incidences + wedges) * 4,
  }),
} as const satisfies KernelSpec;
