import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import {
  rowCount,
  rowMembers,
  transpose,
  type Incidence,
} from '#hypergraph/incidence.ts';
import { boundaryOf, simplicesOfSize } from './simplex-lists.ts';

/** What {@link persistentClasses} takes. */
export interface ClassOptions extends LoopOptions {
  /** Highest dimension of a class, 0 or more. */
  readonly maxDim: number;
  /** Whether to give a cycle for each class. */
  readonly cycles?: boolean | undefined;
}

/** The homology classes of one dimension that live for at least one row. */
export interface PersistentClasses {
  /** Row with which each class appears. */
  readonly births: Uint32Array;
  /** Row with which each class vanishes; the number of rows for those that stay. */
  readonly deaths: Uint32Array;
  /**
   * Per class: the simplices of a cycle in it, one after another, columns of each
   * ascending; its last simplex by birth is in the cycle of no other class.
   * Undefined unless asked for.
   */
  readonly cycles: readonly Uint32Array[] | undefined;
}

/** Most subsets of rows that the explicit method lists in a dimension. */
const MOST_SUBSETS = 2_000_000;

interface Level {
  /** Members of simplex j: entries `j · width … (j + 1) · width`, in filtration order. */
  readonly members: Uint32Array;
  readonly width: number;
  readonly births: Uint32Array;
  /** Faces of each simplex as places in the level below, ascending. */
  readonly faces: readonly Uint32Array[];
}

/**
 * Persistent homology over GF(2) of the downward closures of the first 1, 2, …
 * rows, by reducing explicit boundary matrices column by column.
 * @param rows - In the order in which they appear; members ascending.
 * @param columnTotal - All members lie below.
 * @returns One entry a dimension from 0 to `maxDim`.
 * @throws PolyadError CANCELLED, or LIMIT_EXCEEDED before anything is listed if
 * rows have too many subsets.
 * @remarks The oracle: time cubic in the simplices at worst. Standard algorithm of
 * Edelsbrunner, Letscher and Zomorodian 2002, doi:10.1007/s00454-002-2885-2.
 */
export function persistentClasses(
  rows: Incidence,
  columnTotal: number,
  options: ClassOptions,
): PersistentClasses[] {
  const { maxDim, ...loop } = options;
  const watch = new LoopWatch(maxDim + 1, loop);
  const columns = transpose(rows, columnTotal);
  const found: PersistentClasses[] = [];
  let own = levelOf(rows, columns, 1, loop);
  let reduced = reduceLevel(own, watch, 0);
  for (let dim = 0; dim <= maxDim; dim++) {
    const above = levelOf(rows, columns, dim + 2, loop);
    const next = reduceLevel(above, watch, dim);
    found.push(classesOf({ own, above, reduced, next }, rows, options));
    own = above;
    reduced = next;
  }
  watch.finish();
  return found;
}

/** The simplices of `width` members by (first row that holds it, members). */
function levelOf(
  rows: Incidence,
  columns: Incidence,
  width: number,
  loop: LoopOptions,
): Level {
  const own = sortedByBirth(rows, columns, width, loop);
  if (width === 1) {
    return { ...own, faces: own.places.map(() => new Uint32Array()) };
  }
  const below = sortedByBirth(rows, columns, width - 1, loop);
  const { faces } = boundaryOf(own.list, below.list);
  const placeBelow = new Uint32Array(below.places.length);
  below.places.forEach((j, place) => (placeBelow[j] = place));
  return {
    ...own,
    faces: own.places.map((j) =>
      faces
        .subarray(j * width, (j + 1) * width)
        .map((face) => placeBelow[face]!)
        .sort(),
    ),
  };
}

