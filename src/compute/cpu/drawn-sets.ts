import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Random } from '#numeric/random.ts';
import type { GeneratedRows } from './generated-rows.ts';

/** `take` different items of those numbered from `start`, `size` of them. */
export interface Pool {
  readonly start: number;
  readonly size: number;
  readonly take: number;
}

/** C(n, k); exact while n · C(n, k) is below 2⁵³. */
export function binomial(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  const short = Math.min(k, n - k);
  let value = 1;
  for (let i = 1; i <= short; i++) value = (value * (n - short + i)) / i;
  return value;
}

/** Sets that take from each pool what it says. */
export function countSets(pools: readonly Pool[]): number {
  return pools.reduce((all, pool) => all * binomial(pool.size, pool.take), 1);
}

/**
 * Adds each set that takes from the pools what they say, as a row, with
 * probability `p`, independently.
 * @throws PolyadError LIMIT_EXCEEDED, CANCELLED
 * @remarks Skips from one to the next; time O(rows made · size² · log pool). Of
 * more sets than a double can number as many as a Poisson variable says, all
 * different: the binomial is within p of that in total variation (Le Cam).
 */
export function drawSets(
  pools: readonly Pool[],
  p: number,
  { random, rows }: { random: Random; rows: GeneratedRows },
  options: LoopOptions = {},
): void {
  const total = countSets(pools);
  if (total === 0 || p <= 0) return;
  const size = pools.reduce((sum, pool) => sum + pool.take, 0);
  rows.price(total * Math.min(1, p) * size);
  const watch = new LoopWatch(Math.ceil(total * p), options);
  const widest = Math.max(...pools.map((pool) => pool.size));
  if (total > Number.MAX_SAFE_INTEGER / widest) {
    drawFromMany(pools, total * p, { random, rows, watch });
    return;
  }
  const logOut = p < 1 ? Math.log1p(-p) : -Infinity;
  let done = 0;
  for (let at = 0; ; at++) {
    if (p < 1) at += Math.floor(Math.log1p(-random.float()) / logOut);
    if (at >= total) break;
    addSetAt(pools, at, rows);
    rows.endRow();
    watch.step(++done, 64);
  }
  watch.finish();
}

function drawFromMany(
  pools: readonly Pool[],
  mean: number,
  {
    random,
    rows,
    watch,
  }: { random: Random; rows: GeneratedRows; watch: LoopWatch },
): void {
  const seen = new Set<string>();
  let done = 0;
  for (let sum = random.exponential(1); sum < mean;) {
    const drawn = pools.flatMap((pool) => drawDistinct(pool, random));
    const key = drawn.sort((a, b) => a - b).join();
    if (seen.has(key)) continue;
    seen.add(key);
    for (const member of drawn) rows.add(member);
    rows.endRow();
    watch.step(++done, 64);
    sum += random.exponential(1);
  }
  watch.finish();
}

/** `take` different items of a pool, each set equally likely (Floyd); O(take). */
export function drawDistinct(
  { start, size, take }: Pool,
  random: Random,
): number[] {
  const drawn = new Set<number>();
  for (let last = size - take; last < size; last++) {
    const item = start + random.int(last + 1);
    drawn.add(drawn.has(item) ? start + last : item);
  }
  return [...drawn];
}

/** The set with number `index`: pools as digits, within one by the combinatorial number system. */
function addSetAt(
  pools: readonly Pool[],
  index: number,
  rows: GeneratedRows,
): void {
  let rest = index;
  for (const { start, size, take } of pools) {
    const sets = binomial(size, take);
    let rank = rest % sets;
    rest = Math.floor(rest / sets);
    let below = size;
    for (let k = take; k > 0; k--) {
      const item = largestWithin(k, rank, below);
      rank -= binomial(item, k);
      rows.add(start + item);
      below = item;
    }
  }
}

/** Largest item < `below` with C(item, k) ≤ rank. */
function largestWithin(k: number, rank: number, below: number): number {
  let low = k - 1;
  let high = below - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (binomial(middle, k) <= rank) low = middle;
    else high = middle - 1;
  }
  return low;
}
