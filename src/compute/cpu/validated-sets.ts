import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import {
  rowCount,
  rowLength,
  rowMembers,
  type Incidence,
} from '#hypergraph/incidence.ts';
import { binomial } from './drawn-sets.ts';
import type { SimplexList } from './simplex-lists.ts';

/** How often a set is there, beside chance. */
export interface SetEvidence {
  readonly count: number;
  /** Probability of at least so many. */
  readonly p: number;
}

/**
 * P(X ≥ count) for X binomial with `trials` and `share`.
 * @remarks O(terms that matter); relative error about 10⁻¹².
 */
export function binomialTail(
  count: number,
  trials: number,
  share: number,
): number {
  if (count <= 0 || share >= 1) return 1;
  if (share <= 0 || count > trials) return 0;
  const upper = count > trials * share;
  const start = upper ? count : count - 1;
  const step = upper ? 1 : -1;
  let term = Math.exp(logTerm(start, trials, share));
  let sum = 0;
  for (let k = start; k >= 0 && k <= trials; k += step) {
    sum += term;
    if (term < sum * 1e-17) break;
    const odds = share / (1 - share);
    term *= upper
      ? ((trials - k) / (k + 1)) * odds
      : k / (trials - k + 1) / odds;
  }
  return Math.min(1, upper ? sum : 1 - sum);
}

function logTerm(k: number, trials: number, share: number): number {
  let log = k * Math.log(share) + (trials - k) * Math.log1p(-share);
  const short = Math.min(k, trials - k);
  for (let i = 0; i < short; i++) log += Math.log((trials - i) / (i + 1));
  return log;
}

/**
 * Evidence of every class of equal rows of one length, if each column fell into
 * each of those rows independently, in proportion to how many hold it.
 * @param classes - Row = class, members = rows of one length, equal within a class.
 */
export function equalRowEvidence(
  rows: Incidence,
  classes: Incidence,
  columnCount: number,
): { readonly evidence: SetEvidence[]; readonly columns: number } {
  const degrees = new Uint32Array(columnCount);
  for (const row of classes.members) {
    for (const column of rowMembers(rows, row)) degrees[column]!++;
  }
  const trials = classes.members.length;
  const evidence = Array.from({ length: rowCount(classes) }, (_, i) => {
    const first = classes.members[classes.offsets[i]!]!;
    const count = rowLength(classes, i);
    let share = 1;
    for (const column of rowMembers(rows, first)) {
      share *= degrees[column]! / trials;
    }
    return { count, p: binomialTail(count, trials, share) };
  });
  return { evidence, columns: degrees.filter((degree) => degree > 0).length };
}

/**
 * Evidence of sets of columns, among all rows.
 * @throws PolyadError CANCELLED
 * @remarks O(sets · width · least degree · log degree).
 */
export function setEvidence(
  sets: SimplexList,
  columns: Incidence,
  rowTotal: number,
  options: LoopOptions = {},
): SetEvidence[] {
  const { width, count, members } = sets;
  const watch = new LoopWatch(count, options);
  const evidence: SetEvidence[] = [];
  for (let i = 0; i < count; i++) {
    const set = members.subarray(i * width, (i + 1) * width);
    let share = 1;
    let shared: Uint32Array | undefined;
    for (const column of set) {
      const rows = rowMembers(columns, column);
      share *= rows.length / rowTotal;
      shared = shared?.filter((row) => includesSorted(rows, row)) ?? rows;
      watch.step(i, 8 + shared.length);
    }
    const held = shared?.length ?? 0;
    evidence.push({ count: held, p: binomialTail(held, rowTotal, share) });
  }
  watch.finish();
  return evidence;
}

function includesSorted(sorted: Uint32Array, value: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === value;
}

/**
 * Smallest false discovery rate at which each is accepted, if `tests` were made,
 * of which only those listed could be small (Benjamini and Hochberg).
 */
export function falseDiscoveryRates(
  p: readonly number[],
  tests: number,
): Float64Array {
  const order = [...p.keys()].sort((a, b) => p[a]! - p[b]!);
  const rates = new Float64Array(p.length);
  let least = 1;
  for (let rank = order.length; rank > 0; rank--) {
    const i = order[rank - 1]!;
    least = Math.min(least, (p[i]! * tests) / rank);
    rates[i] = least;
  }
  return rates;
}

/** Sets of `width` out of `columns`. */
export function possibleSets(columns: number, width: number): number {
  return binomial(columns, width);
}
