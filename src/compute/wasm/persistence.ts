import { PolyadError } from '#errors/polyad-error.ts';
import { LoopWatch } from '#numeric/cancellation.ts';
import {
  rowCount,
  rowLength,
  transpose,
  type Incidence,
} from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '../backend.ts';
import type { ClassOptions, PersistentClasses } from '../cpu/persistence.ts';
import {
  cyclesOf,
  type FoundClasses,
  type RelabelledMatrix,
} from './found-cycles.ts';
import { withKernels, type Kernels } from './kernels.ts';

export interface KernelClassOptions extends ClassOptions, ComputeOptions {
  /** Most sets the search for critical simplices may look at. Default 2 · 10⁹. */
  readonly maxVisits?: number | undefined;
  /** Most codes of simplices that the reduction may bring together; no limit unless given. */
  readonly maxCodes?: number | undefined;
  /** How the kernel holds its data; by size unless set. */
  readonly layout?: KernelLayout | undefined;
}

/** Choices that change time and memory, not answers. */
export interface KernelLayout {
  /** Codes of two words also where one would do. */
  readonly isWide?: boolean | undefined;
  /** Most bytes of the bits that say which row holds which column. Default 64 MiB. */
  readonly bitBytes?: number | undefined;
  /** Columns in more rows than this get an index of their pairs. Default 24. */
  readonly light?: number | undefined;
  /** Most entries of that index. Default 30 million. */
  readonly pairRoom?: number | undefined;
}

const DEFAULT_VISITS = 2e9;

const BIT_BYTES = 64 * 2 ** 20;
const LIGHT = 24;
const PAIR_ROOM = 3e7;

/** Bits of a code in one word, and of its columns in two. */
const NARROW_BITS = 64;
const WIDE_BITS = 96;

/** Sets looked at, columns reduced and codes they take in, between two looks at the signal. */
const VISITS_PER_CALL = 1 << 20;
const COLUMNS_PER_CALL = 64;
const CODES_PER_CALL = 1 << 20;

/**
 * Persistent homology over GF(2) of the closures of the first 1, 2, … rows, with
 * all that dies at once left implicit; equals its oracle `cpu/persistence.ts`.
 * @param rows - In the order in which they appear; those inside an earlier one only cost time.
 * @throws PolyadError CANCELLED, or LIMIT_EXCEEDED if the search takes more than
 * `maxVisits`, if columns and dimension do not fit a code, or memory runs out.
 * @remarks Time grows with the critical simplices, not with the closure.
 */
export function persistentClasses(
  rows: Incidence,
  columnTotal: number,
  options: KernelClassOptions,
): PersistentClasses[] {
  const order = byDegree(rows, columnTotal);
  const matrix = relabelled(rows, order);
  const longest = longestRow(rows);
  // rows of n columns bound no class of dimension n or above
  const top = Math.min(options.maxDim, longest - 1);
  const found = top < 0 ? [] : runKernel(matrix, top, options);
  const classes = found.map(({ births, deaths }) => ({ births, deaths }));
  const cycles =
    options.cycles === true ? cyclesOf(matrix, found, order, options) : [];
  return Array.from({ length: options.maxDim + 1 }, (_, dim) => ({
    births: classes[dim]?.births ?? new Uint32Array(),
    deaths: classes[dim]?.deaths ?? new Uint32Array(),
    cycles: options.cycles === true ? (cycles[dim] ?? []) : undefined,
  }));
}

/** Columns by falling degree, ties by number. */
function byDegree(rows: Incidence, columnTotal: number): Uint32Array {
  const degrees = new Uint32Array(columnTotal);
  for (const column of rows.members) {
    degrees[column] = (degrees[column] ?? 0) + 1;
  }
  const order = Uint32Array.from({ length: columnTotal }, (_, i) => i);
  return order.sort((a, b) => (degrees[b] ?? 0) - (degrees[a] ?? 0) || a - b);
}

/** The matrix with columns numbered by `order`, both directions ascending. */
function relabelled(rows: Incidence, order: Uint32Array): RelabelledMatrix {
  const names = new Uint32Array(order.length);
  order.forEach((column, name) => (names[column] = name));
  const renamed = {
    offsets: rows.offsets,
    members: rows.members.map((column) => names[column] ?? 0),
  };
  const columns = transpose(renamed, order.length);
  return { rows: transpose(columns, rowCount(rows)), columns };
}

function longestRow(rows: Incidence): number {
  let longest = 0;
  for (let row = 0; row < rowCount(rows); row++) {
    longest = Math.max(longest, rowLength(rows, row));
  }
  return longest;
}

function bitsFor(count: number): number {
  return Math.max(1, 32 - Math.clz32(Math.max(0, count - 1)));
}

function runKernel(
  matrix: RelabelledMatrix,
  top: number,
  options: KernelClassOptions,
): FoundClasses[] {
  const columnCount = rowCount(matrix.columns);
  const bits = bitsFor(columnCount);
  const width = Math.max(2, top + 2) * bits;
  if (width > WIDE_BITS) throw tooWide(columnCount, top, bits);
  const { layout = {} } = options;
  const isWide =
    layout.isWide === true ||
    width + bitsFor(rowCount(matrix.rows)) > NARROW_BITS;
  return withKernels({ ...options, threads: 1 }, (kernels) => {
    try {
      openKernel(kernels, matrix, layout, { bits, isWide });
      return classesByDimension(kernels, top, options);
    } catch (error) {
      // the kernels trap where memory ends
      if (error instanceof PolyadError) throw error;
      throw tooMuchMemory(kernels.memory.byteLength, error);
    }
  });
}

