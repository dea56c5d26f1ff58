import { LoopWatch } from '#numeric/cancellation.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '../backend.ts';
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
    const parts = Array.from({ length: PARTS }, () =>
      kernels.memory.zeros(2 * graph.vertices),
    );
    addDependencies(kernels, graph, parts, options);
    const scores = new Float64Array(rowCount(rows));
    const rowAt = kernels.memory.uint32(graph.rowAt, graph.vertices);
    for (const part of parts) {
      const sums = kernels.memory.float64(part, graph.vertices);
      rowAt.forEach((row, vertex) => {
        // every unordered pair was met from both its ends
        scores[row] = (scores[row] ?? 0) + (sums[vertex] ?? 0) / 2;
      });
    }
    return scores;
  });
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
  parts: readonly number[],
  options: ComputeOptions,
): void {
  const { memory } = kernels;
  const { vertices, links, offsets, neighbors } = graph;
  const threads = kernels.threadsFor(vertices * links * LINK_COST);
  const own = Array.from({ length: threads }, () => putThread(kernels, graph));
  const work = memory.struct(
    offsets,
    neighbors,
    memory.struct(...own),
    memory.struct(...parts),
  );
  const bounds = memory.words(PARTS + 1);
  const sources = Math.max(1, Math.floor(LINKS_PER_CHUNK / (links + 1)));
  const watch = new LoopWatch(vertices, options);
  const { signal } = options;
  for (let from = 0; from < vertices; from += PARTS * sources) {
    for (let part = 0; part <= PARTS; part++) {
      const first = Math.min(vertices, from + part * sources);
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
