/**
 * Smallest first: items with a number to sort by, ties by item. An item may be added
 * again with another number.
 * @remarks Binary heap in two growing arrays; O(log n) an operation.
 */
export class MinHeap {
  readonly #keys: number[] = [];
  readonly #items: number[] = [];

  get size(): number {
    return this.#items.length;
  }

  push(item: number, key: number): void {
    let at = this.#items.length;
    this.#items.push(item);
    this.#keys.push(key);
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (!this.#before(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** Takes the smallest; undefined where there is none. */
  pop(): { item: number; key: number } | undefined {
    if (this.#items.length === 0) return undefined;
    this.#swap(0, this.#items.length - 1);
    const item = this.#items.pop()!;
    const key = this.#keys.pop()!;
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < this.#items.length && this.#before(child, least)) {
          least = child;
        }
      }
      if (least === at) return { item, key };
      this.#swap(at, least);
      at = least;
    }
  }

  #before(left: number, right: number): boolean {
    const difference = this.#keys[left]! - this.#keys[right]!;
    if (difference !== 0) return difference < 0;
    return this.#items[left]! < this.#items[right]!;
  }

  #swap(left: number, right: number): void {
    for (const list of [this.#keys, this.#items]) {
      const held = list[left]!;
      list[left] = list[right]!;
      list[right] = held;
    }
  }
}
