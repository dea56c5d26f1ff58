import {
  FULL_PAIRS,
  HALF_LIVES,
  isSkipped,
  MOST_MEMBERS,
  type StreamState,
} from './stream-state.ts';
import { FEATURE_COUNT, type Presence } from './stream-feature-names.ts';
import { SetLikeness } from './set-likeness.ts';
import { SKETCH_WIDTH } from './stream-sketches.ts';
import { countExcess } from './tick-excess.ts';

/** Weights of the counts with half-lives 60, 600 and none. */
const SHARE_FAST = 0.2;
const SHARE_SLOW = 0.3;
const SHARE_ALL = 0.5;
/** Least probability of meeting that is told from none. */
const FLOOR = 1e-5;
const LOG_FLOOR = Math.log(FLOOR);
const SHARPNESS = 2;
/** Turns half-life 600 into the mean age of what it counts. */
const MEAN_AGE = HALF_LIVES[1] * 1.4427;

/**
 * Reads the twenty features of a relation from a {@link StreamState}, before
 * anything of its tick is folded in. The formulas are in src/anomaly/README.md.
 * Logarithms of products are taken together, which moves the last digits only.
 */
export class StreamFeatures {
  readonly values = new Float64Array(FEATURE_COUNT);
  /** s of each member, and its two terms. */
  readonly surprise = new Float64Array(MOST_MEMBERS);
  readonly firstTerm = new Float64Array(MOST_MEMBERS);
  readonly secondTerm = new Float64Array(MOST_MEMBERS);
  /** Share of each in all appearances. */
  readonly share = new Float64Array(MOST_MEMBERS);
  /** Burst of each member, and its relations in the tick. */
  readonly burst = new Float64Array(MOST_MEMBERS);
  readonly tickCount = new Float64Array(MOST_MEMBERS);
  /** Per member: pair surprise with half-life 600, and the same times tick count. */
  readonly pairSurprise = new Float64Array(MOST_MEMBERS);
  readonly busyPairSurprise = new Float64Array(MOST_MEMBERS);
  /** Per member: halves of its pairs' surprise with half-life 60. */
  readonly recentSurprise = new Float64Array(MOST_MEMBERS);
  readonly unseenPairs = new Float64Array(MOST_MEMBERS);
  readonly pairBurst = new Float64Array(MOST_MEMBERS);

  readonly #state: StreamState;
  readonly #escape = new Float64Array(MOST_MEMBERS);
  readonly #fast = new Float64Array(MOST_MEMBERS);
  readonly #slow = new Float64Array(MOST_MEMBERS);
  readonly #all = new Float64Array(MOST_MEMBERS);
  readonly #chance = new Float64Array(MOST_MEMBERS);
  readonly #escapes = new Float64Array(MOST_MEMBERS);
  readonly #partners = new Int32Array(MOST_MEMBERS);
  readonly #sum = new Float64Array(SKETCH_WIDTH);
  readonly #likeness: SetLikeness;
  #meanBurst = 0;
  #meanTickCount = 0;
  #meanFirst = 0;

  constructor(state: StreamState) {
    this.#state = state;
    this.#likeness = new SetLikeness(state);
  }

