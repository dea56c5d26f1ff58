import type { ReadLimits } from './format.ts';

/** Limits that any file people really have stays under. */
export const defaultReadLimits: ReadLimits = {
  recordBytes: 16 * 2 ** 20,
  columns: 4096,
  depth: 256,
  totalBytes: 256 * 2 ** 30,
};
