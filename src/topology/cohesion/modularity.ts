import { PolyadError } from '#errors/polyad-error.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import { twoSection, type PairGraph } from '#hypergraph/expansions.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  hypergraphModularity,
  type EdgeWorth,
} from '#compute/cpu/hypergraph-modularity.ts';

/**
 * What a hyperedge of size d with c > d/2 members in one part is worth: c/d, 1,
 * or 1 only for c = d.
 */
export type ModularityKind = 'linear' | 'majority' | 'strict';

/** Options of {@link computeModularity}. */
export interface ModularityOptions extends LoopOptions {
  /** Default `linear`. */
  readonly kind?: ModularityKind | undefined;
  /** Of each hyperedge. Default 1. */
  readonly weights?: Float64Array | undefined;
}

/** Modularity and the two terms whose difference it is. */
export interface Modularity {
  readonly kind: ModularityKind;
  readonly modularity: number;
  /** Share of the hyperedges' weight that lies within parts. */
  readonly edgeContribution: number;
  /** The same expected where members are drawn by degree. */
  readonly degreeTax: number;
}

/** Worth of a hyperedge by kind; see {@link ModularityKind}. */
export const modularityWorth: Readonly<Record<ModularityKind, EdgeWorth>> = {
  linear: (size, majority) => majority / size,
  majority: () => 1,
  strict: (size, majority) => (majority === size ? 1 : 0),
};

/**
 * Modularity of a partition of the nodes. Empty hyperedges are left out; those of
 * one member count, as in HyperNetX, though no partition can cut them.
 * @param labels - Part of each node, integers from 0; length = nodes.
 * @throws PolyadError INVALID_ARGUMENT if lengths differ or a weight is negative;
 * CANCELLED
 * @remarks Cost and source: {@link hypergraphModularity}.
 */
export function computeModularity(
  hypergraph: Hypergraph,
  labels: ArrayLike<number>,
  options: ModularityOptions = {},
): Modularity {
  const { kind = 'linear' } = options;
  const parts = checkedLabels(labels, hypergraph.nodeCount);
  const terms = hypergraphModularity(
    {
      edges: hypergraph.edges,
      ...parts,
      weights: edgeWeights(hypergraph, options.weights),
      worth: modularityWorth[kind],
    },
    options,
  );
  const modularity = terms.edgeContribution - terms.degreeTax;
  return { kind, modularity, ...terms };
}

function edgeWeights(
  hypergraph: Hypergraph,
  given: Float64Array | undefined,
): Float64Array {
  const { edgeCount } = hypergraph;
  if (given !== undefined && given.length !== edgeCount) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `There are ${given.length} weights for ${edgeCount} hyperedges; give one each.`,
      { weights: given.length, edges: edgeCount },
    );
  }
  const weights = given?.slice() ?? new Float64Array(edgeCount).fill(1);
  if (weights.some((weight) => !(weight >= 0))) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      'A weight is negative or not a number; weights are 0 or more.',
    );
  }
  return weights;
}

/** @throws PolyadError INVALID_ARGUMENT */
function checkedLabels(
  labels: ArrayLike<number>,
  nodeCount: number,
): { labels: Uint32Array; partCount: number } {
  if (labels.length !== nodeCount) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `There are ${labels.length} labels for ${nodeCount} nodes; give one each.`,
      { labels: labels.length, nodes: nodeCount },
    );
  }
  const numbers = new Map<number, number>();
  const renumbered = Uint32Array.from(labels, (label) => {
    const known = numbers.get(label) ?? numbers.size;
    numbers.set(label, known);
    return known;
  });
  return { labels: renumbered, partCount: numbers.size };
}

/**
 * Newman's modularity of a partition of a weighted graph's vertices, as of a
 * two-section (`twoSection(hypergraph, 'normalised')`) or an s-line graph.
 * @param labels - Part of each vertex; length = vertices.
 * @returns 0 for a graph without weight.
 * @throws PolyadError INVALID_ARGUMENT if lengths differ.
 * @remarks Time O(links). Newman 2004, doi:10.1103/PhysRevE.70.056131.
 */
export function computeGraphModularity(
  graph: PairGraph,
  labels: ArrayLike<number>,
): number {
  const parts = checkedLabels(labels, graph.vertexCount);
  const volumes = new Float64Array(parts.partCount);
  let within = 0;
  let total = 0;
  graph.weight.forEach((weight, link) => {
    const left = parts.labels[graph.source[link] ?? 0] ?? 0;
    const right = parts.labels[graph.target[link] ?? 0] ?? 0;
    total += weight;
    if (left === right) within += weight;
    volumes[left] = (volumes[left] ?? 0) + weight;
    volumes[right] = (volumes[right] ?? 0) + weight;
  });
  if (total === 0) return 0;
  const expected = volumes.reduce((sum, v) => sum + (v / (2 * total)) ** 2, 0);
  return within / total - expected;
}

/**
 * Strength of every node in the normalised two-section: its hyperedges of two or
 * more members.
 * @remarks Time O(Σ sizes²): taken from the two-section itself.
 */
export function computeTwoSectionStrengths(
  hypergraph: Hypergraph,
): Float64Array {
  const { source, target, weight } = twoSection(hypergraph, 'normalised');
  const strengths = new Float64Array(hypergraph.nodeCount);
  weight.forEach((share, link) => {
    for (const vertex of [source[link] ?? 0, target[link] ?? 0]) {
      strengths[vertex] = (strengths[vertex] ?? 0) + share;
    }
  });
  return strengths;
}