  /**
   * @param slots - Node slots; the relation's are `size` from `begin`, at least one.
   * @param pairs - Its pair slots from `firstPair` in the order of the double
   * loop, or null to look them up.
   * @param hash - `setHash` of its members.
   * @returns {@link values}, overwritten by the next call.
   * @remarks O(size²) up to 24 members, above that O(12 · size).
   */
  read(
    slots: Int32Array,
    begin: number,
    size: number,
    pairs: Int32Array | null,
    firstPair: number,
    presence: Readonly<Presence>,
    hash: number,
  ): Float64Array {
    const F = this.values;
    this.#readMembers(slots, begin, size, presence);
    if (size === 1) this.#readSingle();
    else {
      this.#readPairs(slots, begin, size, pairs, firstPair, presence);
      this.#readSurprise(slots, begin, size);
    }
    this.#readSet(slots, begin, size, hash, presence.set);
    F[9] = Math.log(size);
    F[10] = Math.log(1 + this.#meanBurst);
    F[11] = Math.log(1 + this.#meanBurst * Math.max(0.1, 2 + this.#meanFirst));
    return F;
  }

  #readMembers(
    slots: Int32Array,
    begin: number,
    size: number,
    { node, fresh, rest }: Readonly<Presence>,
  ): void {
    const state = this.#state;
    const counts = state.nodeCounts;
    const { readFast, readSlow, tick } = state;
    const T = state.ticks + 1;
    const N = Math.max(2, state.nodes);
    const perFast = SHARE_FAST / (state.weightFast * readFast + 0.5 * N);
    const perSlow = SHARE_SLOW / (state.weightSlow * readSlow + 0.5 * N);
    const perAll = SHARE_ALL / (state.weightAll + 0.5 * N);
    const recentTicks = Math.min(T, (MEAN_AGE * T) / (state.edges + 1)) + 1;
    let burst = 0;
    let inTick = 0;
    let product = 1;
    let rare = 0;
    for (let i = 0; i < size; i++) {
      const slot = slots[begin + i]!;
      const fast = counts[3 * slot]! * readFast;
      const slow = counts[3 * slot + 1]! * readSlow;
      const all = counts[3 * slot + 2]!;
      this.#fast[i] = fast;
      this.#slow[i] = slow;
      this.#all[i] = all;
      const q =
        perFast * (fast + 0.5) + perSlow * (slow + 0.5) + perAll * (all + 0.5);
      this.share[i] = q;
      product *= q * N;
      if (product < 1e-200 || product > 1e200) {
        rare -= Math.log(product);
        product = 1;
      }
      const met = state.novelty[slot]! + 1;
      this.#escape[i] = met / (all + met + 1);
      const n =
        (state.nodeTicks[slot] === tick ? state.nodeTickCounts[slot]! : 0) +
        (i < fresh ? node : rest);
      this.tickCount[i] = n;
      inTick += n;
      const usual = Math.max((all + 0.5) / (T + 1), (slow + 0.3) / recentTicks);
      burst += this.burst[i] = excess(n, usual);
      this.#chance[i] = this.#escapes[i] = this.#partners[i] = 0;
      this.pairSurprise[i] = this.busyPairSurprise[i] = 0;
      this.recentSurprise[i] = this.unseenPairs[i] = this.pairBurst[i] = 0;
    }
    this.#meanBurst = burst / size;
    this.#meanTickCount = inTick / size;
    this.values[7] = (rare - Math.log(product)) / size;
  }

  #readSingle(): void {
    const F = this.values;
    const N = Math.max(2, this.#state.nodes);
    const s = -Math.log(this.share[0]! * N);
    this.surprise[0] = this.firstTerm[0] = this.#meanFirst = s;
    this.secondTerm[0] = 0;
    F[0] = F[1] = F[3] = s;
    F[2] = F[4] = F[12] = F[13] = F[16] = F[17] = F[19] = 0;
  }

  #readPairs(
    slots: Int32Array,
    begin: number,
    size: number,
    pairs: Int32Array | null,
    firstPair: number,
    { pair: added, fresh, rest }: Readonly<Presence>,
  ): void {
    const state = this.#state;
    const { readFast, readSlow, tick } = state;
    const { counts: pairCounts, ticks, tickCounts } = state.pairs;
    const T = state.ticks + 1;
    const logSize = Math.log(size);
    const partnerShare = (size - 1) / size;
    const floored = -logSize - LOG_FLOOR;
    let count = 0;
    let unseen = 0;
    let usual = 0;
    let busy = 0;
    let recent = 0;
    let bursts = 0;
    let metLog = 0;
    let metProduct = 1;
    for (let i = 0, next = firstPair; i < size; i++) {
      const fi = this.#escape[i]!;
      const plus = i < fresh ? added : rest;
      for (let j = i + 1; j < size; j++) {
        if (size > FULL_PAIRS && isSkipped(size, i, j)) continue;
        const pair = pairs
          ? pairs[next++]!
          : state.findPair(slots[begin + i]!, slots[begin + j]!);
        let fast = 0;
        let slow = 0;
        let all = 0;
        let n = plus;
        if (pair >= 0) {
          fast = pairCounts[3 * pair]! * readFast;
          slow = pairCounts[3 * pair + 1]! * readSlow;
          all = pairCounts[3 * pair + 2]!;
          if (ticks[pair] === tick) n += tickCounts[pair]!;
        }
        count++;
        const fj = this.#escape[j]!;
        this.#partners[i]!++;
        this.#partners[j]!++;
        this.#escapes[i]! += fj;
        this.#escapes[j]! += fi;
        let chanceI = fj * this.share[i]!;
        let chanceJ = fi * this.share[j]!;
        let surpriseI = floored;
        let surpriseJ = floored;
        let lately = 2 * floored;
        if (all > 0) {
          const fastI = this.#fast[i]!;
          const fastJ = this.#fast[j]!;
          const slowI = this.#slow[i]!;
          const slowJ = this.#slow[j]!;
          const a = SHARE_FAST * fast;
          const b = SHARE_SLOW * slow;
          const c = SHARE_ALL * all;
          chanceJ +=
            (1 - fi) *
            (a / (fastI + 0.5) + b / (slowI + 0.5) + c / (this.#all[i]! + 0.5));
          chanceI +=
            (1 - fj) *
            (a / (fastJ + 0.5) + b / (slowJ + 0.5) + c / (this.#all[j]! + 0.5));
          if (slow > 0) {
            const met = partnerShare * slow;
            if (met > FLOOR * slowI)
              surpriseI = -Math.log((met / slowI) * size);
            if (met > FLOOR * slowJ)
              surpriseJ = -Math.log((met / slowJ) * size);
          }
          if (fast > 0) {
            const met = partnerShare * fast;
            lately =
              -2 * logSize -
              Math.log(
                Math.max(FLOOR, met / fastI) * Math.max(FLOOR, met / fastJ),
              );
          }
        } else {
          unseen++;
          this.unseenPairs[i]! += 0.5;
          this.unseenPairs[j]! += 0.5;
        }
        this.#chance[i]! += chanceI;
        this.#chance[j]! += chanceJ;
        metProduct *= all * (size - 1) + 0.5;
        if (metProduct > 1e200) {
          metLog += Math.log(metProduct);
          metProduct = 1;
        }
        recent += lately;
        this.recentSurprise[i]! += lately / 2;
        this.recentSurprise[j]! += lately / 2;
        this.pairSurprise[i]! += surpriseI;
        this.pairSurprise[j]! += surpriseJ;
        usual += surpriseI + surpriseJ;
        const busyI = this.tickCount[i]! * surpriseI;
        const busyJ = this.tickCount[j]! * surpriseJ;
        this.busyPairSurprise[i]! += busyI;
        this.busyPairSurprise[j]! += busyJ;
        busy += busyI + busyJ;
        const burst = excess(n, ((all + 0.1) * 0.75) / (T + 1));
        bursts += burst;
        this.pairBurst[i]! += burst / 2;
        this.pairBurst[j]! += burst / 2;
      }
    }
    const F = this.values;
    const half = partnerShare / (2 * count);
    F[4] = unseen / count;
    F[12] = Math.log(1 + Math.max(0, busy * half));
    F[13] = Math.log(1 + bursts / count);
    F[16] = usual * half;
    F[17] = recent * half;
    // completed in #readSet by the times the very set was seen
    F[19] = -(metLog + Math.log(metProduct)) / count;
  }

  #readSurprise(slots: Int32Array, begin: number, size: number): void {
    const state = this.#state;
    const sketches = state.sketches.values;
    const N = Math.max(2, state.nodes);
    const sum = this.#sum;
    for (let k = 0; k < SKETCH_WIDTH; k++) sum[k] = 0;
    for (let i = 0; i < size; i++) {
      const at = SKETCH_WIDTH * slots[begin + i]!;
      for (let k = 0; k < SKETCH_WIDTH; k++) sum[k]! += sketches[at + k]!;
    }
    let square = 0;
    for (let k = 0; k < SKETCH_WIDTH; k++) square += sum[k]! * sum[k]!;
    let first = 0;
    let second = 0;
    let top = -Infinity;
    let next = -Infinity;
    for (let i = 0; i < size; i++) {
      const at = SKETCH_WIDTH * slots[begin + i]!;
      let along = 0;
      let own = 0;
      for (let k = 0; k < SKETCH_WIDTH; k++) {
        const x = sketches[at + k]!;
        along += x * sum[k]!;
        own += x * x;
      }
      const inner = along - own;
      const others = square - along - inner;
      const cosine =
        own > 0 && others > 1e-9 ? inner / Math.sqrt(own * others) : 0;
      const q = this.share[i]!;
      const partners = this.#partners[i]!;
      const p1 = this.#chance[i]! / partners;
      const prior = (Math.exp(3 * (cosine - 0.3)) - 1) * q;
      const p2 = p1 + (prior * this.#escapes[i]!) / partners;
      const s1 = -Math.log(p1 * N);
      const s2 = Math.log(q / p2);
      const s = s1 + s2;
      this.firstTerm[i] = s1;
      this.secondTerm[i] = s2;
      this.surprise[i] = s;
      first += s1;
      second += s2;
      if (s > top) {
        next = top;
        top = s;
      } else if (s > next) next = s;
    }
    let total = 0;
    let weighted = 0;
    for (let i = 0; i < size; i++) {
      const weight = Math.exp(SHARPNESS * (this.surprise[i]! - top));
      total += weight;
      weighted += weight * this.surprise[i]!;
    }
    const F = this.values;
    F[0] = weighted / total;
    F[1] = this.#meanFirst = first / size;
    F[2] = second / size;
    F[3] = next;
  }

  /** What the relation as a whole resembles. */
  #readSet(
    slots: Int32Array,
    begin: number,
    size: number,
    hash: number,
    added: number,
  ): void {
    const state = this.#state;
    const likeness = this.#likeness;
    likeness.read(slots, begin, size);
    const F = this.values;
    const inTick = state.sets.tickCount(hash, state.tick) + added;
    const times = Math.log(state.sets.count(hash) + 0.5);
    const mean = Math.max(1, this.#meanTickCount);
    F[5] = 1 - likeness.overlap;
    F[6] = -times;
    F[8] = -Math.log((state.sizeCount(size) + 0.5) / (state.edges + 32));
    F[14] = Math.log(mean);
    F[15] = Math.max(0, Math.log(mean / Math.max(1, inTick)));
    F[18] = likeness.missing;
    if (size > 1) F[19]! += times;
  }
}

/** {@link countExcess}, with one logarithm for the commonest count. */
function excess(count: number, usual: number): number {
  if (count !== 1 || usual >= 1) return countExcess(count, usual);
  const next = (usual + 1) / 2;
  return Math.log((next * next) / usual);
}
