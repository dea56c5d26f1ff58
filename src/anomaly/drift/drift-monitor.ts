import { lowerBound, upperBound } from '#numeric/sorted-search.ts';
import { AdaptiveWindow, type MeanChange } from './adaptive-window.ts';
import { ksChance, ksDistance, stabilityIndex } from './two-samples.ts';

/** What is watched, and what to do when it changes. */
export interface DriftSeries {
  readonly name: string;
  readonly of: 'head' | 'feature';
  /** A sentence: what somebody should do when this changes. */
  readonly action: string;
  /** Whether it also moves because it goes on learning: alone it makes no alarm. */
  readonly learns?: boolean;
}

/** One series that changed. */
export interface SeriesDrift {
  readonly name: string;
  readonly of: 'head' | 'feature';
  /** Medians of the reference and of the recent values. */
  readonly before: number;
  readonly after: number;
  /** Greatest distance between the distributions, 0 to 1: the size of the change. */
  readonly size: number;
  /** Chance of such a distance without change. */
  readonly p: number;
  /** Population stability index. */
  readonly psi: number;
  /** Which tests say so. */
  readonly tests: readonly ('ks' | 'psi' | 'adwin')[];
  readonly action: string;
}

/** A change between what was and what is. */
export interface DriftAlarm {
  /** Number of the observation that completed the evidence, from 0. */
  readonly index: number;
  /** The largest change first. */
  readonly changes: readonly SeriesDrift[];
}

export interface DriftOptions {
  /** Observations passed over first, while heads learn; default 4000. */
  readonly warmUp?: number;
  /** Observations that show what is usual; default 4000. */
  readonly reference?: number;
  /** Recent observations compared with them, over and over; default 1000. */
  readonly block?: number;
  /** Least distance between distributions that is worth an alarm; default 0. */
  readonly least?: number;
}

/** Chance of a false alarm of each test, all series together. */
const KS_LEVEL = 1e-4;
const ADWIN_LEVEL = 0.002;
const PSI_ALARM = 0.25;

/**
 * Watches series of numbers for change: the first 4000 observations after
 * warm-up are the reference, and each 1000 after them are compared with it, by
 * Kolmogorov and Smirnov (p < 10⁻⁴ over the number of series) and by the stability index
 * (> 0.25); an adaptive window looks at ranks within the reference meanwhile
 * (δ = 0.002 over the number of series). After an alarm the next 4000 are the reference.
 *
 * Where observations are independent and nothing changes, at most one comparison
 * in 10,000 and one stream in 500 alarm. Neighbours that resemble each other
 * make more alarms.
 * @remarks Memory is (reference + block) numbers a series, whatever the stream;
 * O(series · log reference) an observation.
 */
export class DriftMonitor {
  readonly #series: readonly DriftSeries[];
  readonly #learning: ReadonlySet<string>;
  readonly #warmUp: number;
  readonly #least: number;
  readonly #reference: Float64Array[];
  readonly #recent: Float64Array[];
  readonly #windows: AdaptiveWindow[];
  readonly #cuts: (MeanChange | undefined)[];
  #observed = 0;
  /** Observations since the reference began to be gathered. */
  #gathered = 0;

