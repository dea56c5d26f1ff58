import type { AnomalyDetection } from '#anomaly/detect-anomalies.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { MatrixOrder } from './matrix-order.ts';
import type { KeptElements } from './overview-filter.ts';

/** Cells along a side of a chunk. */
const CHUNK = 64;

export interface MatrixChunk {
  readonly columns: number;
  readonly rows: number;
  readonly cells: number[];
  readonly counts: number[];
  readonly tops: number[];
  readonly flagged: number[];
}

export interface MatrixTile {
  readonly nodes: number;
  readonly edges: number;
  readonly incidences: number;
  readonly top: {
    readonly edge: number;
    readonly node: number;
    readonly score: number;
    readonly flagged: boolean;
  } | null;
}

/** What tiles are counted from. */
export interface TiledMatrix {
  readonly hypergraph: Hypergraph;
  readonly order: MatrixOrder;
  readonly kept: KeptElements;
  readonly scores: AnomalyDetection['scores'];
}

/** Cells along an axis of `count` elements at a zoom: at most one an element. */
export function cellsAlong(count: number, zoom: number): number {
  return Math.min(CHUNK * 2 ** zoom, Math.max(1, count));
}

/**
 * Counts the incidences in each cell of a chunk, with the highest score there
 * and whether anything flagged is.
 * @remarks O(incidences of the chunk's columns).
 */
export function countChunk(
  matrix: TiledMatrix,
  { zoom, x, y }: { zoom: number; x: number; y: number },
): MatrixChunk {
  const { hypergraph, order, kept, scores } = matrix;
  const { edgeCount, nodeCount } = hypergraph;
  const columns = cellsAlong(edgeCount, zoom);
  const rows = cellsAlong(nodeCount, zoom);
  const counts = new Uint32Array(CHUNK * CHUNK);
  const tops = new Float64Array(CHUNK * CHUNK).fill(-Infinity);
  const flags = new Uint8Array(CHUNK * CHUNK);
  const begin = firstOf(x * CHUNK, columns, edgeCount);
  const end = firstOf((x + 1) * CHUNK, columns, edgeCount);
  for (let place = begin; place < end; place++) {
    const edge = order.edgeAt[place] ?? 0;
    if (kept.edges[edge] !== 1) continue;
    const column = Math.floor((place * columns) / edgeCount) - x * CHUNK;
    const score = scores.score[edge] ?? 0;
    for (const node of hypergraph.edgeMembers(edge)) {
      if (kept.nodes[node] !== 1) continue;
      const place = order.rowOf[node] ?? 0;
      const row = Math.floor((place * rows) / nodeCount) - y * CHUNK;
      if (row < 0 || row >= CHUNK) continue;
      const cell = row * CHUNK + column;
      counts[cell] = (counts[cell] ?? 0) + 1;
      if (score > (tops[cell] ?? 0)) tops[cell] = score;
      if (scores.flagged[edge] === 1) flags[cell] = 1;
    }
  }
  const cells: number[] = [];
  counts.forEach((count, cell) => {
    if (count > 0) cells.push(cell);
  });
  return {
    columns,
    rows,
    cells,
    counts: cells.map((cell) => counts[cell] ?? 0),
    tops: cells.map((cell) => Math.round((tops[cell] ?? 0) * 100) / 100),
    flagged: cells.filter((cell) => flags[cell] === 1),
  };
}

/** The first place whose cell is `cell` or later. */
function firstOf(cell: number, cells: number, count: number): number {
  return Math.min(count, Math.ceil((cell * count) / cells));
}

/** A rectangle of places; ends are not included. */
export interface PlaceRange {
  readonly rowFrom: number;
  readonly rowTo: number;
  readonly columnFrom: number;
  readonly columnTo: number;
}

/**
 * What lies in a rectangle.
 * @remarks O(incidences of its columns).
 */
export function describeTile(
  { hypergraph, order, kept, scores }: TiledMatrix,
  range: PlaceRange,
): MatrixTile {
  const edges = order.edgeAt.subarray(range.columnFrom, range.columnTo);
  const nodes = order.nodeAt.subarray(range.rowFrom, range.rowTo);
  let incidences = 0;
  let top: MatrixTile['top'] = null;
  for (const edge of edges) {
    if (kept.edges[edge] !== 1) continue;
    for (const node of hypergraph.edgeMembers(edge)) {
      const row = order.rowOf[node] ?? 0;
      if (row < range.rowFrom || row >= range.rowTo) continue;
      if (kept.nodes[node] !== 1) continue;
      incidences++;
      const score = scores.score[edge] ?? 0;
      if (top && score <= top.score) continue;
      top = { edge, node, score, flagged: scores.flagged[edge] === 1 };
    }
  }
  return { nodes: nodes.length, edges: edges.length, incidences, top };
}
