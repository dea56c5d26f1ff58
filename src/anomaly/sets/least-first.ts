/**
 * Nodes by a key that may fall, least first: a binary heap that knows where each
 * node stands.
 */
export class LeastFirst {
  readonly #keys: Float64Array;
  readonly #nodes: Int32Array;
  /** Place of each node in the heap, or −1. */
  readonly #places: Int32Array;
  #count = 0;

  /** @param keys - Read, never written; a node whose key fell is told by {@link sink}. */
  constructor(keys: Float64Array) {
    this.#keys = keys;
    this.#nodes = new Int32Array(keys.length);
    this.#places = new Int32Array(keys.length).fill(-1);
  }

  has(node: number): boolean {
    return (this.#places[node] ?? -1) >= 0;
  }

  /** Takes a node in; O(log nodes). */
  add(node: number): void {
    this.#put(node, this.#count++);
    this.sink(node);
  }

  /** A node's key fell: it moves towards the first place; O(log nodes). */
  sink(node: number): void {
    const key = this.#keys[node] ?? 0;
    let at = this.#places[node] ?? 0;
    while (at > 0) {
      const above = this.#nodes[(at - 1) >>> 1] ?? 0;
      if ((this.#keys[above] ?? 0) <= key) break;
      this.#put(above, at);
      at = (at - 1) >>> 1;
    }
    this.#put(node, at);
  }

  /** Takes the node with the least key out; null if none is left; O(log nodes). */
  take(): number | null {
    if (this.#count === 0) return null;
    const first = this.#nodes[0] ?? 0;
    this.#places[first] = -1;
    const last = this.#nodes[--this.#count] ?? 0;
    if (this.#count > 0) this.#settle(last);
    return first;
  }

  /** Finds the place of a node that comes from the end to the first place. */
  #settle(node: number): void {
    const key = this.#keys[node] ?? 0;
    let at = 0;
    for (let next = 1; next < this.#count; next = 2 * at + 1) {
      if (next + 1 < this.#count && this.#keyAt(next + 1) < this.#keyAt(next)) {
        next++;
      }
      if (this.#keyAt(next) >= key) break;
      this.#put(this.#nodes[next] ?? 0, at);
      at = next;
    }
    this.#put(node, at);
  }

  #keyAt(place: number): number {
    return this.#keys[this.#nodes[place] ?? 0] ?? 0;
  }

  #put(node: number, place: number): void {
    this.#nodes[place] = node;
    this.#places[node] = place;
  }
}
