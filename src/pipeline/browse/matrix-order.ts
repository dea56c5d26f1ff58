import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { StopSignal } from '#numeric/cancellation.ts';
import type { Dataset } from '../dataset.ts';
import {
  GroupNamer,
  largestGroups,
  overlapLabels,
  type OverlapLabels,
} from './overlap-groups.ts';
import { reciprocalAverages, type AxisScores } from './reciprocal-averages.ts';

export type MatrixOrderName = 'groups' | 'band' | 'degree' | 'time';

export interface MatrixBlock {
  readonly name: string;
  /** Places; the end is not included. */
  readonly rows: [number, number];
  readonly columns: [number, number];
}

/** Rows and columns of the incidence matrix, arranged. */
export interface MatrixOrder {
  /** Hyperedge at each column. */
  readonly edgeAt: Uint32Array;
  /** Node at each row. */
  readonly nodeAt: Uint32Array;
  /** Row of each node. */
  readonly rowOf: Uint32Array;
  readonly blocks: MatrixBlock[];
}

const MOST_BLOCKS = 12;

/**
 * An arrangement, computed once a data set: `degree` by falling size and degree,
 * `time` by time and first time, `band` along one axis so that incidences gather
 * on the diagonal, `groups` by the s-components, largest first, each as a band.
 * @throws PolyadError as the signal says
 * @remarks O(incidences + n log n) beside the s-components.
 */
export function arrangeMatrix(
  dataset: Dataset,
  { order, s }: { readonly order: MatrixOrderName; readonly s: number },
  signal?: StopSignal,
): Promise<MatrixOrder> {
  const { hypergraph, results } = dataset;
  const key = order === 'groups' ? `matrix groups ${s}` : `matrix ${order}`;
  return results.get(key, async () => {
    if (order === 'degree') return byDegree(hypergraph);
    if (order === 'time') return byTime(hypergraph);
    const axis = await axisOf(dataset, signal);
    if (order === 'band') return arranged(axis.edges, axis.nodes);
    return byGroups(dataset, axis, await overlapLabels(dataset, s, signal));
  });
}

function axisOf(
  { hypergraph, results }: Dataset,
  signal?: StopSignal,
): Promise<AxisScores> {
  return results.get('matrix axis', async () =>
    reciprocalAverages(hypergraph, signal),
  );
}

function byDegree(hypergraph: Hypergraph): MatrixOrder {
  const { edgeCount, nodeCount } = hypergraph;
  const edges = new Float64Array(edgeCount);
  const nodes = new Float64Array(nodeCount);
  for (let e = 0; e < edgeCount; e++) edges[e] = -hypergraph.edgeSize(e);
  for (let n = 0; n < nodeCount; n++) nodes[n] = -hypergraph.nodeDegree(n);
  return arranged(edges, nodes);
}

function byTime(hypergraph: Hypergraph): MatrixOrder {
  const { edgeCount, nodeCount } = hypergraph;
  const times = hypergraph.edgeTimes();
  const edges = new Float64Array(edgeCount);
  const nodes = new Float64Array(nodeCount).fill(Infinity);
  for (let edge = 0; edge < edgeCount; edge++) {
    const time = times?.[edge] ?? edge;
    edges[edge] = Number.isNaN(time) ? Infinity : time;
  }
  for (let node = 0; node < nodeCount; node++) {
    for (const edge of hypergraph.nodeEdges(node)) {
      nodes[node] = Math.min(nodes[node] ?? Infinity, edges[edge] ?? Infinity);
    }
  }
  return arranged(edges, nodes);
}

function byGroups(
  dataset: Dataset,
  axis: AxisScores,
  level: OverlapLabels,
): MatrixOrder {
  const { hypergraph } = dataset;
  const groups = largestGroups(level, MOST_BLOCKS);
  const rank = new Uint32Array(level.sizes.length).fill(groups.length);
  groups.forEach((group, at) => (rank[group] = at));
  const rankOfEdge = level.labels.map((label) => rank[label] ?? 0);
  const rankOfNode = new Uint32Array(hypergraph.nodeCount);
  for (let node = 0; node < hypergraph.nodeCount; node++) {
    rankOfNode[node] = mostFrequent(
      hypergraph.nodeEdges(node),
      rankOfEdge,
      groups.length,
    );
  }
  // the axis lies within −1 … 1, so a rank never reaches into the next
  const edges = axis.edges.map(
    (value, at) => 4 * (rankOfEdge[at] ?? 0) + value,
  );
  const nodes = axis.nodes.map(
    (value, at) => 4 * (rankOfNode[at] ?? 0) + value,
  );
  const order = arranged(edges, nodes);
  const namer = new GroupNamer(dataset);
  return {
    ...order,
    blocks: groups.map((group, at) => ({
      name: namer.name(level, group),
      rows: stretch(order.nodeAt, rankOfNode, at),
      columns: stretch(order.edgeAt, rankOfEdge, at),
    })),
  };
}

/** The rank that most of a node's hyperedges have; the first of equal ones. */
function mostFrequent(
  edges: Uint32Array,
  rankOfEdge: Uint32Array,
  last: number,
): number {
  const counts = new Uint32Array(last + 1);
  for (const edge of edges) {
    const rank = rankOfEdge[edge] ?? last;
    counts[rank] = (counts[rank] ?? 0) + 1;
  }
  let best = last;
  let most = 0;
  counts.forEach((count, rank) => {
    if (count <= most) return;
    most = count;
    best = rank;
  });
  return best;
}

function stretch(
  order: Uint32Array,
  ranks: Uint32Array,
  rank: number,
): [number, number] {
  let from = 0;
  let count = 0;
  order.forEach((element) => {
    const own = ranks[element] ?? 0;
    if (own < rank) from++;
    if (own === rank) count++;
  });
  return [from, from + count];
}

function arranged(edges: Float64Array, nodes: Float64Array): MatrixOrder {
  const nodeAt = sortedBy(nodes);
  const rowOf = new Uint32Array(nodeAt.length);
  nodeAt.forEach((node, row) => (rowOf[node] = row));
  return { edgeAt: sortedBy(edges), nodeAt, rowOf, blocks: [] };
}

/** Indices by rising key; equal keys keep their order. */
function sortedBy(keys: Float64Array): Uint32Array {
  const order = new Uint32Array(keys.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.sort((a, b) => {
    const [left, right] = [keys[a] ?? 0, keys[b] ?? 0];
    return left < right ? -1 : left > right ? 1 : a - b;
  });
}
