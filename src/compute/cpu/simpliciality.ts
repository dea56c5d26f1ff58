import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { equalRows } from '#hypergraph/collapse.ts';
import {
  rowCount,
  rowLength,
  transpose,
  type Incidence,
} from '#hypergraph/incidence.ts';
import {
  compactRows,
  countClosureFaces,
  properFaces,
  type ClosureOptions,
} from './closure-faces.ts';
import { simplicesOfSize } from './simplex-lists.ts';
import { subsetPairs } from './subset-pairs.ts';

/** Counts behind the measures of simpliciality. */
export interface FaceCounts {
  /** Edges of more than `minSize` members, equal ones each. */
  readonly candidates: number;
  /** Those of them all of whose faces are there. */
  readonly simplices: number;
  /** Edges of at least `minSize` members, equal ones each. */
  readonly edges: number;
  /** Maximal edges of more than `minSize` members, equal ones each. */
  readonly maximal: number;
  /** Σ over these of missing faces; Infinity where they are more than a double can say. */
  readonly missingSum: number;
  /** Σ over these of the share of their faces that are there. */
  readonly presentShareSum: number;
}

/**
 * Counts, for every edge, which of its faces of at least `minSize` members are
 * edges themselves.
 * @param columns - The same matrix by column.
 * @throws PolyadError CANCELLED
 * @remarks Faces that are there are edges inside it, so no face is listed; cost
 * of {@link subsetPairs}.
 */
export function countFaces(
  rows: Incidence,
  columns: Incidence,
  minSize: number,
  options: LoopOptions = {},
): FaceCounts {
  const subsets = subsetPairs(rows, columns, options);
  const { isFirst, copies } = equalCopies(rows);
  const hasSuperset = new Uint8Array(rowCount(rows));
  for (const row of subsets.members) hasSuperset[row] = 1;
  const counts = { candidates: 0, simplices: 0, edges: 0, maximal: 0 };
  let missingSum = 0;
  let presentShareSum = 0;
  for (let row = 0; row < isFirst.length; row++) {
    const size = rowLength(rows, row);
    if (isFirst[row] === 0 || size < minSize) continue;
    const times = copies[row]!;
    counts.edges += times;
    if (size === minSize) continue;
    let present = 0;
    for (let i = subsets.offsets[row]!; i < subsets.offsets[row + 1]!; i++) {
      const face = subsets.members[i]!;
      if (isFirst[face] === 1 && rowLength(rows, face) >= minSize) present++;
    }
    const faces = properFaces(size, minSize);
    counts.candidates += times;
    if (present === faces) counts.simplices += times;
    if (hasSuperset[row] === 1) continue;
    counts.maximal += times;
    missingSum += times * (faces - present);
    presentShareSum += times * (faces === 0 ? 1 : present / faces);
  }
  return { ...counts, missingSum, presentShareSum };
}

/** Whether each row is the first of its equals, and how many equals a first one has, itself too. */
function equalCopies(rows: Incidence): {
  isFirst: Uint8Array;
  copies: Uint32Array;
} {
  const classes = equalRows(rows);
  const isFirst = new Uint8Array(rowCount(rows));
  const copies = new Uint32Array(rowCount(rows));
  for (let c = 0; c < rowCount(classes); c++) {
    const first = classes.members[classes.offsets[c]!]!;
    isFirst[first] = 1;
    copies[first] = rowLength(classes, c);
  }
  return { isFirst, copies };
}

/** What {@link countMissingFaces} counts. */
export interface MissingFacesOptions extends ClosureOptions {
  /** Smallest face that counts. */
  readonly minSize: number;
}

/** Most subsets below `minSize` to list. */
const MAX_SMALL_FACES = 2e7;

/**
 * Faces of at least `minSize` members that the closure has and the edges lack.
 * @throws PolyadError CANCELLED, or LIMIT_EXCEEDED: {@link countClosureFaces}.
 */
export function countMissingFaces(
  rows: Incidence,
  options: MissingFacesOptions,
): number {
  const { minSize } = options;
  const { isFirst } = equalCopies(rows);
  const large: number[] = [];
  for (let row = 0; row < isFirst.length; row++) {
    if (isFirst[row] === 1 && rowLength(rows, row) >= minSize) large.push(row);
  }
  const kept = compactRows(rows, Uint32Array.from(large));
  let faces = countClosureFaces(withoutContained(kept), options) - 1;
  // those too small to count
  if (minSize > 1) faces -= columnTotal(kept);
  for (let size = 2; size < minSize; size++) {
    faces -= simplicesOfSize(kept, size, MAX_SMALL_FACES, options).count;
  }
  return large.length === 0 ? 0 : faces - large.length;
}

/** Only the maximal rows: the others hold no face of their own. */
function withoutContained(rows: Incidence): Incidence {
  const columns = transpose(rows, columnTotal(rows));
  const subsets = subsetPairs(rows, columns);
  const contained = new Set(subsets.members);
  const kept = Uint32Array.from({ length: rowCount(rows) }, (_, row) => row);
  return compactRows(
    rows,
    kept.filter((row) => !contained.has(row)),
  );
}

function columnTotal({ members }: Incidence): number {
  return members.reduce((most, column) => Math.max(most, column + 1), 0);
}

/**
 * For every node, the edges that lie wholly inside its closed neighbourhood, as
 * rows with columns renumbered; `visit` gets undefined for nodes without a
 * neighbour.
 * @throws PolyadError CANCELLED
 * @remarks Time O(Σ over nodes of the degrees of its neighbours).
 */
export function forEachNeighborhood(
  edges: Incidence,
  nodes: Incidence,
  options: LoopOptions,
  visit: (node: number, inside: Incidence | undefined) => void,
): void {
  const total = rowCount(nodes);
  const watch = new LoopWatch(total, options);
  const marks = new Uint32Array(total).fill(0xffffffff);
  const members = new Uint32Array(rowCount(edges));
  for (let node = 0; node < total; node++) {
    const near: number[] = [node];
    marks[node] = node;
    for (let q = nodes.offsets[node]!; q < nodes.offsets[node + 1]!; q++) {
      const edge = nodes.members[q]!;
      for (let p = edges.offsets[edge]!; p < edges.offsets[edge + 1]!; p++) {
        const other = edges.members[p]!;
        if (marks[other] === node) continue;
        marks[other] = node;
        near.push(other);
      }
    }
    const { inside, work } = wholeEdges(edges, nodes, near, members);
    visit(node, near.length === 1 ? undefined : compactRows(edges, inside));
    watch.step(node, work);
  }
  watch.finish();
}

/** Edges all of whose members are in `near`, ascending; `held` is scratch of zeros. */
function wholeEdges(
  edges: Incidence,
  nodes: Incidence,
  near: readonly number[],
  held: Uint32Array,
): { inside: Uint32Array; work: number } {
  const met: number[] = [];
  let work = 0;
  for (const node of near) {
    for (let q = nodes.offsets[node]!; q < nodes.offsets[node + 1]!; q++) {
      const edge = nodes.members[q]!;
      if (held[edge]!++ === 0) met.push(edge);
      work++;
    }
  }
  const inside = met.filter((edge) => held[edge] === rowLength(edges, edge));
  for (const edge of met) held[edge] = 0;
  return { inside: Uint32Array.from(inside).sort(), work };
}
