import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from './incidence.ts';

/**
 * The maximal hyperedges: those no other hyperedge contains. Of equal ones the
 * first counts; an empty hyperedge is maximal only where all are empty.
 * @param edges - Rows = hyperedges.
 * @param nodes - The same matrix by node.
 * @returns Hyperedge indices, ascending.
 * @throws PolyadError CANCELLED
 * @remarks Hyperedges from largest to smallest; a hyperedge can be contained only
 * in a maximal one on the list of each of its members, so the shortest of these
 * lists is searched. 64-bit signatures, kept beside the entries, rule most of
 * it out before members are compared. Memory 12 B an incidence.
 */
export function findToplexes(
  edges: Incidence,
  nodes: Incidence,
  options: LoopOptions = {},
): Uint32Array {
  const total = rowCount(edges);
  const watch = new LoopWatch(total, options);
  const order = bySizeDescending(edges);
  const lists = new MaximalLists(edges, nodes);
  const isMaximal = new Uint8Array(total);
  let found = 0;
  for (let i = 0; i < total; i++) {
    const edge = order[i]!;
    if (rowLength(edges, edge) === 0) {
      // the empty ones come last: maximal only if it is the first of all
      if (i === 0) found += isMaximal[edge] = 1;
      break;
    }
    if (!lists.contain(edge)) {
      lists.add(edge);
      found += isMaximal[edge] = 1;
    }
    watch.step(i, lists.work);
  }
  watch.finish();
  const toplexes = new Uint32Array(found);
  for (let edge = 0, at = 0; edge < total; edge++) {
    if (isMaximal[edge] === 1) toplexes[at++] = edge;
  }
  return toplexes;
}

/** Rows by length descending, ties by index; counting sort. */
function bySizeDescending(incidence: Incidence): Uint32Array {
  const total = rowCount(incidence);
  let longest = 0;
  for (let row = 0; row < total; row++) {
    longest = Math.max(longest, rowLength(incidence, row));
  }
  const next = new Uint32Array(longest + 2);
  for (let row = 0; row < total; row++) {
    next[longest - rowLength(incidence, row) + 1]!++;
  }
  for (let i = 1; i < next.length; i++) next[i]! += next[i - 1]!;
  const order = new Uint32Array(total);
  for (let row = 0; row < total; row++) {
    order[next[longest - rowLength(incidence, row)]!++] = row;
  }
  return order;
}

/** For each node, the maximal hyperedges found so far that hold it. */
class MaximalLists {
  /** Steps of the last call of {@link contain}. */
  work = 0;
  readonly #edges: Incidence;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  readonly #entries: Uint32Array;
  readonly #lowSignatures: Int32Array;
  readonly #highSignatures: Int32Array;
  #low = 0;
  #high = 0;

  constructor(edges: Incidence, nodes: Incidence) {
    this.#edges = edges;
    this.#starts = nodes.offsets;
    this.#ends = nodes.offsets.slice(0, rowCount(nodes));
    this.#entries = new Uint32Array(nodes.members.length);
    this.#lowSignatures = new Int32Array(nodes.members.length);
    this.#highSignatures = new Int32Array(nodes.members.length);
  }

  /** Whether a listed hyperedge holds all members of `edge`, which has some. */
  contain(edge: number): boolean {
    const rarest = this.#sign(edge);
    const end = this.#ends[rarest]!;
    const low = this.#low;
    const high = this.#high;
    const lows = this.#lowSignatures;
    const highs = this.#highSignatures;
    const start = this.#starts[rarest]!;
    this.work += end - start;
    for (let i = start; i < end; i++) {
      if ((low & ~lows[i]!) !== 0 || (high & ~highs[i]!) !== 0) continue;
      if (includes(this.#edges, this.#entries[i]!, edge)) return true;
    }
    return false;
  }

  /** Lists `edge`, the one last given to {@link contain}. */
  add(edge: number): void {
    const { offsets, members } = this.#edges;
    for (let p = offsets[edge]!; p < offsets[edge + 1]!; p++) {
      const at = this.#ends[members[p]!]!++;
      this.#entries[at] = edge;
      this.#lowSignatures[at] = this.#low;
      this.#highSignatures[at] = this.#high;
    }
  }

  /** Sets the signature of `edge`; returns its member with the shortest list. */
  #sign(edge: number): number {
    const { offsets, members } = this.#edges;
    let low = 0;
    let high = 0;
    let shortest = 0xffff_ffff;
    let rarest = 0;
    const end = offsets[edge + 1]!;
    for (let p = offsets[edge]!; p < end; p++) {
      const node = members[p]!;
      const bit = Math.imul(node, 0x9e3779b1) >>> 26;
      if (bit < 32) low |= 1 << bit;
      else high |= 1 << (bit & 31);
      const length = this.#ends[node]! - this.#starts[node]!;
      if (length < shortest) {
        shortest = length;
        rarest = node;
      }
    }
    this.#low = low;
    this.#high = high;
    this.work = end - offsets[edge]!;
    return rarest;
  }
}

/** Whether row `outer` holds every member of row `inner`, by merging. */
function includes(
  { offsets, members }: Incidence,
  outer: number,
  inner: number,
): boolean {
  let p = offsets[inner]!;
  const end = offsets[inner + 1]!;
  let q = offsets[outer]!;
  const outerEnd = offsets[outer + 1]!;
  while (p < end && outerEnd - q >= end - p) {
    const wanted = members[p]!;
    const met = members[q++]!;
    if (met === wanted) p++;
    else if (met > wanted) return false;
  }
  return p === end;
}
