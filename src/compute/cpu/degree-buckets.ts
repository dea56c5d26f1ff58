/**
 * Vertices in order of a degree that only falls, each step in O(1): the buckets
 * of Batagelj and Zaveršnik, arXiv:cs/0310049.
 *
 * `order` holds the vertices by degree; those before `position` are taken.
 */
export class DegreeBuckets {
  /** Degree of each vertex; of a taken one, the degree at which it was taken. */
  readonly degrees: Uint32Array;
  readonly #order: Uint32Array;
  readonly #places: Uint32Array;
  /** Per degree: first place in `order` with at least that degree. */
  readonly #starts: Uint32Array;
  #taken = 0;

  /** @param degrees - Kept and altered. */
  constructor(degrees: Uint32Array) {
    this.degrees = degrees;
    let largest = 0;
    for (const degree of degrees) if (degree > largest) largest = degree;
    const starts = new Uint32Array(largest + 2);
    for (const degree of degrees) starts[degree + 1]!++;
    for (let d = 0; d <= largest; d++) starts[d + 1]! += starts[d]!;
    this.#starts = starts;
    this.#order = new Uint32Array(degrees.length);
    this.#places = new Uint32Array(degrees.length);
    const next = starts.slice();
    for (let vertex = 0; vertex < degrees.length; vertex++) {
      const place = next[degrees[vertex]!]!++;
      this.#places[vertex] = place;
      this.#order[place] = vertex;
    }
  }

  /** Takes a vertex of least degree; −1 when all are taken. */
  take(): number {
    if (this.#taken === this.#order.length) return -1;
    const vertex = this.#order[this.#taken]!;
    const degree = this.degrees[vertex]!;
    this.#taken++;
    // Lower buckets are empty now; this one starts after the vertex.
    this.#starts[degree] = this.#taken;
    return vertex;
  }

  /** Whether {@link take} has given out `vertex`. */
  isTaken(vertex: number): boolean {
    return this.#places[vertex]! < this.#taken;
  }

  /** Lowers the degree of `vertex` by one, but not below `floor`; not of a taken one. */
  lower(vertex: number, floor: number): void {
    const degree = this.degrees[vertex]!;
    if (degree <= floor) return;
    const order = this.#order;
    const places = this.#places;
    const place = places[vertex]!;
    const start = this.#starts[degree]!;
    const first = order[start]!;
    order[start] = vertex;
    order[place] = first;
    places[vertex] = start;
    places[first] = place;
    this.#starts[degree] = start + 1;
    this.degrees[vertex] = degree - 1;
  }
}
