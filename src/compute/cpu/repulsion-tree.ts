/** A leaf holds at most so many vertices, unless they share a cell of the finest level. */
const LEAF = 16;

/** Halvings of the box: a key has a bit of x and a bit of y for each. */
const LEVELS = 16;

/** Sources that are applied at once. */
const AT_ONCE = 4096;

/** Digits of the sort of keys: three of 11 bits. */
const DIGIT = 11;

/**
 * Pushes of all vertices on each other, far ones cell by cell: a quadtree over the places, where a
 * cell acts as one vertex of its weight at its middle if it is seen under a small angle.
 * @remarks Barnes and Hut 1986, doi:10.1038/324446a0. A step takes O(n log n); memory about 120 B a
 * vertex. Vertices stand in the order of a Morton curve, so that a leaf is a run of them, and are
 * given their sources leaf by leaf. The same places give the same pushes.
 */
export class RepulsionTree {
  readonly #pushes: Float64Array;
  readonly #vertices: number;
  readonly #angle: number;
  readonly #softening: number;
  #keys: Uint32Array;
  #order: Uint32Array;
  #otherKeys: Uint32Array;
  #otherOrder: Uint32Array;
  /** Places in the order of the curve. */
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  // Cells in preorder; a cell's subtree ends where `#next` says.
  readonly #next: Uint32Array;
  readonly #from: Uint32Array;
  readonly #to: Uint32Array;
  readonly #isLeaf: Uint8Array;
  readonly #middleX: Float64Array;
  readonly #middleY: Float64Array;
  /** Squared side over the squared angle: nearer than its root, a cell is opened. */
  readonly #reach: Float64Array;
  #cells = 0;
  #side = 0;
  readonly #sourceX = new Float64Array(AT_ONCE + LEAF);
  readonly #sourceY = new Float64Array(AT_ONCE + LEAF);
  readonly #sourceWeight = new Float64Array(AT_ONCE + LEAF);
  #sources = 0;

  /**
   * @param angle - Largest side of a cell over its distance at which it is not opened.
   * @param softening - Added to squared distances.
   */
  constructor(vertices: number, angle: number, softening: number) {
    this.#vertices = vertices;
    this.#angle = angle;
    this.#softening = softening;
    this.#pushes = new Float64Array(2 * vertices);
    [this.#keys, this.#otherKeys, this.#order, this.#otherOrder] = [
      0, 1, 2, 3,
    ].map(() => new Uint32Array(vertices)) as [
      Uint32Array,
      Uint32Array,
      Uint32Array,
      Uint32Array,
    ];
    this.#x = new Float64Array(vertices);
    this.#y = new Float64Array(vertices);
    // Every cell that is no leaf has two parts or more.
    const most = 2 * vertices + 1;
    this.#next = new Uint32Array(most);
    this.#from = new Uint32Array(most);
    this.#to = new Uint32Array(most);
    this.#isLeaf = new Uint8Array(most);
    this.#middleX = new Float64Array(most);
    this.#middleY = new Float64Array(most);
    this.#reach = new Float64Array(most);
  }

