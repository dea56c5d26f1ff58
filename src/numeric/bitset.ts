/** Fixed-size set of small integers, one bit each. All operations O(1) but `count`. */
export class Bitset {
  readonly size: number;
  readonly words: Uint32Array;

  constructor(size: number) {
    this.size = size;
    this.words = new Uint32Array((size + 31) >>> 5);
  }

  has(index: number): boolean {
    return ((this.words[index >>> 5]! >>> (index & 31)) & 1) === 1;
  }

  add(index: number): void {
    this.words[index >>> 5]! |= 1 << (index & 31);
  }

  delete(index: number): void {
    this.words[index >>> 5]! &= ~(1 << (index & 31));
  }

  /** Number of members, O(size / 32). */
  count(): number {
    let total = 0;
    for (const word of this.words) {
      let rest = word;
      while (rest !== 0) {
        rest &= rest - 1;
        total++;
      }
    }
    return total;
  }
}
