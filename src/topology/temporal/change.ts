import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { jaccard } from '#compute/cpu/window-counts.ts';
import { computeSpectrum } from '../spectra/spectrum.ts';

/** How one hypergraph became another. */
export interface StructureChange {
  readonly nodesAdded: number;
  readonly nodesRemoved: number;
  /** Hyperedges by their members; equal ones count each. */
  readonly edgesAdded: number;
  readonly edgesRemoved: number;
  /** Additions and removals of nodes and hyperedges. */
  readonly editDistance: number;
  /** |both| / |either| of nodes and of different sets of members; 1 if both are empty. */
  readonly nodeJaccard: number;
  readonly edgeJaccard: number;
  /**
   * Root mean square difference of the largest eigenvalues of the normalised
   * Laplacian, the shorter list filled with 0.
   */
  readonly spectralDistance: number;
}

/** Options of {@link compareStructure}. */
export interface ChangeOptions extends LoopOptions {
  /** Eigenvalues compared; 0 skips them, then the distance is 0. Default 10. */
  readonly eigenvalues?: number | undefined;
}

/**
 * Change from one hypergraph to another, as between two windows; nodes are the
 * same if their ids are, hyperedges if their members are.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks O(incidences · log), and two spectra.
 */
export function compareStructure(
  before: Hypergraph,
  after: Hypergraph,
  options: ChangeOptions = {},
): StructureChange {
  const oldNodes = idsOfNodes(before);
  const newNodes = idsOfNodes(after);
  const oldEdges = countsOfEdges(before);
  const newEdges = countsOfEdges(after);
  const nodesAdded = excess(newNodes, oldNodes);
  const nodesRemoved = excess(oldNodes, newNodes);
  const edgesAdded = excess(newEdges, oldEdges);
  const edgesRemoved = excess(oldEdges, newEdges);
  return {
    nodesAdded,
    nodesRemoved,
    edgesAdded,
    edgesRemoved,
    editDistance: nodesAdded + nodesRemoved + edgesAdded + edgesRemoved,
    nodeJaccard: jaccard(keys(oldNodes), keys(newNodes)),
    edgeJaccard: jaccard(keys(oldEdges), keys(newEdges)),
    spectralDistance: spectralDistance(before, after, options),
  };
}

type Counts = ReadonlyMap<string, number>;

function keys(counts: Counts): ReadonlySet<string> {
  return new Set(counts.keys());
}

function idsOfNodes({ nodeIds, nodeCount }: Hypergraph): Counts {
  const counts = new Map<string, number>();
  for (let node = 0; node < nodeCount; node++) {
    counts.set(JSON.stringify(nodeIds.idAt(node)), 1);
  }
  return counts;
}

/** How often each set of members, as their ids in order, is a hyperedge. */
function countsOfEdges(hypergraph: Hypergraph): Counts {
  const counts = new Map<string, number>();
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    const ids = Array.from(hypergraph.edgeMembers(edge), (node) =>
      JSON.stringify(hypergraph.nodeIds.idAt(node)),
    );
    const key = ids.sort().join();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function excess(of: Counts, over: Counts): number {
  let sum = 0;
  for (const [key, count] of of)
    sum += Math.max(0, count - (over.get(key) ?? 0));
  return sum;
}

function spectralDistance(
  before: Hypergraph,
  after: Hypergraph,
  { eigenvalues = 10, signal }: ChangeOptions,
): number {
  const spectrum = (hypergraph: Hypergraph): Float64Array => {
    const count = Math.min(eigenvalues, hypergraph.nodeCount);
    if (count === 0) return new Float64Array();
    const which = 'largest';
    return computeSpectrum(hypergraph, { count, which, signal }).values;
  };
  const left = spectrum(before);
  const right = spectrum(after);
  const count = Math.max(left.length, right.length);
  let squares = 0;
  for (let i = 0; i < count; i++) {
    squares += ((left[i] ?? 0) - (right[i] ?? 0)) ** 2;
  }
  return count === 0 ? 0 : Math.sqrt(squares / count);
}
