import { sComponents } from '#compute/s-components.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { StopSignal } from '#numeric/cancellation.ts';
import type { Dataset } from '../dataset.ts';
import { rankAnomalies, type ScoringMode } from '../anomaly-ranking.ts';
import { edgeTime, nodeRow, type NodeRow } from './elements.ts';

export interface NeighbourRow {
  readonly id: string;
  readonly members: string[];
  /** Nodes shared with the chosen hyperedge. */
  readonly overlap: number;
  readonly score: number | null;
  readonly time: number | null;
}

export interface Neighbourhood {
  readonly s: number;
  readonly edge: string;
  /** Hyperedges that qualify, the chosen one included. */
  readonly total: number;
  readonly shown: number;
  /** The chosen one first, then by falling overlap, then by falling score. */
  readonly edges: NeighbourRow[];
  readonly nodes: NodeRow[];
  readonly component: { readonly size: number };
}

/** `limit`: most hyperedges to list, the chosen one included. */
export interface NeighbourhoodOptions {
  readonly s: number;
  readonly limit: number;
  /** Which ranking gives the scores; its own default unless given. */
  readonly mode?: ScoringMode | undefined;
  readonly signal?: StopSignal;
}

/**
 * The hyperedges that share at least `s` nodes with one.
 * @throws PolyadError NOT_FOUND
 * @remarks O(Σ degrees of its members), and once per data set and s the
 * s-components.
 */
export async function findNeighbourhood(
  dataset: Dataset,
  id: string,
  { s, limit, mode, signal }: NeighbourhoodOptions,
): Promise<Neighbourhood> {
  const { hypergraph } = dataset;
  const edge = hypergraph.edgeIndex(id);
  const { scores } = await rankAnomalies(dataset, { mode }, signal);
  const overlaps = countOverlaps(hypergraph, edge);
  overlaps.delete(edge);
  const ranked = [...overlaps]
    .filter(([, overlap]) => overlap >= s)
    .sort(
      ([a, x], [b, y]) =>
        y - x || (scores.score[b] ?? 0) - (scores.score[a] ?? 0) || a - b,
    );
  const shown: [number, number][] = [
    [edge, hypergraph.edgeSize(edge)],
    ...ranked.slice(0, limit - 1),
  ];
  return {
    s,
    edge: hypergraph.edgeIds.textAt(edge),
    total: ranked.length + 1,
    shown: shown.length,
    edges: shown.map(([other, overlap]) => ({
      id: hypergraph.edgeIds.textAt(other),
      members: Array.from(hypergraph.edgeMembers(other), (node) =>
        hypergraph.nodeIds.textAt(node),
      ),
      overlap,
      score: scores.score[other] ?? null,
      time: edgeTime(hypergraph, other),
    })),
    nodes: nodesOf(hypergraph, shown),
    component: { size: await componentSize(dataset, edge, { s, signal }) },
  };
}

/** Nodes shared with `edge`, by hyperedge; `edge` itself included. */
function countOverlaps(
  hypergraph: Hypergraph,
  edge: number,
): Map<number, number> {
  const overlaps = new Map<number, number>();
  for (const node of hypergraph.edgeMembers(edge)) {
    for (const other of hypergraph.nodeEdges(node)) {
      overlaps.set(other, (overlaps.get(other) ?? 0) + 1);
    }
  }
  return overlaps;
}

function nodesOf(
  hypergraph: Hypergraph,
  edges: readonly [number, number][],
): NodeRow[] {
  const nodes = new Set<number>();
  for (const [edge] of edges) {
    for (const node of hypergraph.edgeMembers(edge)) nodes.add(node);
  }
  return [...nodes]
    .sort((a, b) => a - b)
    .map((node) => nodeRow(hypergraph, node));
}

async function componentSize(
  { hypergraph, results }: Dataset,
  edge: number,
  { s, signal }: { s: number; signal: StopSignal | undefined },
): Promise<number> {
  const { labels, sizes } = await results.get(`s-components ${s}`, async () => {
    const { count, labels } = sComponents(
      hypergraph.edges,
      hypergraph.nodes,
      s,
      { signal },
    );
    const sizes = new Uint32Array(count);
    for (const label of labels) sizes[label] = (sizes[label] ?? 0) + 1;
    return { labels, sizes };
  });
  return sizes[labels[edge] ?? 0] ?? 1;
}
