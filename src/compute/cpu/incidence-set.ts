/**
 * A set of (row, column) pairs that changes: open addressing, linear probing,
 * deletion by moving back what follows.
 * @remarks O(1) expected an operation; 16 to 32 bytes a pair.
 */
export class IncidenceSet {
  readonly #columns: number;
  readonly #mask: number;
  /** Pair + 1 as one number, 0 where free. */
  readonly #slots: Float64Array;

  /**
   * @param capacity - Most pairs held at once.
   * @param columns - Columns are below this; rows × columns stays below 2⁵³.
   */
  constructor(capacity: number, columns: number) {
    let size = 16;
    while (size < 2 * capacity) size *= 2;
    this.#columns = columns;
    this.#mask = size - 1;
    this.#slots = new Float64Array(size);
  }

  has(row: number, column: number): boolean {
    return this.#slots[this.#find(row * this.#columns + column + 1)] !== 0;
  }

  add(row: number, column: number): void {
    const key = row * this.#columns + column + 1;
    this.#slots[this.#find(key)] = key;
  }

  delete(row: number, column: number): void {
    const slots = this.#slots;
    const mask = this.#mask;
    let hole = this.#find(row * this.#columns + column + 1);
    if (slots[hole] === 0) return;
    for (let at = (hole + 1) & mask; slots[at] !== 0; at = (at + 1) & mask) {
      const home = hash(slots[at]!) & mask;
      // It may move back unless its home lies cyclically in (hole, at].
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        slots[hole] = slots[at]!;
        hole = at;
      }
    }
    slots[hole] = 0;
  }

  /** The slot of `key`, or the free one where it would go. */
  #find(key: number): number {
    let at = hash(key) & this.#mask;
    while (this.#slots[at] !== 0 && this.#slots[at] !== key) {
      at = (at + 1) & this.#mask;
    }
    return at;
  }
}

function hash(key: number): number {
  let h = Math.imul(key >>> 0, 0x9e3779b1);
  h ^= Math.imul(Math.floor(key / 0x100000000), 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}
