import type { KernelSpec } from '../kernel-spec.ts';

/** Rank over GF(2) of a dense matrix; see `shaders/gf2-rank.wgsl`. */
export const gf2RankKernel = {
  name: 'gf2-rank',
  bindings: [
    { name: 'params', access: 'uniform' },
    { name: 'bits', access: 'readWrite' },
    { name: 'used', access: 'readWrite' },
    { name: 'current', access: 'readWrite' },
    { name: 'masks', access: 'readWrite' },
    { name: 'pivots', access: 'readWrite' },
    { name: 'rank', access: 'readWrite' },
  ],
  params: { rows: 'u32', words: 'u32', word: 'u32' },
  entryPoints: {
    panel: ['params', 'bits', 'used', 'current', 'masks', 'pivots', 'rank'],
    eliminate: ['params', 'bits', 'used', 'masks', 'pivots'],
  },
  workgroupSize: 256,
  accuracy: 'exact',
  efficiency: 0.5,
  work: ({ rows = 0, columns = 0 }) => {
    const words = columns / 32;
    return {
      uploadBytes: rows * words * 4,
      readBytes: 4,
      // half of the words on average, with half of 32 pivots each
      deviceBytes: rows * words * words * 36,
      dispatches: 2 * words,
      waits: Math.ceil(words / 64),
      cpuSteps: (rows * Math.min(rows, columns) * words) / 4,
    };
  },
} as const satisfies KernelSpec;
