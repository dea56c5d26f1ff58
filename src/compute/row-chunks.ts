import { PolyadError } from '#errors/polyad-error.ts';

/** Rows `first … end` and their members `firstMember … endMember`, ends exclusive. */
export interface RowChunk {
  readonly first: number;
  readonly end: number;
  readonly firstMember: number;
  readonly endMember: number;
  /** The rows' offsets, counted from the chunk's first member. */
  readonly offsets: Uint32Array;
}

/** What one chunk may hold. */
export interface ChunkLimits {
  readonly rows: number;
  readonly members: number;
}

/**
 * Cuts rows into stretches that fit a binding.
 * @param offsets - Row offsets, ascending.
 * @returns At least one chunk; each as long as the limits allow.
 * @throws PolyadError LIMIT_EXCEEDED if one row alone is too long.
 */
export function rowChunks(
  offsets: Uint32Array,
  limits: ChunkLimits,
): RowChunk[] {
  const rows = offsets.length - 1;
  const chunks: RowChunk[] = [];
  let first = 0;
  do {
    const firstMember = offsets[first] ?? 0;
    const end = lastFitting(offsets, first, limits);
    if (end === first && rows > 0) {
      const length = (offsets[first + 1] ?? 0) - firstMember;
      throw new PolyadError(
        'LIMIT_EXCEEDED',
        `Row ${first} has ${length} members; the device holds ${limits.members} at once. Use another backend.`,
        { row: first, length },
      );
    }
    chunks.push({
      first,
      end,
      firstMember,
      endMember: offsets[end] ?? firstMember,
      offsets: offsets
        .slice(first, end + 1)
        .map((offset) => offset - firstMember),
    });
    first = end;
  } while (first < rows);
  return chunks;
}

/** The largest end of a chunk that starts at `first`, by binary search. */
function lastFitting(
  offsets: Uint32Array,
  first: number,
  { rows, members }: ChunkLimits,
): number {
  const most = (offsets[first] ?? 0) + members;
  let low = first;
  let high = Math.min(offsets.length - 1, first + rows);
  while (low < high) {
    const middle = low + Math.ceil((high - low) / 2);
    if ((offsets[middle] ?? 0) <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}
