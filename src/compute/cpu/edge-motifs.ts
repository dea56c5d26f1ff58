import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { exclusivePrefixSum } from '#numeric/prefix-sum.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import { isOpenMotif, motifOfCode, motifPatterns } from './motif-codes.ts';
import { WedgeCounter } from './wedge-counter.ts';

/**
 * Counts of the 26 patterns of three connected rows.
 * @param rows - Different and not empty.
 * @param columns - The same matrix by column.
 * @returns Length 26, in the order of `motifPatterns`; exact below 2⁵³.
 * @throws PolyadError CANCELLED
 * @remarks Pairs of neighbours of a row are classed from a histogram of overlaps
 * as if the two shared nothing; triangles are listed, from the row of lowest
 * degree up, classed by what their members say, and taken off where the
 * histogram had them. Time O(Σ d² over column lengths + Σ over links of later
 * neighbours · (size/32)), memory O(links). Patterns: Lee et al. 2020,
 * doi:10.14778/3407790.3407823.
 */
export function countEdgeMotifs(
  rows: Incidence,
  columns: Incidence,
  options: LoopOptions = {},
): Float64Array {
  const total = rowCount(rows);
  const watch = new LoopWatch(2 * total, options);
  const motifs = new Float64Array(motifPatterns.length);
  const degrees = countWedges(rows, columns, watch, motifs);
  const links = upwardLinks(rows, columns, degrees, watch);
  const triangles = new Float64Array(1 << 16);
  const walk = new TriangleWalk(rows, columns, links, triangles);
  for (let row = 0; row < total; row++) {
    watch.step(total + row, walk.from(row));
  }
  addTriangles(triangles, motifs);
  watch.finish();
  return motifs;
}

/** Pattern of a centre that meets two rows that do not meet each other. */
function openMotif(centreAlone: number, endsAlone: number): number {
  const ends = endsAlone === 2 ? 0b110 : endsAlone << 1;
  return motifOfCode[centreAlone | ends | 0b101000]!;
}

/** Adds every pair of neighbours of a row as an open triple; degrees of all rows. */
function countWedges(
  rows: Incidence,
  columns: Incidence,
  watch: LoopWatch,
  motifs: Float64Array,
): Uint32Array {
  const total = rowCount(rows);
  const degrees = new Uint32Array(total);
  const wedges = new WedgeCounter(rows, columns, 1);
  const { counts, touched } = wedges;
  for (let row = 0; row < total; row++) {
    const met = wedges.countAll(row);
    const size = rowLength(rows, row);
    degrees[row] = met;
    // entry 2·overlap + whether the neighbour has more
    const histogram = new Float64Array(2 * size + 2);
    for (let t = 0; t < met; t++) {
      const other = touched[t]!;
      const shared = counts[other]!;
      counts[other] = 0;
      histogram[2 * shared + Number(rowLength(rows, other) > shared)]!++;
    }
    const work = addWedges(histogram, size, motifs);
    watch.step(row, wedges.work + work);
  }
  return degrees;
}

function addWedges(
  histogram: Float64Array,
  size: number,
  motifs: Float64Array,
): number {
  const kinds: number[] = [];
  histogram.forEach((count, kind) => {
    if (count > 0) kinds.push(kind);
  });
  for (let x = 0; x < kinds.length; x++) {
    const left = kinds[x]!;
    const many = histogram[left]!;
    for (let y = x; y < kinds.length; y++) {
      const right = kinds[y]!;
      const pairs =
        x === y ? (many * (many - 1)) / 2 : many * histogram[right]!;
      const alone = Number(size > (left >>> 1) + (right >>> 1));
      const motif = openMotif(alone, (left & 1) + (right & 1));
      motifs[motif]! += pairs;
    }
  }
  return kinds.length ** 2;
}

/** Links to rows of higher (degree, index), with overlaps. */
interface UpwardLinks {
  readonly offsets: Uint32Array;
  readonly members: Uint32Array;
  readonly overlaps: Uint32Array;
}