function openKernel(
  { memory, run }: Kernels,
  { rows, columns }: RelabelledMatrix,
  { bitBytes = BIT_BYTES, light = LIGHT, pairRoom = PAIR_ROOM }: KernelLayout,
  { bits, isWide }: { readonly bits: number; readonly isWide: boolean },
): void {
  const bytesPerColumn = 4 * Math.ceil(rowCount(rows) / 32);
  const columnCount = rowCount(columns);
  let heavy = 0;
  while (heavy < columnCount && rowLength(columns, heavy) > light) heavy++;
  const given = memory.struct(
    rowCount(rows),
    columnCount,
    memory.put(rows.offsets),
    memory.put(rows.members),
    memory.put(columns.offsets),
    memory.put(columns.members),
    Math.min(columnCount, Math.floor(bitBytes / bytesPerColumn)),
    heavy,
    pairRoom,
  );
  run.openHomology(given, bits, isWide ? 1 : 0);
}

function classesByDimension(
  kernels: Kernels,
  top: number,
  options: KernelClassOptions,
): FoundClasses[] {
  const { run } = kernels;
  const { maxCodes = Infinity } = options;
  const watch = new LoopWatch(top + 1, options);
  run.classesOfPoints();
  const found = [readClasses(kernels, 0, options)];
  for (let dim = 1; dim <= top; dim++) {
    searchCritical(kernels, dim, watch, options);
    let left = run.startReduction();
    while (left > 0) {
      left = run.reduceColumns(dim, COLUMNS_PER_CALL, CODES_PER_CALL);
      watch.step(dim, VISITS_PER_CALL);
      if (run.codesTaken() > maxCodes) throw tooManyCodes(dim, maxCodes);
    }
    run.endReduction();
    found.push(readClasses(kernels, dim, options));
  }
  watch.finish();
  return found;
}

function searchCritical(
  { run }: Kernels,
  dim: number,
  watch: LoopWatch,
  { maxVisits = DEFAULT_VISITS }: KernelClassOptions,
): void {
  const rows = run.startDimension(dim, maxVisits);
  let row = 0;
  while (row < rows) {
    row = run.searchRows(row, VISITS_PER_CALL);
    watch.step(dim, VISITS_PER_CALL);
  }
  if (run.setsVisited() > maxVisits) {
    throw new PolyadError(
      'LIMIT_EXCEEDED',
      `Homology of dimension ${dim} takes a look at more than ${maxVisits} sets of members; take a highest dimension below ${dim}, or leave out the largest hyperedges.`,
      { dim, maxVisits },
    );
  }
}

function readClasses(
  { memory, run }: Kernels,
  dim: number,
  { cycles }: KernelClassOptions,
): FoundClasses {
  memory.refresh();
  const width = dim + 3;
  const count = run.countClasses();
  const records = memory.uint32(run.classesAt(), count * width);
  const births = new Uint32Array(count);
  const deaths = new Uint32Array(count);
  const openers = new Uint32Array(count * (dim + 1));
  for (let i = 0; i < count; i++) {
    births[i] = records[i * width] ?? 0;
    deaths[i] = records[i * width + 1] ?? 0;
    openers.set(
      records.subarray(i * width + 2, (i + 1) * width),
      i * (dim + 1),
    );
  }
  if (cycles !== true) {
    return { births, deaths, openers, killers: new Uint32Array() };
  }
  const length = run.countKillers() * (dim + 2);
  const top = memory.top;
  const at = memory.words(length);
  run.listKillers(dim + 2, at);
  const killers = memory.uint32(at, length).slice();
  memory.release(top);
  return { births, deaths, openers, killers };
}

function tooManyCodes(dim: number, maxCodes: number): PolyadError {
  return new PolyadError(
    'LIMIT_EXCEEDED',
    `Homology of dimension ${dim} brings more than ${maxCodes} simplices together; take a highest dimension below ${dim}, or leave out the largest hyperedges.`,
    { dim, maxCodes },
  );
}

function tooMuchMemory(bytes: number, cause: unknown): PolyadError {
  return new PolyadError(
    'LIMIT_EXCEEDED',
    `Homology needs more kernel memory than can be had (${Math.ceil(bytes / 2 ** 20)} MiB so far); take a lower highest dimension, leave out the largest hyperedges, or let large hyperedges appear first.`,
    { bytes },
    { cause },
  );
}

function tooWide(columns: number, top: number, bits: number): PolyadError {
  const most = Math.floor(WIDE_BITS / bits) - 2;
  return new PolyadError(
    'LIMIT_EXCEEDED',
    `Simplices of dimension ${top + 1} on ${columns} nodes are too large to number; take a highest dimension of at most ${most}.`,
    { dim: top, nodes: columns, most },
  );
}
