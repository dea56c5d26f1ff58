import { PolyadError } from '#errors/polyad-error.ts';
import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import type { Boundary } from './laplacian-operators.ts';

/** The simplices of one dimension in ascending order of their members. */
export interface SimplexList {
  /** Members of a simplex. */
  readonly width: number;
  readonly count: number;
  /** Simplex `j` is entries `j · width … (j + 1) · width`, ascending. */
  readonly members: Uint32Array;
}

/**
 * All sets of `width` columns that lie in some row.
 * @throws PolyadError CANCELLED, or LIMIT_EXCEEDED if rows have more than `limit`
 * such subsets, repeated ones counted; nothing has been listed then.
 * @remarks Time and memory O(subsets of all rows): for small complexes.
 */
export function simplicesOfSize(
  rows: Incidence,
  width: number,
  limit: number,
  options: LoopOptions = {},
): SimplexList {
  if (width === 0) return { width, count: 0, members: new Uint32Array() };
  const total = countSubsets(rows, width);
  if (total > limit) {
    throw new PolyadError(
      'LIMIT_EXCEEDED',
      `The hyperedges have ${total} subsets of ${width} members, more than ${limit}; take a lower order or leave out the largest hyperedges.`,
      { subsets: total, width, limit },
    );
  }
  const watch = new LoopWatch(rowCount(rows), options);
  const listed = new Uint32Array(total * width);
  let at = 0;
  for (let row = 0; row < rowCount(rows); row++) {
    const members = rows.members.subarray(
      rows.offsets[row],
      rows.offsets[row + 1],
    );
    const before = at;
    at = appendSubsets(members, width, listed, at);
    watch.step(row, at - before);
  }
  watch.finish();
  return withoutRepeats(listed, width);
}

function countSubsets(rows: Incidence, width: number): number {
  let total = 0;
  for (let row = 0; row < rowCount(rows); row++) {
    const size = rowLength(rows, row);
    let binomial = size < width ? 0 : 1;
    for (let k = 0; k < width && binomial > 0; k++) {
      binomial = (binomial * (size - k)) / (k + 1);
    }
    total += Math.round(binomial);
  }
  return total;
}

function appendSubsets(
  members: Uint32Array,
  width: number,
  out: Uint32Array,
  start: number,
): number {
  const size = members.length;
  if (size < width) return start;
  const chosen = Uint32Array.from({ length: width }, (_, i) => i);
  let at = start;
  for (;;) {
    for (let i = 0; i < width; i++) out[at + i] = members[chosen[i]!]!;
    at += width;
    let last = width - 1;
    while (last >= 0 && chosen[last] === size - width + last) last--;
    if (last < 0) return at;
    chosen[last]!++;
    for (let i = last + 1; i < width; i++) chosen[i] = chosen[i - 1]! + 1;
  }
}

function withoutRepeats(listed: Uint32Array, width: number): SimplexList {
  const total = listed.length / width;
  const order = Uint32Array.from({ length: total }, (_, j) => j);
  order.sort((a, b) => compare(listed, listed, width, { a, b }));
  const members = new Uint32Array(listed.length);
  let count = 0;
  for (const j of order) {
    if (
      count > 0 &&
      compare(listed, members, width, { a: j, b: count - 1 }) === 0
    )
      continue;
    members.set(listed.subarray(j * width, (j + 1) * width), count * width);
    count++;
  }
  return { width, count, members: members.slice(0, count * width) };
}

/** Order of simplex `a` of the left list and `b` of the right one. */
function compare(
  left: Uint32Array,
  right: Uint32Array,
  width: number,
  { a, b }: { a: number; b: number },
): number {
  for (let i = 0; i < width; i++) {
    const difference = left[a * width + i]! - right[b * width + i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * The boundary from `simplices` to `faces`, one dimension down: face `i` of a
 * simplex leaves out its `i`-th member and has sign (−1)ⁱ.
 * @param faces - Holds every face, or is empty where the boundary is zero.
 * @remarks Binary search: time O(simplices · width² · log faces).
 */
export function boundaryOf(
  simplices: SimplexList,
  faces: SimplexList,
): Boundary {
  const { width, count, members } = simplices;
  if (faces.width === 0) {
    return { rows: 0, columns: count, width: 0, faces: new Uint32Array() };
  }
  const indices = new Uint32Array(count * width);
  const face = new Uint32Array(width - 1);
  for (let j = 0; j < count; j++) {
    for (let i = 0; i < width; i++) {
      let at = 0;
      for (let k = 0; k < width; k++) {
        if (k !== i) face[at++] = members[j * width + k]!;
      }
      indices[j * width + i] = indexOf(faces, face);
    }
  }
  return { rows: faces.count, columns: count, width, faces: indices };
}

function indexOf(list: SimplexList, simplex: Uint32Array): number {
  let low = 0;
  let high = list.count - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compare(list.members, simplex, list.width, {
      a: middle,
      b: 0,
    });
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
