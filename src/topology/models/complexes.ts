import type { PairGraph } from '#hypergraph/expansions.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { addCliques, forwardGraph } from '#compute/cpu/cliques.ts';
import { simplicesOfSize } from '#compute/cpu/simplex-lists.ts';
import {
  checkCount,
  checkProbability,
  numberedHypergraph,
  startModel,
  type ModelOptions,
} from './generated.ts';
import { erdosRenyiModel, type SizeChance } from './random-sets.ts';

/** Options of {@link downwardClosure}. */
export interface ClosureOptions extends ModelOptions {
  /** Larger simplices are left out. Default: none. */
  readonly maxSize?: number | undefined;
}

/**
 * All non-empty subsets of the hyperedges, each once, by size and then members;
 * nodes stay.
 * @throws PolyadError LIMIT_EXCEEDED, CANCELLED
 * @remarks Lists every simplex: for small complexes ({@link simplicesOfSize}).
 */
export function downwardClosure(
  hypergraph: Hypergraph,
  options: ClosureOptions = {},
): Hypergraph {
  const { rows, limit } = startModel(options);
  const { edges, edgeCount, nodeCount } = hypergraph;
  let largest = 0;
  for (let edge = 0; edge < edgeCount; edge++) {
    largest = Math.max(largest, hypergraph.edgeSize(edge));
  }
  largest = Math.min(largest, options.maxSize ?? largest);
  for (let width = 1; width <= largest; width++) {
    const room = Math.floor(limit / width);
    const { members } = simplicesOfSize(edges, width, room, {
      signal: options.signal,
    });
    members.forEach((member, i) => {
      rows.add(member);
      if ((i + 1) % width === 0) rows.endRow();
    });
  }
  return asComplex(numberedHypergraph(rows.build(), nodeCount));
}

/**
 * Random simplicial complex: the closure of an Erdős–Rényi hypergraph
 * (Iacopini et al. 2019, doi:10.1038/s41467-019-10431-6); every node is in it.
 * @throws PolyadError as {@link erdosRenyiModel}
 */
export function randomSimplicialComplex(
  nodes: number,
  chances: readonly SizeChance[],
  options: ModelOptions = {},
): Hypergraph {
  const drawn = erdosRenyiModel(
    nodes,
    [{ size: 1, p: 1 }, ...chances],
    options,
  );
  return downwardClosure(drawn, options);
}

/** Which cliques become simplices. */
export interface FlagOptions extends ModelOptions {
  /** Largest cliques filled. Default 3. */
  readonly maxSize?: number | undefined;
  /** Probability that a clique of three or more is filled, by size. Default 1. */
  readonly fill?: ((size: number) => number) | undefined;
}

/**
 * Flag (clique) complex of a graph: its vertices, links, and cliques up to
 * `maxSize`; a clique that is filled brings its faces.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED, CANCELLED
 * @remarks Cost: {@link addCliques}.
 */
export function flagComplex(
  graph: PairGraph,
  options: FlagOptions = {},
): Hypergraph {
  const { maxSize = 3, fill = () => 1 } = options;
  checkCount('maxSize', maxSize, 1);
  const { random, rows } = startModel(options);
  const forward = forwardGraph(graph.vertexCount, graph.source, graph.target);
  const accepts = (size: number): boolean => {
    if (size < 3) return true;
    const p = fill(size);
    checkProbability('fill', p);
    return p === 1 || random.chance(p);
  };
  addCliques(forward, { minSize: 1, maxSize }, accepts, rows, options);
  const filled = numberedHypergraph(rows.build(), graph.vertexCount);
  return downwardClosure(filled, options);
}

/**
 * Flag complex of an Erdős–Rényi graph in which pairs are linked with
 * probability `p`.
 * @throws PolyadError as {@link flagComplex}
 */
export function randomFlagComplex(
  nodes: number,
  p: number,
  options: FlagOptions = {},
): Hypergraph {
  const { edges } = erdosRenyiModel(nodes, [{ size: 2, p }], options);
  const graph = {
    vertexCount: nodes,
    source: edges.members.filter((_, i) => i % 2 === 0),
    target: edges.members.filter((_, i) => i % 2 === 1),
    weight: new Float64Array(edges.members.length / 2).fill(1),
  };
  return flagComplex(graph, options);
}

function asComplex(hypergraph: Hypergraph): Hypergraph {
  return hypergraph.withParts({ networkType: 'asc' });
}
