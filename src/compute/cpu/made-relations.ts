import type { Random } from '#numeric/random.ts';
import type { Presence } from './stream-feature-names.ts';
import type { StreamFeatures } from './stream-features.ts';
import { FULL_PAIRS, MOST_MEMBERS, type StreamState } from './stream-state.ts';

/** Kinds of made relation, each a way in which relations go wrong. */
export type MadeKind =
  'swapped for any' | 'swapped for frequent' | 'burst' | 'union' | 'removal';

/** Chance that a made relation stands beside its donor rather than in its place. */
const BESIDE = 0.8;
const TRIES = 20;
/** Most members of a made union. */
const LARGEST_UNION = FULL_PAIRS;
const MOST_UNSEEN = 0.5;
/** Smallest and largest number of relations in a made burst. */
const BURST_FROM = 4;
const BURST_TO = 32;

/**
 * Makes relations that did not happen out of those that did, and reads their
 * features as if they stood in the open tick: counts of the tick are raised by
 * what the relation itself would add.
 */
export class MadeRelations {
  readonly #state: StreamState;
  readonly #features: StreamFeatures;
  readonly #random: Random;
  readonly #slots = new Int32Array(MOST_MEMBERS + FULL_PAIRS);
  readonly #marks: Int32Array;
  readonly #presence: Presence = {
    node: 1,
    pair: 1,
    set: 1,
    fresh: 0,
    rest: 0,
  };
  #mark = 0;

  constructor(state: StreamState, features: StreamFeatures, random: Random) {
    this.#state = state;
    this.#features = features;
    this.#random = random;
    this.#marks = new Int32Array(state.nodeCapacity + 1);
  }

  /**
   * Features of a made relation.
   * @param slots - Node slots; the donor's are `size` from `begin`.
   * @param isBusy - Whether the tick holds other relations than the donor.
   */
  make(
    kind: MadeKind,
    slots: Int32Array,
    begin: number,
    { size, isBusy }: { readonly size: number; readonly isBusy: boolean },
  ): Float64Array {
    if (kind === 'burst') return this.#burst();
    const rest = isBusy && this.#random.float() < BESIDE ? 1 : 0;
    const own = this.#slots;
    for (let i = 0; i < size; i++) own[i] = slots[begin + i]!;
    if (kind === 'union') return this.#union(size, rest);
    if (kind === 'removal') return this.#removal(size, rest);
    return this.#swap(size, rest, kind === 'swapped for frequent');
  }

  /** Half of the members, or any number, replaced by others. */
  #swap(size: number, rest: number, isFrequent: boolean): Float64Array {
    const random = this.#random;
    const slots = this.#slots;
    const swapped =
      random.float() < 0.5
        ? (size + 1) >> 1
        : 1 + Math.floor(random.float() * size);
    const mark = this.#markMembers(size);
    this.#shuffleFirst(swapped, size);
    for (let i = 0; i < swapped; i++) {
      for (let tries = 0; tries < TRIES; tries++) {
        const slot = isFrequent ? this.#frequentNode() : this.#anyNode();
        // what left may not come back, but two may be strangers
        if (slot !== this.#state.unseen && this.#marks[slot] === mark) continue;
        slots[i] = slot;
        this.#marks[slot] = mark;
        break;
      }
    }
    return this.#read(size, swapped, rest);
  }

  /** The donor and a recent relation taken for one. */
  #union(size: number, rest: number): Float64Array {
    const { recentMembers, recentSizes } = this.#state;
    const slots = this.#slots;
    const mark = this.#markMembers(size);
    const place = this.#recentPlace();
    let total = size;
    for (let k = 0; k < recentSizes[place]! && total < LARGEST_UNION; k++) {
      const slot = recentMembers[place * FULL_PAIRS + k]!;
      if (this.#marks[slot] !== mark) slots[total++] = slot;
    }
    // newcomers come first: a tick's counts are raised by position
    slots.copyWithin(MOST_MEMBERS, size, total);
    slots.copyWithin(total - size, 0, size);
    slots.copyWithin(0, MOST_MEMBERS, MOST_MEMBERS + total - size);
    return this.#read(total, total - size, rest);
  }

  /** Half of the members, left alone. */
  #removal(size: number, rest: number): Float64Array {
    const kept = size >> 1;
    this.#shuffleFirst(kept, size);
    return this.#read(kept, 0, rest);
  }

  /** One of many relations among a few nodes in one tick. */
  #burst(): Float64Array {
    const random = this.#random;
    const slots = this.#slots;
    const group = 2 + Math.floor(random.float() * 7);
    const size = 1 + Math.floor(random.float() * group);
    const copies =
      BURST_FROM * Math.exp(random.float() * Math.log(BURST_TO / BURST_FROM));
    const mark = ++this.#mark;
    for (let known = 0, tries = 0; known < size; tries++) {
      const slot = this.#anyNode();
      const isRepeated =
        slot === this.#state.unseen || this.#marks[slot] === mark;
      if (isRepeated && tries < 50) continue;
      slots[known++] = slot;
      this.#marks[slot] = mark;
    }
    const presence = this.#presence;
    const each = (copies * (group + 1)) / group;
    presence.node = Math.max(1, Math.round(each / 2));
    presence.pair = Math.max(1, Math.round(each / 3));
    presence.set = 1 + Math.floor(copies / (1 << group));
    const values = this.#read(size, size, 0);
    presence.node = presence.pair = presence.set = 1;
    return values;
  }

  #read(size: number, fresh: number, rest: number): Float64Array {
    this.#presence.fresh = fresh;
    this.#presence.rest = rest;
    const slots = this.#slots;
    const hash = this.#state.setHash(slots, 0, size);
    return this.#features.read(slots, 0, size, null, 0, this.#presence, hash);
  }

  #markMembers(size: number): number {
    const mark = ++this.#mark;
    for (let i = 0; i < size; i++) this.#marks[this.#slots[i]!] = mark;
    return mark;
  }

  /** Brings a random choice of members to the front. */
  #shuffleFirst(count: number, size: number): void {
    const slots = this.#slots;
    for (let i = 0; i < count; i++) {
      const j = i + Math.floor(this.#random.float() * (size - i));
      const held = slots[i]!;
      slots[i] = slots[j]!;
      slots[j] = held;
    }
  }

  /** Any node, or one not seen yet by its estimated share (Chao 1984). */
  #anyNode(): number {
    const { once, twice, nodes, arrivals, unseen } = this.#state;
    const hidden = (once * once) / (2 * (twice + 1));
    const isUnseen =
      this.#random.float() < Math.min(MOST_UNSEEN, hidden / (hidden + nodes));
    if (isUnseen) return unseen;
    return arrivals[Math.floor(this.#random.float() * nodes)]!;
  }

  #recentPlace(): number {
    const state = this.#state;
    const back = Math.floor(this.#random.float() * state.recentCount);
    return (state.edges - 1 - back) & (state.recentSizes.length - 1);
  }

  /** A member of a recent relation: by degree, nearly. */
  #frequentNode(): number {
    const { recentMembers, recentSizes, arrivals } = this.#state;
    const random = this.#random;
    for (let tries = 0; tries < TRIES; tries++) {
      const place = this.#recentPlace();
      const size = recentSizes[place]!;
      if (size === 0 || random.float() * 4 >= size + 2) continue;
      const member = Math.floor(random.float() * size);
      return recentMembers[place * FULL_PAIRS + member]!;
    }
    return arrivals[0]!;
  }
}
