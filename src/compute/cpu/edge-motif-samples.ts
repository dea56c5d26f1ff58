import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { Random } from '#numeric/random.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import { isOpenMotif, motifOfCode, motifPatterns } from './motif-codes.ts';
import { neighborCounts } from './neighbor-counts.ts';
import { WedgeCounter } from './wedge-counter.ts';

/** How {@link sampleEdgeMotifs} draws. */
export interface MotifSampling extends LoopOptions {
  /** Pairs to draw, at least 2. */
  readonly samples: number;
  readonly seed: number;
  /** How many rows meet each row, itself left out; counted where not given. */
  readonly neighbors?: Uint32Array | undefined;
}

/** Estimates with standard errors. */
export interface MotifEstimates {
  /** Per pattern, in the order of `motifPatterns`. */
  readonly counts: Float64Array;
  readonly errors: Float64Array;
  /** Standard error of the sum of `counts`. */
  readonly totalError: number;
}

/**
 * Estimates the counts of the 26 patterns from pairs of meeting rows, drawn
 * uniformly with replacement: a pattern on a drawn pair stands for
 * pairs / samples patterns, shared between the two (open) or three (closed)
 * pairs it has.
 * @param rows - Different and not empty.
 * @throws PolyadError CANCELLED
 * @remarks A pair is a row, drawn by its number of neighbours, and one of these.
 * Time O(Σ d² over column lengths, once) + O(neighbours of the two rows) a
 * sample; memory O(rows). Errors are those of the mean of independent draws.
 */
export function sampleEdgeMotifs(
  rows: Incidence,
  columns: Incidence,
  { samples, seed, neighbors, ...options }: MotifSampling,
): MotifEstimates {
  const patterns = motifPatterns.length;
  const sums = new Float64Array(patterns);
  const squares = new Float64Array(patterns);
  let totalSum = 0;
  let totalSquares = 0;
  const watch = new LoopWatch(samples, options);
  const quiet = { signal: options.signal };
  const draw = new PairDraw(
    rows,
    columns,
    new Random(seed),
    neighbors ?? neighborCounts(rows, columns, 1, quiet),
  );
  const weights = isOpenMotif.map((isOpen) => draw.pairs / (isOpen ? 2 : 3));
  for (let i = 0; i < samples && draw.pairs > 0; i++) {
    const found = draw.next();
    let total = 0;
    for (let m = 0; m < patterns; m++) {
      const value = found[m]! * weights[m]!;
      sums[m]! += value;
      squares[m]! += value * value;
      total += value;
    }
    totalSum += total;
    totalSquares += total * total;
    watch.step(i, draw.work);
  }
  watch.finish();
  return {
    counts: sums.map((sum) => sum / samples),
    errors: squares.map((square, m) =>
      standardError(sums[m]!, square, samples),
    ),
    totalError: standardError(totalSum, totalSquares, samples),
  };
}

function standardError(sum: number, squares: number, samples: number): number {
  const variance = (squares - (sum * sum) / samples) / (samples - 1);
  return Math.sqrt(Math.max(0, variance) / samples);
}

/** Draws pairs of meeting rows and counts the patterns on them. */
class PairDraw {
  /** Pairs of rows that meet. */
  readonly pairs: number;
  /** Elementary steps of the last draw. */
  work = 0;
  readonly #rows: Incidence;
  readonly #columns: Incidence;
  readonly #random: Random;
  readonly #left: WedgeCounter;
  readonly #right: WedgeCounter;
  /** Neighbours of all rows up to each, itself left out. */
  readonly #sums: Float64Array;
  /** Columns each row shares with both rows drawn. */
  readonly #common: Uint32Array;
  readonly #found = new Float64Array(motifPatterns.length);

  constructor(
    rows: Incidence,
    columns: Incidence,
    random: Random,
    neighbors: Uint32Array,
  ) {
    const total = rowCount(rows);
    this.#rows = rows;
    this.#columns = columns;
    this.#random = random;
    this.#left = new WedgeCounter(rows, columns, 1);
    this.#right = new WedgeCounter(rows, columns, 1);
    this.#common = new Uint32Array(total);
    this.#sums = new Float64Array(total + 1);
    for (let row = 0; row < total; row++) {
      this.#sums[row + 1] = this.#sums[row]! + neighbors[row]!;
    }
    this.pairs = this.#sums[total]! / 2;
  }

  /** Patterns on a new pair; overwritten by the next draw. */
  next(): Float64Array {
    const a = this.#drawRow();
    const left = this.#left;
    const right = this.#right;
    const metLeft = left.countAll(a);
    const b = left.touched[this.#random.int(metLeft)]!;
    const metRight = right.countAll(b);
    const shared = this.#countCommon(a, b);
    const ab = left.counts[b]!;
    const found = this.#found.fill(0);
    for (let t = 0; t < metLeft; t++) {
      const c = left.touched[t]!;
      if (c !== b) found[this.#motif(a, b, c, ab)]!++;
    }
    for (let t = 0; t < metRight; t++) {
      const c = right.touched[t]!;
      if (c !== a && left.counts[c] === 0) found[this.#motif(a, b, c, ab)]!++;
    }
    for (let t = 0; t < metLeft; t++) left.counts[left.touched[t]!] = 0;
    for (let t = 0; t < metRight; t++) right.counts[right.touched[t]!] = 0;
    this.#clearCommon(a, b);
    this.work = left.work + right.work + shared + metLeft + metRight;
    return found;
  }

  #drawRow(): number {
    const sums = this.#sums;
    const target = this.#random.float() * sums[sums.length - 1]!;
    let low = 0;
    let high = sums.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (sums[middle]! <= target) low = middle;
      else high = middle;
    }
    return low;
  }

  #motif(a: number, b: number, c: number, ab: number): number {
    const ca = this.#left.counts[c]!;
    const bc = this.#right.counts[c]!;
    const all = this.#common[c]!;
    const rows = this.#rows;
    const code =
      Number(rowLength(rows, a) + all > ab + ca) |
      (Number(rowLength(rows, b) + all > ab + bc) << 1) |
      (Number(rowLength(rows, c) + all > bc + ca) << 2) |
      (Number(ab > all) << 3) |
      (Number(bc > all) << 4) |
      (Number(ca > all) << 5) |
      (Number(all > 0) << 6);
    return motifOfCode[code]!;
  }

  #countCommon(a: number, b: number): number {
    let work = 0;
    this.#forEachCommon(a, b, (row) => {
      this.#common[row]!++;
      work++;
    });
    return work;
  }

  #clearCommon(a: number, b: number): void {
    this.#forEachCommon(a, b, (row) => (this.#common[row] = 0));
  }

  /** Visits each row once for every column it shares with both. */
  #forEachCommon(a: number, b: number, visit: (row: number) => void): void {
    const { offsets, members } = this.#rows;
    let i = offsets[a]!;
    let j = offsets[b]!;
    while (i < offsets[a + 1]! && j < offsets[b + 1]!) {
      const difference = members[i]! - members[j]!;
      if (difference === 0) {
        const column = members[i]!;
        const end = this.#columns.offsets[column + 1]!;
        for (let q = this.#columns.offsets[column]!; q < end; q++) {
          visit(this.#columns.members[q]!);
        }
      }
      if (difference <= 0) i++;
      if (difference >= 0) j++;
    }
  }
}