  constructor(series: readonly DriftSeries[], options: DriftOptions = {}) {
    const { warmUp = 4000, reference = 4000, block = 1000 } = options;
    this.#least = options.least ?? 0;
    this.#series = series;
    const learning = series.filter(({ learns }) => learns === true);
    this.#learning = new Set(learning.map(({ name }) => name));
    this.#warmUp = warmUp;
    const arrays = (length: number): Float64Array[] =>
      series.map(() => new Float64Array(length));
    this.#reference = arrays(reference);
    this.#recent = arrays(block);
    this.#windows = series.map(
      () => new AdaptiveWindow(ADWIN_LEVEL / series.length),
    );
    this.#cuts = series.map(() => undefined);
  }

  /**
   * Takes one number of each series.
   * @param values - In the order of the series; NaN where a series has none, which
   * it must then never have.
   */
  observe(values: ArrayLike<number>): DriftAlarm | undefined {
    const index = this.#observed++;
    if (index < this.#warmUp) return undefined;
    const at = this.#gathered++;
    const length = this.#reference[0]?.length ?? 0;
    if (at < length) {
      this.#reference.forEach((column, s) => (column[at] = values[s] ?? NaN));
      if (at === length - 1) this.#reference.forEach((column) => column.sort());
      return undefined;
    }
    const block = this.#recent[0]?.length ?? 1;
    const place = (at - length) % block;
    this.#recent.forEach((column, s) => {
      const value = values[s] ?? NaN;
      column[place] = value;
      if (Number.isNaN(value)) return;
      const rank = rankIn(this.#reference[s] ?? column, value);
      this.#cuts[s] = this.#windows[s]?.add(rank) ?? this.#cuts[s];
    });
    return place === block - 1 ? this.#compare(index) : undefined;
  }

  /** Everything known, as numbers: what {@link resume} takes. */
  facts(): Float64Array[] {
    return [
      Float64Array.of(this.#observed, this.#gathered),
      Float64Array.from(
        this.#cuts.flatMap((cut) => [cut?.before ?? NaN, cut?.after ?? NaN]),
      ),
      ...this.#reference,
      ...this.#recent,
      ...this.#windows.map((window) => window.facts()),
    ];
  }

  /** Goes on from {@link facts}, bit for bit. */
  resume(facts: readonly Float64Array[]): void {
    const rest = [...facts];
    const take = (): Float64Array => rest.shift() ?? new Float64Array();
    [this.#observed = 0, this.#gathered = 0] = take();
    const cuts = take();
    this.#cuts.forEach((_, s) => {
      const [before = NaN, after = NaN] = cuts.subarray(2 * s, 2 * s + 2);
      this.#cuts[s] = Number.isNaN(before) ? undefined : { before, after };
    });
    for (const column of this.#reference) column.set(take());
    for (const column of this.#recent) column.set(take());
    for (const window of this.#windows) window.resume(take());
  }

  #compare(index: number): DriftAlarm | undefined {
    const changes = this.#series.flatMap((series, s) => {
      const change = this.#compareSeries(series, s);
      return change ? [change] : [];
    });
    this.#cuts.fill(undefined);
    if (changes.every(({ name }) => this.#learning.has(name))) return undefined;
    this.#gathered = 0;
    for (const window of this.#windows) window.clear();
    changes.sort((a, b) => b.size - a.size);
    return { index, changes };
  }

  #compareSeries(
    { name, of, action }: DriftSeries,
    s: number,
  ): SeriesDrift | undefined {
    const reference = this.#reference[s];
    const recent = this.#recent[s]?.slice().sort();
    if (!reference || !recent || Number.isNaN(recent[0] ?? NaN))
      return undefined;
    const size = ksDistance(reference, recent);
    const p = ksChance(size, reference.length, recent.length);
    const psi = stabilityIndex(reference, recent);
    const tests = [
      ...(p < KS_LEVEL / this.#series.length ? (['ks'] as const) : []),
      ...(psi > PSI_ALARM ? (['psi'] as const) : []),
      ...(this.#cuts[s] ? (['adwin'] as const) : []),
    ];
    if (tests.length === 0 || size < this.#least) return undefined;
    const before = reference[reference.length >> 1] ?? 0;
    const after = recent[recent.length >> 1] ?? 0;
    return { name, of, before, after, size, p, psi, tests, action };
  }
}

/** Share of the sorted values below, ties counting half. */
function rankIn(sorted: Float64Array, value: number): number {
  const twice = lowerBound(sorted, value) + upperBound(sorted, value);
  return twice / 2 / sorted.length;
}