function upwardLinks(
  rows: Incidence,
  columns: Incidence,
  degrees: Uint32Array,
  watch: LoopWatch,
): UpwardLinks {
  const total = rowCount(rows);
  const isUp = (from: number, to: number): boolean =>
    degrees[to]! > degrees[from]! ||
    (degrees[to] === degrees[from] && to > from);
  let links = 0;
  for (const degree of degrees) links += degree;
  const members = new Uint32Array(links / 2);
  const overlaps = new Uint32Array(links / 2);
  const lengths = new Uint32Array(total);
  const wedges = new WedgeCounter(rows, columns, 1);
  const { counts, touched } = wedges;
  let at = 0;
  for (let row = 0; row < total; row++) {
    const met = wedges.countAll(row);
    const before = at;
    for (let t = 0; t < met; t++) {
      const other = touched[t]!;
      if (isUp(row, other)) {
        members[at] = other;
        overlaps[at++] = counts[other]!;
      }
      counts[other] = 0;
    }
    lengths[row] = at - before;
    watch.step(total, wedges.work);
  }
  return { offsets: exclusivePrefixSum(lengths), members, overlaps };
}

/** Lists triangles and counts them by a key of 16 flags: see {@link addTriangles}. */
class TriangleWalk {
  readonly #rows: Incidence;
  readonly #columns: Incidence;
  readonly #links: UpwardLinks;
  readonly #keys: Float64Array;
  /** Of each row: 1 + its place among the links of the row at hand; 0 if it has none. */
  readonly #slots: Uint32Array;
  readonly #sizes: Uint32Array;
  /** Members shared with the row at hand, as bits, `words` numbers a slot. */
  #masks = new Int32Array(0);

  constructor(
    rows: Incidence,
    columns: Incidence,
    links: UpwardLinks,
    keys: Float64Array,
  ) {
    this.#rows = rows;
    this.#columns = columns;
    this.#links = links;
    this.#keys = keys;
    this.#slots = new Uint32Array(rowCount(rows));
    this.#sizes = Uint32Array.from({ length: rowCount(rows) }, (_, row) =>
      rowLength(rows, row),
    );
  }

  /** Triangles whose row of lowest degree is `a`. */
  from(a: number): number {
    const { offsets, members } = this.#links;
    const start = offsets[a]!;
    const end = offsets[a + 1]!;
    if (end - start < 2) return 1;
    const slots = this.#slots;
    for (let p = start; p < end; p++) slots[members[p]!] = p - start + 1;
    const words = (this.#sizes[a]! + 31) >>> 5;
    let work = this.#fillMasks(a, end - start, words);
    if (words === 1) work += this.#countShort(a, start, end);
    else work += this.#countLong(a, start, end, words);
    for (let p = start; p < end; p++) slots[members[p]!] = 0;
    return work;
  }

  #fillMasks(a: number, links: number, words: number): number {
    const length = (links + 1) * words;
    if (this.#masks.length < length) this.#masks = new Int32Array(2 * length);
    else this.#masks.fill(0, 0, length);
    const masks = this.#masks;
    const slots = this.#slots;
    const { offsets, members } = this.#columns;
    const first = this.#rows.offsets[a]!;
    let work = length;
    for (let k = 0; k < this.#sizes[a]!; k++) {
      const column = this.#rows.members[first + k]!;
      const word = k >>> 5;
      const bit = 1 << (k & 31);
      const end = offsets[column + 1]!;
      for (let q = offsets[column]!; q < end; q++) {
        const slot = slots[members[q]!]!;
        if (slot !== 0) masks[slot * words + word]! |= bit;
      }
      work += end - offsets[column]!;
    }
    return work;
  }

  /** For rows of up to 32 members: one word a mask. */
  #countShort(a: number, start: number, end: number): number {
    const { offsets, members, overlaps } = this.#links;
    const slots = this.#slots;
    const sizes = this.#sizes;
    const masks = this.#masks;
    const keys = this.#keys;
    const sizeA = sizes[a]!;
    let work = 0;
    for (let p = start; p < end; p++) {
      const b = members[p]!;
      const ab = overlaps[p]!;
      const sizeB = sizes[b]!;
      const mask = masks[p - start + 1]!;
      const stop = offsets[b + 1]!;
      for (let q = offsets[b]!; q < stop; q++) {
        const c = members[q]!;
        const slot = slots[c]!;
        if (slot === 0) continue;
        const ca = overlaps[start + slot - 1]!;
        const all = bitCount(mask & masks[slot]!);
        const bc = overlaps[q]!;
        keys[triangleKey(sizeA, sizeB, sizes[c]!, ab, bc, ca, all)]!++;
      }
      work += stop - offsets[b]!;
    }
    return work;
  }

  #countLong(a: number, start: number, end: number, words: number): number {
    const { offsets, members, overlaps } = this.#links;
    const slots = this.#slots;
    const sizes = this.#sizes;
    const masks = this.#masks;
    const keys = this.#keys;
    const sizeA = sizes[a]!;
    let work = 0;
    for (let p = start; p < end; p++) {
      const b = members[p]!;
      const ab = overlaps[p]!;
      const sizeB = sizes[b]!;
      const own = (p - start + 1) * words;
      const stop = offsets[b + 1]!;
      for (let q = offsets[b]!; q < stop; q++) {
        const c = members[q]!;
        const slot = slots[c]!;
        if (slot === 0) continue;
        const ca = overlaps[start + slot - 1]!;
        let all = 0;
        const other = slot * words;
        for (let w = 0; w < words; w++) {
          all += bitCount(masks[own + w]! & masks[other + w]!);
        }
        const bc = overlaps[q]!;
        keys[triangleKey(sizeA, sizeB, sizes[c]!, ab, bc, ca, all)]!++;
      }
      work += (stop - offsets[b]!) * words;
    }
    return work;
  }
}