  /**
   * @param places - x and y of each vertex in turn.
   * @returns The push on each vertex by all others, 1 over the distance each, x and y in turn;
   * overwritten by the next call.
   */
  update(places: Float32Array): Float64Array {
    if (this.#vertices === 0) return this.#pushes;
    this.#sortPlaces(places);
    this.#cells = 0;
    this.#addCell(0, this.#vertices);
    for (let cell = 0; cell < this.#cells; cell++) {
      if (this.#isLeaf[cell] === 1) this.#pushLeaf(cell);
    }
    return this.#pushes;
  }

  #sortPlaces(places: Float32Array): void {
    let lowX = Infinity;
    let lowY = Infinity;
    let highX = -Infinity;
    let highY = -Infinity;
    for (let i = 0; i < places.length; i += 2) {
      lowX = Math.min(lowX, places[i]!);
      highX = Math.max(highX, places[i]!);
      lowY = Math.min(lowY, places[i + 1]!);
      highY = Math.max(highY, places[i + 1]!);
    }
    this.#side = Math.max(highX - lowX, highY - lowY, 1e-9);
    const scale = (2 ** LEVELS - 1) / this.#side;
    for (let vertex = 0; vertex < this.#vertices; vertex++) {
      const x = (places[2 * vertex]! - lowX) * scale;
      const y = (places[2 * vertex + 1]! - lowY) * scale;
      this.#keys[vertex] = spread(x) | (spread(y) << 1);
      this.#order[vertex] = vertex;
    }
    for (let shift = 0; shift < 32; shift += DIGIT) this.#sortByDigit(shift);
    for (let i = 0; i < this.#vertices; i++) {
      this.#x[i] = places[2 * this.#order[i]!]!;
      this.#y[i] = places[2 * this.#order[i]! + 1]!;
    }
  }

  #sortByDigit(shift: number): void {
    const keys = this.#keys;
    const mask = 2 ** DIGIT - 1;
    const starts = new Uint32Array(2 ** DIGIT + 1);
    for (const key of keys) starts[((key >>> shift) & mask) + 1]!++;
    for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
    for (let i = 0; i < keys.length; i++) {
      const at = starts[(keys[i]! >>> shift) & mask]!++;
      this.#otherKeys[at] = keys[i]!;
      this.#otherOrder[at] = this.#order[i]!;
    }
    [this.#keys, this.#otherKeys] = [this.#otherKeys, keys];
    [this.#order, this.#otherOrder] = [this.#otherOrder, this.#order];
  }

  /** Adds the smallest cell around a run of vertices, and what it is made of. */
  #addCell(from: number, to: number): void {
    const keys = this.#keys;
    const cell = this.#cells++;
    const differ = keys[from]! ^ keys[to - 1]!;
    const level = differ === 0 ? LEVELS : Math.clz32(differ) >>> 1;
    const reach = this.#side / 2 ** level / this.#angle;
    this.#from[cell] = from;
    this.#to[cell] = to;
    this.#reach[cell] = reach * reach;
    this.#isLeaf[cell] = Number(to - from <= LEAF || level === LEVELS);
    if (this.#isLeaf[cell] === 0) {
      const shift = 2 * (LEVELS - 1 - level);
      for (let begin = from; begin < to;) {
        const end = this.#endOfPart(begin, to, shift);
        this.#addCell(begin, end);
        begin = end;
      }
    }
    this.#next[cell] = this.#cells;
    this.#setMiddle(cell);
  }

  /** Where the run ends that `begin` starts of keys which are equal from bit `shift` on. */
  #endOfPart(begin: number, to: number, shift: number): number {
    const part = this.#keys[begin]! >>> shift;
    let low = begin;
    let high = to;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#keys[middle]! >>> shift === part) low = middle;
      else high = middle;
    }
    return high;
  }

  /** From the vertices of a leaf, else from the cells right inside. */
  #setMiddle(cell: number): void {
    const from = this.#from[cell]!;
    const to = this.#to[cell]!;
    let x = 0;
    let y = 0;
    if (this.#isLeaf[cell] === 1) {
      for (let i = from; i < to; i++) {
        x += this.#x[i]!;
        y += this.#y[i]!;
      }
    } else {
      const end = this.#next[cell]!;
      for (let part = cell + 1; part < end; part = this.#next[part]!) {
        const weight = this.#to[part]! - this.#from[part]!;
        x += weight * this.#middleX[part]!;
        y += weight * this.#middleY[part]!;
      }
    }
    this.#middleX[cell] = x / (to - from);
    this.#middleY[cell] = y / (to - from);
  }

  /** Pushes the vertices of a leaf by all sources, which are the same for all of them. */
  #pushLeaf(leaf: number): void {
    const from = this.#from[leaf]!;
    const to = this.#to[leaf]!;
    let lowX = Infinity;
    let lowY = Infinity;
    let highX = -Infinity;
    let highY = -Infinity;
    for (let i = from; i < to; i++) {
      lowX = Math.min(lowX, this.#x[i]!);
      highX = Math.max(highX, this.#x[i]!);
      lowY = Math.min(lowY, this.#y[i]!);
      highY = Math.max(highY, this.#y[i]!);
      this.#pushes[2 * this.#order[i]!] = 0;
      this.#pushes[2 * this.#order[i]! + 1] = 0;
    }
    for (let cell = 0; cell < this.#cells;) {
      const x = this.#middleX[cell]!;
      const y = this.#middleY[cell]!;
      const wayX = Math.max(lowX - x, x - highX, 0);
      const wayY = Math.max(lowY - y, y - highY, 0);
      if (wayX * wayX + wayY * wayY > this.#reach[cell]!) {
        this.#addSource(x, y, this.#to[cell]! - this.#from[cell]!);
        cell = this.#next[cell]!;
      } else if (this.#isLeaf[cell] === 1) {
        for (let i = this.#from[cell]!; i < this.#to[cell]!; i++) {
          this.#addSource(this.#x[i]!, this.#y[i]!, 1);
          if (this.#sources >= AT_ONCE) this.#applySources(from, to);
        }
        cell++;
      } else cell++;
      if (this.#sources >= AT_ONCE) this.#applySources(from, to);
    }
    this.#applySources(from, to);
  }

  #addSource(x: number, y: number, weight: number): void {
    const at = this.#sources++;
    this.#sourceX[at] = x;
    this.#sourceY[at] = y;
    this.#sourceWeight[at] = weight;
  }

  #applySources(from: number, to: number): void {
    const sourceX = this.#sourceX;
    const sourceY = this.#sourceY;
    const sourceWeight = this.#sourceWeight;
    const count = this.#sources;
    const softening = this.#softening;
    this.#sources = 0;
    for (let i = from; i < to; i++) {
      const x = this.#x[i]!;
      const y = this.#y[i]!;
      let pushX = 0;
      let pushY = 0;
      for (let source = 0; source < count; source++) {
        const wayX = x - sourceX[source]!;
        const wayY = y - sourceY[source]!;
        const push =
          sourceWeight[source]! / (wayX * wayX + wayY * wayY + softening);
        pushX += wayX * push;
        pushY += wayY * push;
      }
      const vertex = this.#order[i]!;
      this.#pushes[2 * vertex]! += pushX;
      this.#pushes[2 * vertex + 1]! += pushY;
    }
  }
}

/** The low 16 bits of a number at even places. */
function spread(value: number): number {
  let bits = value & 0xffff;
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}
