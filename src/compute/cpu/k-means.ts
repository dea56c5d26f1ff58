import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Random } from '#numeric/random.ts';

/** Points in rows: coordinate `j` of point `i` at `i * dimensions + j`. */
export interface PointCloud {
  readonly points: Float64Array;
  readonly dimensions: number;
}

/** Nearest centres and how near. */
export interface Clusters {
  readonly labels: Uint32Array;
  /** Σ squared distances to the centre. */
  readonly cost: number;
}

/**
 * Lloyd's k-means from k-means++ centres; the best of several starts.
 * @throws PolyadError CANCELLED
 * @remarks O(points · k · dimensions) a round. Arthur and Vassilvitskii 2007.
 */
export function kMeans(
  cloud: PointCloud,
  k: number,
  random: Random,
  options: LoopOptions & { readonly starts: number },
): Clusters {
  const watch = new LoopWatch(options.starts, options);
  let best: Clusters | undefined;
  for (let start = 0; start < options.starts; start++) {
    const found = lloyd(cloud, spreadCentres(cloud, k, random), watch);
    if (best === undefined || found.cost < best.cost) best = found;
  }
  watch.finish();
  return best ?? { labels: new Uint32Array(), cost: 0 };
}

function lloyd(
  cloud: PointCloud,
  centres: Float64Array,
  watch: LoopWatch,
): Clusters {
  const { points, dimensions: d } = cloud;
  const n = points.length / d;
  const k = centres.length / d;
  const labels = new Uint32Array(n).fill(k);
  for (let round = 0; ; round++) {
    let changed = false;
    let cost = 0;
    for (let i = 0; i < n; i++) {
      let nearest = 0;
      let least = Infinity;
      for (let c = 0; c < k; c++) {
        const distance = squared(points, i * d, centres, c * d, d);
        if (distance < least) [nearest, least] = [c, distance];
      }
      watch.step(0, k * d);
      changed ||= labels[i] !== nearest;
      labels[i] = nearest;
      cost += least;
    }
    if (!changed || round === 300) return { labels, cost };
    moveCentres(cloud, labels, centres);
  }
}

/** Each centre to the mean of its points; one without points stays. */
function moveCentres(
  { points, dimensions: d }: PointCloud,
  labels: Uint32Array,
  centres: Float64Array,
): void {
  const sums = new Float64Array(centres.length);
  const counts = new Uint32Array(centres.length / d);
  labels.forEach((label, i) => {
    counts[label]!++;
    for (let j = 0; j < d; j++) sums[label * d + j]! += points[i * d + j]!;
  });
  counts.forEach((count, c) => {
    if (count === 0) return;
    for (let j = 0; j < d; j++) centres[c * d + j] = sums[c * d + j]! / count;
  });
}

/** Points as centres, each with probability in proportion to its squared distance from those before. */
function spreadCentres(
  { points, dimensions: d }: PointCloud,
  k: number,
  random: Random,
): Float64Array {
  const n = points.length / d;
  const centres = new Float64Array(k * d);
  const distances = new Float64Array(n).fill(Infinity);
  let chosen = random.int(n);
  for (let c = 0; c < k; c++) {
    centres.set(points.subarray(chosen * d, (chosen + 1) * d), c * d);
    let total = 0;
    for (let i = 0; i < n; i++) {
      const distance = squared(points, i * d, centres, c * d, d);
      distances[i] = Math.min(distances[i]!, distance);
      total += distances[i]!;
    }
    let rest = random.float() * total;
    chosen = 0;
    while (chosen < n - 1 && rest >= distances[chosen]!) {
      rest -= distances[chosen++]!;
    }
  }
  return centres;
}

function squared(
  a: Float64Array,
  at: number,
  b: Float64Array,
  bt: number,
  d: number,
): number {
  let sum = 0;
  for (let j = 0; j < d; j++) sum += (a[at + j]! - b[bt + j]!) ** 2;
  return sum;
}
