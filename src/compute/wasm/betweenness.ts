import { LoopWatch } from '#numeric/cancellation.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '../backend.ts';
import type { DependencySums } from '../cpu/betweenness.ts';
import { findEarlierRows } from './earlier-rows.ts';
import { withKernels, type Kernels } from './kernels.ts';
import { putMatrix, putRankedRows } from './matrix.ts';
import { runPhase } from './phase.ts';

/** Sums are made apart for so many chunks of sources, whatever the number of threads. */
const PARTS = 16;

/** Links a chunk of sources may meet, and what one costs, nanoseconds. */
const LINKS_PER_CHUNK = 1 << 21;
const LINK_COST = 3;

/** 2³² − 1 in each word: vertices not reached. */
const UNREACHED = 0xffff_ffff;

/** Options of {@link betweenness}. */
export interface BetweennessOptions extends ComputeOptions {
  /** Most pairs of the line graph to hold. */
  readonly maxStoredPairs: number;
}

/**
 * Betweenness of every row in the s-line graph; as its oracle
 * `cpu/betweenness.ts`, but for the last digits: other order of addition, which
 * the number of threads does not change.
 * @returns Undefined if there are more than `maxStoredPairs` pairs.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 * @remarks Brandes 2001, doi:10.1080/0022250X.2001.9990249. Vertices are
 * renumbered breadth first and levels and path counts updated without branches.
 * Memory 28 B a pair for the graph and 4 B a pair and thread.
 */
export function betweenness(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: BetweennessOptions,
): Float64Array | undefined {
  return withKernels(options, (kernels) => {
    const graph = putLineGraph(kernels, { rows, columns, s }, options);
    if (!graph) return undefined;
    const sums = zeroParts(kernels, graph);
    addDependencies(kernels, graph, { sums }, options);
    // every unordered pair was met from both its ends
    return totalOfParts(kernels, graph, sums, rowCount(rows)).map(
      (sum) => sum / 2,
    );
  });
}

/**
 * What some sources add to the betweenness of every row; as its oracle
 * `cpu/betweenness.ts`, but for the last digits.
 * @returns Undefined if there are more than `maxStoredPairs` pairs.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 */
export function dependencySums(
  side: { rows: Incidence; columns: Incidence; s: number },
  sources: Uint32Array,
  options: BetweennessOptions,
): DependencySums | undefined {
  return withKernels(options, (kernels) => {
    const { memory } = kernels;
    const graph = putLineGraph(kernels, side, options);
    if (!graph) return undefined;
    const total = rowCount(side.rows);
    const vertexOf = new Uint32Array(total).fill(UNREACHED);
    memory.uint32(graph.rowAt, graph.vertices).forEach((row, vertex) => {
      vertexOf[row] = vertex;
    });
    // a row without neighbours adds nothing
    const from = sources
      .map((row) => vertexOf[row] ?? UNREACHED)
      .filter((vertex) => vertex !== UNREACHED);
    const sums = zeroParts(kernels, graph);
    const squares = zeroParts(kernels, graph);
    addDependencies(kernels, graph, { sums, squares, from }, options);
    return {
      sums: totalOfParts(kernels, graph, sums, total),
      squares: totalOfParts(kernels, graph, squares, total),
    };
  });
}

function zeroParts(
  { memory }: Kernels,
  { vertices }: StoredLineGraph,
): number[] {
  return Array.from({ length: PARTS }, () => memory.zeros(2 * vertices));
}

/** Sums of the parts, by row. */
function totalOfParts(
  { memory }: Kernels,
  { rowAt, vertices }: StoredLineGraph,
  parts: readonly number[],
  rows: number,
): Float64Array {
  const total = new Float64Array(rows);
  const names = memory.uint32(rowAt, vertices);
  for (const part of parts) {
    const sums = memory.float64(part, vertices);
    names.forEach((row, vertex) => {
      total[row] = (total[row] ?? 0) + (sums[vertex] ?? 0);
    });
  }
  return total;
}

/** Where dependencies go, and from which vertices they come. */
interface Passes {
  /** Address of each part's f64[vertices]. */
  readonly sums: readonly number[];
  /** The same for squares; none are made without. */
  readonly squares?: readonly number[];
  /** All vertices unless given. */
  readonly from?: Uint32Array;
}

interface StoredLineGraph {
  readonly vertices: number;
  readonly links: number;
  readonly rowAt: number;
  readonly offsets: number;
  readonly neighbors: number;
}

function putLineGraph(
  kernels: Kernels,
  side: { rows: Incidence; columns: Incidence; s: number },
  options: BetweennessOptions,
): StoredLineGraph | undefined {
  const { memory, run } = kernels;
  const matrix = putMatrix(kernels, side.rows, side.columns);
  const { ranked } = putRankedRows(kernels, matrix);
  const { signal } = options;
  const found = findEarlierRows({
    kernels,
    matrix,
    ranked,
    s: Math.min(side.s, rowCount(side.columns) + 1),
    wanted: { kind: 'store' },
    options: { signal },
  });
  if (found.count > options.maxStoredPairs) return undefined;
  const links = 2 * found.count;
  const rowAt = memory.words(matrix.rows);
  const offsets = memory.words(matrix.rows + 1);
  const neighbors = memory.words(links);
  const struct = memory.struct(
    matrix.rows,
    memory.words(matrix.rows + 2),
    memory.words(links),
    rowAt,
    memory.words(matrix.rows),
    offsets,
    neighbors,
  );
  const vertices = run.buildLineGraph(found.work, struct);
  return { vertices, links, rowAt, offsets, neighbors };
}

function addDependencies(
  kernels: Kernels,
  graph: StoredLineGraph,
  { sums, squares, from: chosen }: Passes,
  options: ComputeOptions,
): void {
  const { memory } = kernels;
  const { vertices, links, offsets, neighbors } = graph;
  const items = chosen?.length ?? vertices;
  const threads = kernels.threadsFor(items * links * LINK_COST);
  const own = Array.from({ length: threads }, () => putThread(kernels, graph));
  const work = memory.struct(
    offsets,
    neighbors,
    memory.struct(...own),
    memory.struct(...sums),
    squares ? memory.struct(...squares) : 0,
    chosen ? memory.put(chosen) : 0,
  );
  const bounds = memory.words(PARTS + 1);
  const sources = Math.max(1, Math.floor(LINKS_PER_CHUNK / (links + 1)));
  const watch = new LoopWatch(items, options);
  const { signal } = options;
  for (let from = 0; from < items; from += PARTS * sources) {
    for (let part = 0; part <= PARTS; part++) {
      const first = Math.min(items, from + part * sources);
      memory.uint32(bounds, PARTS + 1)[part] = first;
    }
    const phase = { task: 'betweenness', work, bounds, threads } as const;
    runPhase(kernels, { ...phase, chunks: PARTS }, { signal });
    watch.step(from, PARTS * sources * (links + 1));
  }
  watch.finish();
}

function putThread(
  { memory }: Kernels,
  { vertices, links }: StoredLineGraph,
): number {
  const records = memory.zeros(4 * vertices);
  const words = memory.uint32(records, 4 * vertices);
  for (let at = 0; at < words.length; at += 4) words[at] = UNREACHED;
  return memory.struct(
    records,
    memory.words(2 * vertices),
    memory.words(vertices + 1),
    memory.words(vertices),
    memory.words(links / 2 + 1),
  );
}