function sortedByBirth(
  rows: Incidence,
  columns: Incidence,
  width: number,
  loop: LoopOptions,
) {
  const list = simplicesOfSize(rows, width, MOST_SUBSETS, loop);
  const birthOf = (j: number): number =>
    firstRow(columns, list.members.subarray(j * width, (j + 1) * width));
  const unsorted = Uint32Array.from({ length: list.count }, (_, j) =>
    birthOf(j),
  );
  const places = Array.from({ length: list.count }, (_, j) => j);
  places.sort((a, b) => unsorted[a]! - unsorted[b]! || a - b);
  const members = new Uint32Array(list.members.length);
  places.forEach((j, place) => {
    const simplex = list.members.subarray(j * width, (j + 1) * width);
    members.set(simplex, place * width);
  });
  const births = Uint32Array.from(places, (j) => unsorted[j]!);
  return { list, places, members, width, births };
}

/** The first row that holds all `members`; there is one. */
function firstRow(columns: Incidence, members: Uint32Array): number {
  const [first, ...others] = Array.from(members, (column) =>
    rowMembers(columns, column),
  );
  return first!.find((row) => others.every((list) => list.includes(row)))!;
}

interface Reduction {
  /** Per simplex: its reduced boundary, ascending; empty for those that open a class. */
  readonly boundaries: readonly Uint32Array[];
  /** Per simplex: the simplices whose boundaries add up to that. */
  readonly chains: readonly Uint32Array[];
  /** Which simplex's reduced boundary ends in each face. */
  readonly byPivot: ReadonlyMap<number, number>;
}

function reduceLevel(level: Level, watch: LoopWatch, done: number): Reduction {
  const boundaries: Uint32Array[] = [];
  const chains: Uint32Array[] = [];
  const byPivot = new Map<number, number>();
  level.faces.forEach((faces, j) => {
    let boundary = faces;
    let chain = Uint32Array.of(j);
    for (;;) {
      const pivot = boundary[boundary.length - 1];
      const other = pivot === undefined ? undefined : byPivot.get(pivot);
      if (other === undefined) {
        if (pivot !== undefined) byPivot.set(pivot, j);
        break;
      }
      boundary = symmetricDifference(boundary, boundaries[other]!);
      chain = symmetricDifference(chain, chains[other]!);
      watch.step(done, boundary.length + chain.length);
    }
    boundaries.push(boundary);
    chains.push(chain);
  });
  return { boundaries, chains, byPivot };
}

/** Sum over GF(2) of two ascending lists. */
function symmetricDifference(
  left: Uint32Array,
  right: Uint32Array,
): Uint32Array<ArrayBuffer> {
  const sum = new Uint32Array(left.length + right.length);
  let at = 0;
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const a = left[i] ?? Infinity;
    const b = right[j] ?? Infinity;
    if (a !== b) sum[at++] = Math.min(a, b);
    if (a <= b) i++;
    if (b <= a) j++;
  }
  return sum.slice(0, at);
}

interface Neighbours {
  readonly own: Level;
  readonly above: Level;
  readonly reduced: Reduction;
  readonly next: Reduction;
}

function classesOf(
  { own, above, reduced, next }: Neighbours,
  rows: Incidence,
  options: ClassOptions,
): PersistentClasses {
  const births: number[] = [];
  const deaths: number[] = [];
  const cycles: Uint32Array[] = [];
  own.births.forEach((birth, j) => {
    if (reduced.boundaries[j]!.length > 0) return;
    const killer = next.byPivot.get(j);
    const death = killer === undefined ? rowCount(rows) : above.births[killer]!;
    if (death === birth) return;
    births.push(birth);
    deaths.push(death);
    const cycle =
      killer === undefined ? reduced.chains[j]! : next.boundaries[killer]!;
    if (options.cycles === true) cycles.push(membersOf(own, cycle));
  });
  return {
    births: Uint32Array.from(births),
    deaths: Uint32Array.from(deaths),
    cycles: options.cycles === true ? cycles : undefined,
  };
}

function membersOf({ members, width }: Level, chain: Uint32Array): Uint32Array {
  const result = new Uint32Array(chain.length * width);
  chain.forEach((j, i) => {
    result.set(members.subarray(j * width, (j + 1) * width), i * width);
  });
  return result;
}
