import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { equalRows } from '#hypergraph/collapse.ts';
import {
  rowCount,
  rowLength,
  rowMembers,
  transpose,
  type Incidence,
} from '#hypergraph/incidence.ts';

/** The two sides of directed hyperedges, in both directions. */
export interface DirectedRows {
  /** Row = hyperedge. */
  readonly tails: Incidence;
  readonly heads: Incidence;
  /** Row = node. */
  readonly tailOf: Incidence;
  readonly headOf: Incidence;
}

/** The entries of `rows` that `keep` accepts by position. O(incidences). */
export function entriesWhere(
  rows: Incidence,
  keep: (position: number) => boolean,
): Incidence {
  const offsets = new Uint32Array(rowCount(rows) + 1);
  const members = new Uint32Array(rows.members.length);
  let at = 0;
  for (let row = 0; row < rowCount(rows); row++) {
    for (let q = rows.offsets[row]!; q < rows.offsets[row + 1]!; q++) {
      if (keep(q)) members[at++] = rows.members[q]!;
    }
    offsets[row + 1] = at;
  }
  return { offsets, members: members.slice(0, at) };
}

/** Both directions of two sides. */
export function directedRows(
  tails: Incidence,
  heads: Incidence,
  nodeCount: number,
): DirectedRows {
  return {
    tails,
    heads,
    tailOf: transpose(tails, nodeCount),
    headOf: transpose(heads, nodeCount),
  };
}

/** When hyperedges pass on, and from where. */
export interface ReachInput {
  /** Row = hyperedge: where it is entered and left. */
  readonly from: Incidence;
  readonly to: Incidence;
  /** Row = node: hyperedges it enters. */
  readonly entered: Incidence;
  readonly start: Iterable<number>;
  /** A hyperedge passes on once all its entries are reached; else once any is. */
  readonly all: boolean;
}

/** Round in which each was reached, 0 at the start, -1 never. */
export interface Reach {
  readonly ofNode: Int32Array;
  readonly ofEdge: Int32Array;
}

/**
 * What is reached from some nodes. With `all`, hyperedges without entries pass on
 * in the first round.
 * @remarks O(incidences): each is looked at once. Gallo, Longo, Pallottino and
 * Nguyen 1993, doi:10.1016/0166-218X(93)90045-P.
 */
export function reachFrom(input: ReachInput): Reach {
  const { from, to, entered, all } = input;
  const ofNode = new Int32Array(rowCount(entered)).fill(-1);
  const ofEdge = new Int32Array(rowCount(from)).fill(-1);
  const missing = Uint32Array.from({ length: rowCount(from) }, (_, edge) =>
    rowLength(from, edge),
  );
  let nodes = [...new Set(input.start)];
  for (const node of nodes) ofNode[node] = 0;
  let passing: number[] = [];
  missing.forEach((count, edge) => {
    if (all && count === 0) passing.push(edge);
  });
  for (let round = 1; nodes.length > 0 || passing.length > 0; round++) {
    for (const node of nodes) {
      for (const edge of rowMembers(entered, node)) {
        const left = --missing[edge]!;
        if (ofEdge[edge]! >= 0 || (all && left > 0)) continue;
        ofEdge[edge] = round;
        passing.push(edge);
      }
    }
    nodes = [];
    for (const edge of passing) {
      ofEdge[edge] = round;
      for (const node of rowMembers(to, edge)) {
        if (ofNode[node]! >= 0) continue;
        ofNode[node] = round;
        nodes.push(node);
      }
    }
    passing = [];
  }
  return { ofNode, ofEdge };
}

/** Which hyperedges are answered, 0 or 1 each. */
export interface Answered {
  /** Another one has their head as its tail and their tail as its head. */
  readonly exact: Uint8Array;
  /** Each head node leads back to each tail node, by some hyperedge. */
  readonly strong: Uint8Array;
  /** Some head node leads back to some tail node. */
  readonly weak: Uint8Array;
}

/**
 * @throws PolyadError CANCELLED
 * @remarks Time O(Σ |tail| · |head| · degree). A hyperedge without a tail or head
 * is answered only exactly, by one without the other.
 */
export function answeredEdges(
  { tails, heads, tailOf, headOf }: DirectedRows,
  options: LoopOptions = {},
): Answered {
  const count = rowCount(tails);
  const exact = exactlyAnswered(tails, heads);
  const strong = new Uint8Array(count);
  const weak = new Uint8Array(count);
  const watch = new LoopWatch(count, options);
  for (let edge = 0; edge < count; edge++) {
    let pairs = 0;
    let back = 0;
    for (const head of rowMembers(heads, edge)) {
      const out = rowMembers(tailOf, head);
      for (const tail of rowMembers(tails, edge)) {
        const into = rowMembers(headOf, tail);
        pairs++;
        back += Number(meet(out, into));
        watch.step(edge, 4 + out.length + into.length);
      }
    }
    strong[edge] = Number(pairs > 0 && back === pairs);
    weak[edge] = Number(back > 0);
  }
  watch.finish();
  return { exact, strong, weak };
}

function exactlyAnswered(tails: Incidence, heads: Incidence): Uint8Array {
  const count = rowCount(tails);
  // Classes of equal sets over all tails and heads make pairs of numbers comparable.
  const classOf = new Uint32Array(2 * count);
  const classes = equalRows(stacked(tails, heads));
  for (let c = 0; c < rowCount(classes); c++) {
    for (const row of rowMembers(classes, c)) classOf[row] = c;
  }
  const key = (from: number, to: number): number =>
    classOf[from]! * 2 * count + classOf[to]!;
  const known = new Set<number>();
  for (let edge = 0; edge < count; edge++) known.add(key(edge, count + edge));
  return Uint8Array.from({ length: count }, (_, edge) =>
    Number(known.has(key(count + edge, edge))),
  );
}

function stacked(upper: Incidence, lower: Incidence): Incidence {
  const shift = upper.members.length;
  const offsets = new Uint32Array(upper.offsets.length + rowCount(lower));
  offsets.set(upper.offsets);
  lower.offsets.forEach((offset, row) => {
    offsets[rowCount(upper) + row] = offset + shift;
  });
  const members = new Uint32Array(shift + lower.members.length);
  members.set(upper.members);
  members.set(lower.members, shift);
  return { offsets, members };
}

/** True if two ascending lists share an entry. */
function meet(left: Uint32Array, right: Uint32Array): boolean {
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) return true;
    if (left[i]! < right[j]!) i++;
    else j++;
  }
  return false;
}
