import { FULL_PAIRS, type StreamState } from './stream-state.ts';

/** Recent relations of each member that are looked at. */
const LOOKED_AT = 2;

/** How much a relation is like the last two of each of its members. */
export class SetLikeness {
  /** Largest Jaccard overlap with one of them. */
  overlap = 0;
  /** Largest share of one of them that the relation lacks while within it. */
  missing = 0;
  readonly #state: StreamState;
  readonly #marks: Int32Array;
  readonly #seen: Int32Array;
  #mark = 0;

  constructor(state: StreamState) {
    this.#state = state;
    this.#marks = new Int32Array(state.nodeCapacity + 1);
    this.#seen = new Int32Array(state.recentSizes.length);
  }

  /** @remarks O(48 · size): the relations looked at have 24 members at most. */
  read(slots: Int32Array, begin: number, size: number): void {
    const { lastEdges, unseen } = this.#state;
    const mark = ++this.#mark;
    for (let i = begin; i < begin + size; i++) this.#marks[slots[i]!] = mark;
    this.overlap = 0;
    this.missing = 0;
    for (let i = begin; i < begin + size; i++) {
      const slot = slots[i]!;
      if (slot === unseen) continue;
      for (let r = 0; r < LOOKED_AT; r++) {
        const place = this.#state.recentPlace(lastEdges[2 * slot + r]!);
        if (place < 0 || this.#seen[place] === mark) continue;
        this.#seen[place] = mark;
        this.#compare(place, size, mark);
      }
    }
  }

  #compare(place: number, size: number, mark: number): void {
    const { recentMembers, recentSizes } = this.#state;
    const other = recentSizes[place]!;
    const at = place * FULL_PAIRS;
    let shared = 0;
    for (let k = at; k < at + other; k++) {
      if (this.#marks[recentMembers[k]!] === mark) shared++;
    }
    const overlap = shared / (size + other - shared);
    if (overlap > this.overlap) this.overlap = overlap;
    if (shared < size || other <= size) return;
    const missing = 1 - size / other;
    if (missing > this.missing) this.missing = missing;
  }
}
