import type { LoopWatch } from '#numeric/cancellation.ts';
import {
  gapBetween,
  gapToDiagonal,
  type DiagramPoint,
} from './diagram-gaps.ts';

/**
 * The least δ for which the points of two diagrams can be matched one to one, or
 * to the diagonal, with no coordinate moved by more than δ.
 * @remarks Binary search over the distances that occur, each tried with augmenting
 * paths from layers (Hopcroft and Karp 1973, doi:10.1137/0202019): O(n² √n log n).
 */
export function bottleneckMatching(
  left: readonly DiagramPoint[],
  right: readonly DiagramPoint[],
  watch: LoopWatch,
): number {
  const gaps = new Set<number>([0]);
  for (const a of left) gaps.add(gapToDiagonal(a));
  for (const b of right) gaps.add(gapToDiagonal(b));
  for (const a of left) for (const b of right) gaps.add(gapBetween(a, b));
  const candidates = Float64Array.from(gaps).sort();
  let low = 0;
  let high = candidates.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    watch.step(0, left.length * right.length);
    if (isPerfect(left, right, candidates[middle]!)) high = middle;
    else low = middle + 1;
  }
  return candidates[low]!;
}

/**
 * Whether all can be matched within `reach`. Points that reach the diagonal need
 * no partner, so what counts is whether the others can all be matched: those on
 * the left and those on the right at once, which two one-sided matchings imply
 * (Mendelsohn and Dulmage 1958).
 */
function isPerfect(
  left: readonly DiagramPoint[],
  right: readonly DiagramPoint[],
  reach: number,
): boolean {
  return coversFar(left, right, reach) && coversFar(right, left, reach);
}

/** Whether all points of `own` too far from the diagonal find partners of their own. */
function coversFar(
  own: readonly DiagramPoint[],
  others: readonly DiagramPoint[],
  reach: number,
): boolean {
  const far = own.filter((point) => gapToDiagonal(point) > reach);
  const near = far.map((point) =>
    Array.from(others.keys()).filter(
      (j) => gapBetween(point, others[j]!) <= reach,
    ),
  );
  return matchAll(near, others.length);
}

/** Whether every list can be given one of its entries, none twice. */
function matchAll(
  lists: readonly (readonly number[])[],
  count: number,
): boolean {
  const ownerOf = new Int32Array(count).fill(-1);
  const entryOf = new Int32Array(lists.length).fill(-1);
  const layer = new Int32Array(lists.length);
  for (let matched = 0; matched < lists.length;) {
    if (!buildLayers(lists, ownerOf, entryOf, layer)) return false;
    const next = new Uint32Array(lists.length);
    const state = { lists, ownerOf, entryOf, layer, next };
    for (let i = 0; i < lists.length; i++) {
      if (entryOf[i] === -1 && augment(state, i)) matched++;
    }
  }
  return true;
}

/** Breadth-first from the unmatched lists. @returns Whether a free entry was met. */
function buildLayers(
  lists: readonly (readonly number[])[],
  ownerOf: Int32Array,
  entryOf: Int32Array,
  layer: Int32Array,
): boolean {
  layer.fill(-1);
  const queue: number[] = [];
  lists.forEach((_, i) => {
    if (entryOf[i] !== -1) return;
    layer[i] = 0;
    queue.push(i);
  });
  let isFree = false;
  for (const i of queue) {
    for (const entry of lists[i]!) {
      const owner = ownerOf[entry]!;
      if (owner === -1) isFree = true;
      else if (layer[owner] === -1) {
        layer[owner] = layer[i]! + 1;
        queue.push(owner);
      }
    }
  }
  return isFree;
}

interface Matching {
  readonly lists: readonly (readonly number[])[];
  readonly ownerOf: Int32Array;
  readonly entryOf: Int32Array;
  readonly layer: Int32Array;
  /** First entry of each list not tried in these layers. */
  readonly next: Uint32Array;
}

function augment(state: Matching, start: number): boolean {
  const { lists, ownerOf, entryOf, layer, next } = state;
  const path = [start];
  for (;;) {
    const i = path[path.length - 1];
    if (i === undefined) return false;
    const entry = lists[i]![next[i]!];
    if (entry === undefined) {
      path.pop();
      const previous = path[path.length - 1];
      if (previous !== undefined) next[previous]!++;
      continue;
    }
    const owner = ownerOf[entry]!;
    if (owner === -1) break;
    if (layer[owner] === layer[i]! + 1) path.push(owner);
    else next[i]!++;
  }
  for (const i of path) {
    const entry = lists[i]![next[i]!++]!;
    ownerOf[entry] = i;
    entryOf[i] = entry;
  }
  return true;
}
