import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';

/** Merges of a hierarchical clustering by ascending height. */
export interface Merges {
  /** One element of each of the two clusters joined. */
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly heights: Float64Array;
}

/**
 * Average linkage (UPGMA) by chains of nearest neighbours.
 * @param distances - Square, symmetric, row by row; overwritten.
 * @throws PolyadError CANCELLED
 * @remarks Time O(n²), exact. Murtagh 1983, doi:10.1093/comjnl/26.4.354.
 */
export function averageLinkage(
  distances: Float32Array,
  n: number,
  options: LoopOptions = {},
): Merges {
  const sizes = new Uint32Array(n).fill(1);
  const alive = new Uint8Array(n).fill(1);
  const merges: [number, number, number][] = [];
  const watch = new LoopWatch(n, options);
  const chain: number[] = [];
  let first = 0;
  while (merges.length < n - 1) {
    if (chain.length === 0) {
      while (alive[first] === 0) first++;
      chain.push(first);
    }
    const top = chain.at(-1)!;
    const before = chain.at(-2);
    let nearest = before ?? -1;
    let least = before === undefined ? Infinity : distances[top * n + before]!;
    for (let other = 0; other < n; other++) {
      if (alive[other] === 0 || other === top) continue;
      const distance = distances[top * n + other]!;
      if (distance < least) [nearest, least] = [other, distance];
    }
    watch.step(merges.length, n);
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    merges.push([nearest, top, least]);
    const total = sizes[top]! + sizes[nearest]!;
    for (let other = 0; other < n; other++) {
      if (alive[other] === 0 || other === top || other === nearest) continue;
      const mean =
        (distances[top * n + other]! * sizes[top]! +
          distances[nearest * n + other]! * sizes[nearest]!) /
        total;
      distances[nearest * n + other] = mean;
      distances[other * n + nearest] = mean;
    }
    alive[top] = 0;
    sizes[nearest] = total;
  }
  watch.finish();
  merges.sort((a, b) => a[2] - b[2]);
  return {
    left: Uint32Array.from(merges, ([a]) => a),
    right: Uint32Array.from(merges, ([, b]) => b),
    heights: Float64Array.from(merges, ([, , height]) => height),
  };
}

/** Clusters after all merges of at most `height`, numbered by first element. */
export function cutAt(merges: Merges, n: number, height: number): Uint32Array {
  const parent = Uint32Array.from({ length: n }, (_, i) => i);
  const find = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  for (let m = 0; m < merges.heights.length; m++) {
    if (merges.heights[m]! > height) continue;
    const a = find(merges.left[m]!);
    const b = find(merges.right[m]!);
    parent[Math.max(a, b)] = Math.min(a, b);
  }
  const numbers = new Map<number, number>();
  return parent.map((_, i) => {
    const root = find(i);
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    return numbers.get(root)!;
  });
}