/** Ones in a 32-bit number. */
function bitCount(bits: number): number {
  let x = bits - ((bits >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Bits 0 to 6: the triple's code. Then, for the centres a, b and c, the open
 * triple that the histogram took it for: centre alone, and each end alone.
 * `(y − x) >>> 31` is 1 if x > y.
 */
function triangleKey(
  a: number,
  b: number,
  c: number,
  ab: number,
  bc: number,
  ca: number,
  all: number,
): number {
  return (
    ((ab + ca - a - all) >>> 31) |
    (((ab + bc - b - all) >>> 31) << 1) |
    (((bc + ca - c - all) >>> 31) << 2) |
    (((all - ab) >>> 31) << 3) |
    (((all - bc) >>> 31) << 4) |
    (((all - ca) >>> 31) << 5) |
    ((-all >>> 31) << 6) |
    (((ab + ca - a) >>> 31) << 7) |
    (((ab - b) >>> 31) << 8) |
    (((ca - c) >>> 31) << 9) |
    (((ab + bc - b) >>> 31) << 10) |
    (((ab - a) >>> 31) << 11) |
    (((bc - c) >>> 31) << 12) |
    (((bc + ca - c) >>> 31) << 13) |
    (((ca - a) >>> 31) << 14) |
    (((bc - b) >>> 31) << 15)
  );
}

/** Adds triangles as what they are and takes off what the histogram took them for. */
function addTriangles(keys: Float64Array, motifs: Float64Array): void {
  keys.forEach((count, key) => {
    if (count === 0) return;
    motifs[motifOfCode[key & 127]!]! += count;
    for (let centre = 0; centre < 3; centre++) {
      const flags = (key >>> (7 + 3 * centre)) & 7;
      const ends = ((flags >>> 1) & 1) + (flags >>> 2);
      const motif = openMotif(flags & 1, ends);
      motifs[motif]! -= count;
    }
  });
}

/** Sums over open and over closed patterns. */
export function motifTotals(motifs: ArrayLike<number>): {
  open: number;
  closed: number;
} {
  let open = 0;
  let closed = 0;
  isOpenMotif.forEach((isOpen, i) => {
    if (isOpen) open += motifs[i]!;
    else closed += motifs[i]!;
  });
  return { open, closed };
}
