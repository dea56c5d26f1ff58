import { Random } from '#numeric/random.ts';

/** Windows that stay together when the order is shuffled. */
const BLOCK = 7;
const SHUFFLES = 199;
/** A change is sought with at least these many windows on each side. */
const LEAST = 8;
const MOST = 8;
/** A change is told where chance gives one as large this seldom. */
const LEVEL = 0.01;

/** Where the data became another. */
export interface ChangePoint {
  /** The first window after the change. */
  readonly window: number;
  /** (1 + shuffles with a change as large) / (1 + shuffles). */
  readonly p: number;
  /** What each feature adds to it: squared standardised difference of means. */
  readonly contributions: Float64Array;
}

/**
 * Change points by binary segmentation: the cut with the largest sum over
 * features of (n₁ n₂ / n) (difference of means)², each feature as its ranks,
 * scaled to unit variance. Its p is by shuffles of blocks of seven windows, so that what goes on
 * from day to day is not taken for a change; both sides are searched in turn.
 * @param columns - Values of each feature by window.
 * @remarks O(shuffles · windows · features) a cut.
 */
export function changePoints(
  columns: readonly Float64Array[],
  seed: number,
): ChangePoint[] {
  const random = new Random(seed);
  const windows = columns[0]?.length ?? 0;
  const found: ChangePoint[] = [];
  const open: [number, number][] = [[0, windows]];
  while (open.length > 0 && found.length < MOST) {
    const [begin, end] = open.shift() ?? [0, 0];
    if (end - begin < 2 * LEAST) continue;
    const part = columns.map((column) => ranked(column.subarray(begin, end)));
    const best = largestCut(part);
    let asLarge = 0;
    for (let i = 0; i < SHUFFLES; i++) {
      const order = shuffledBlocks(end - begin, random);
      const shuffled = part.map((column) =>
        Float64Array.from(order, (at) => column[at] ?? 0),
      );
      if (largestCut(shuffled).size >= best.size) asLarge++;
    }
    const p = (1 + asLarge) / (1 + SHUFFLES);
    if (p > LEVEL) continue;
    const window = begin + best.at;
    found.push({ window, p, contributions: best.contributions });
    open.push([begin, window], [window, end]);
  }
  return found.sort((a, b) => a.window - b.window);
}

interface Cut {
  readonly at: number;
  readonly size: number;
  readonly contributions: Float64Array;
}

function largestCut(columns: readonly Float64Array[]): Cut {
  const n = columns[0]?.length ?? 0;
  const left = new Float64Array(columns.length);
  let best = { at: 0, size: -1 };
  let kept = new Float64Array(columns.length);
  for (let at = 1; at <= n - LEAST; at++) {
    let size = 0;
    columns.forEach((column, k) => {
      const sum = (left[k] ?? 0) + (column[at - 1] ?? 0);
      left[k] = sum;
      // the columns have mean 0, so the right side's sum is −sum
      size += (sum * sum * n) / (at * (n - at));
    });
    if (at < LEAST || size <= best.size) continue;
    best = { at, size };
    kept = left.map((sum) => (sum * sum * n) / (at * (n - at)));
  }
  return { ...best, contributions: kept };
}

/** Mid-ranks with mean 0 and variance 1; zeros where nothing differs. */
function ranked(values: Float64Array): Float64Array {
  const order = Array.from(values, (_, i) => i).sort(
    (a, b) => (values[a] ?? 0) - (values[b] ?? 0),
  );
  const ranks = new Float64Array(values.length);
  for (let i = 0, j = 0; i < order.length; i = j) {
    const value = values[order[i] ?? 0];
    while (j < order.length && values[order[j] ?? 0] === value) j++;
    for (let k = i; k < j; k++) ranks[order[k] ?? 0] = (i + j - 1) / 2;
  }
  const mean = (values.length - 1) / 2;
  const centred = ranks.map((rank) => rank - mean);
  const squares = centred.reduce((sum, value) => sum + value * value, 0);
  const sd = Math.sqrt(squares / Math.max(1, values.length));
  return sd > 0 ? centred.map((value) => value / sd) : centred;
}

/** An order of n windows in which blocks of seven stay together, the first cut at random. */
function shuffledBlocks(n: number, random: Random): Uint32Array {
  const shift = random.int(BLOCK);
  const starts: number[] = [0];
  for (let start = shift; start < n; start += BLOCK) {
    if (start > 0) starts.push(start);
  }
  const blocks = starts.map((start, i) => [start, starts[i + 1] ?? n] as const);
  random.shuffle(blocks);
  const order = new Uint32Array(n);
  let at = 0;
  for (const [start, end] of blocks) {
    for (let window = start; window < end; window++) order[at++] = window;
  }
  return order;
}
