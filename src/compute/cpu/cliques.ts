import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { GeneratedRows } from './generated-rows.ts';

/** A graph as lists of later neighbours. */
export interface ForwardGraph {
  /** Row = vertex, members = neighbours of higher number, ascending. */
  readonly offsets: Uint32Array;
  readonly members: Uint32Array;
}

/** Groups links (source < target) by source, each row ascending and without repeats. */
export function forwardGraph(
  vertexCount: number,
  source: ArrayLike<number>,
  target: ArrayLike<number>,
): ForwardGraph {
  const lists = Array.from({ length: vertexCount }, () => new Set<number>());
  for (let link = 0; link < source.length; link++) {
    const a = source[link]!;
    const b = target[link]!;
    if (a !== b) lists[Math.min(a, b)]!.add(Math.max(a, b));
  }
  const offsets = new Uint32Array(vertexCount + 1);
  lists.forEach((list, v) => (offsets[v + 1] = offsets[v]! + list.size));
  const members = new Uint32Array(offsets[vertexCount]!);
  lists.forEach((list, v) => {
    members.set(
      [...list].sort((a, b) => a - b),
      offsets[v],
    );
  });
  return { offsets, members };
}

/**
 * Adds a row for every clique of `minSize` to `maxSize` vertices that `accepts`.
 * Cliques by first vertex, each before those that extend it.
 * @throws PolyadError LIMIT_EXCEEDED, CANCELLED
 * @remarks Time O(cliques of fewer than `maxSize` vertices · neighbours).
 */
export function addCliques(
  graph: ForwardGraph,
  sizes: { readonly minSize: number; readonly maxSize: number },
  accepts: (size: number) => boolean,
  rows: GeneratedRows,
  options: LoopOptions = {},
): void {
  const { offsets, members } = graph;
  const vertexCount = offsets.length - 1;
  const watch = new LoopWatch(vertexCount, options);
  const clique: number[] = [];
  const extend = (vertex: number, candidates: Uint32Array): void => {
    clique.push(vertex);
    if (clique.length >= sizes.minSize && accepts(clique.length)) {
      for (const member of clique) rows.add(member);
      rows.endRow();
    }
    if (clique.length < sizes.maxSize) {
      for (const next of candidates) {
        const after = members.subarray(offsets[next], offsets[next + 1]);
        extend(next, common(candidates, after));
      }
    }
    watch.step(clique[0]!, 8 + candidates.length);
    clique.pop();
  };
  for (let vertex = 0; vertex < vertexCount; vertex++) {
    extend(vertex, members.subarray(offsets[vertex], offsets[vertex + 1]));
  }
  watch.finish();
}

/** What two ascending lists share. */
function common(left: Uint32Array, right: Uint32Array): Uint32Array {
  const shared = new Uint32Array(Math.min(left.length, right.length));
  let count = 0;
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    const difference = left[i]! - right[j]!;
    if (difference === 0) shared[count++] = left[i]!;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return shared.subarray(0, count);
}
