import type { Incidence } from '#hypergraph/incidence.ts';

/** Wedges of each incidence: how many later rows hold its column too. */
export interface WedgeCounts {
  /** In the rows' order of incidences. */
  readonly ofIncidence: Uint32Array;
  /** Sums for each row; doubles, because a sum may exceed 32 bits. */
  readonly ofRow: Float64Array;
}

/** Incidences `first … end` and where the wedges of each begin, counted from the chunk's first. */
export interface WedgeChunk {
  readonly first: number;
  readonly end: number;
  readonly wedges: number;
  /** Length `end − first + 1`. */
  readonly wedgeOffsets: Uint32Array;
}

/**
 * @remarks Time O(incidences). Columns are walked in order, so each row meets its own in order.
 */
export function countWedges(rows: Incidence, columns: Incidence): WedgeCounts {
  const next = rows.offsets.slice();
  const ofIncidence = new Uint32Array(rows.members.length);
  const ofRow = new Float64Array(rows.offsets.length - 1);
  let begin = 0;
  for (const end of columns.offsets.subarray(1)) {
    for (let i = begin; i < end; i++) {
      const row = columns.members[i] ?? 0;
      const at = next[row] ?? 0;
      next[row] = at + 1;
      ofIncidence[at] = end - 1 - i;
      ofRow[row] = (ofRow[row] ?? 0) + end - 1 - i;
    }
    begin = end;
  }
  return { ofIncidence, ofRow };
}

/**
 * Cuts incidences into chunks of at most `most` wedges; one incidence alone may have more. Chunks
 * without wedges are left out.
 */
export function* wedgeChunks(
  ofIncidence: Uint32Array,
  most: number,
): Generator<WedgeChunk> {
  let first = 0;
  while (first < ofIncidence.length) {
    let end = first;
    let wedges = 0;
    while (end < ofIncidence.length) {
      const more = ofIncidence[end] ?? 0;
      if (end > first && wedges + more > most) break;
      wedges += more;
      end++;
    }
    if (wedges > 0) yield chunkOf(ofIncidence, first, end);
    first = end;
  }
}

function chunkOf(
  ofIncidence: Uint32Array,
  first: number,
  end: number,
): WedgeChunk {
  const wedgeOffsets = new Uint32Array(end - first + 1);
  let wedges = 0;
  for (let i = first; i < end; i++) {
    wedges += ofIncidence[i] ?? 0;
    wedgeOffsets[i - first + 1] = wedges;
  }
  return { first, end, wedges, wedgeOffsets };
}

/** The row of each incidence; O(incidences). */
export function rowsOfIncidences({ offsets, members }: Incidence): Uint32Array {
  const rows = new Uint32Array(members.length);
  for (let row = 0; row + 1 < offsets.length; row++) {
    rows.fill(row, offsets[row], offsets[row + 1]);
  }
  return rows;
}
