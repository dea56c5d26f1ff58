import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowLengths, type Incidence } from '#hypergraph/incidence.ts';
import { peelCores } from '#compute/cores.ts';
import { edgeCores } from '#compute/cpu/cores.ts';
import { sStructure, type SOptions } from '../s-structure.ts';

/**
 * When an edge leaves as nodes go: `shrink` while it keeps `minSize` members,
 * `whole` with the first member it loses (Shun 2020, doi:10.1145/3332466.3374527).
 */
export type CoreRule = 'shrink' | 'whole';

/** Options of {@link computeCores}. */
export interface CoreOptions extends Omit<SOptions, 's'> {
  /** Members that an edge must keep under `shrink`. Default 2. */
  readonly minSize?: number | undefined;
  /** Default `shrink`. */
  readonly rule?: CoreRule | undefined;
}

/** Core numbers of both sides. */
export interface Cores {
  /** Of each node (of each hyperedge, for `of: 'edges'`). */
  readonly cores: Uint32Array;
  /** Of each hyperedge: the greatest k at which it lives. */
  readonly edgeCores: Uint32Array;
  /** The greatest core number. */
  readonly degeneracy: number;
}

/**
 * (k, m)-core decomposition: the greatest k for which a node lies in the largest
 * sub-hypergraph where every node has at least k hyperedges and every hyperedge
 * at least `minSize` members.
 * @param options - `of`: what the core numbers are for; `nodes` by default.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Time O(incidences · log size). For hyperedges of two members, the cores
 * of Seidman 1983, doi:10.1016/0378-8733(83)90028-X.
 */
export function computeCores(
  hypergraph: Hypergraph,
  options: CoreOptions = {},
): Cores {
  const problem = coreProblem(hypergraph, options);
  const { edges, nodes, least } = problem;
  return coresOfBothSides(problem, peelCores(edges, nodes, least, options));
}

/** What {@link peelCores} is asked. */
export interface CoreProblem {
  readonly edges: Incidence;
  readonly nodes: Incidence;
  /** Per edge: it lives while it has at least this many live members. */
  readonly least: Uint32Array;
}

/**
 * The matrix to peel and when its edges leave, as {@link computeCores} reads its options.
 * @throws PolyadError INVALID_ARGUMENT
 */
export function coreProblem(
  hypergraph: Hypergraph,
  options: CoreOptions = {},
): CoreProblem {
  const { minSize = 2, rule = 'shrink', of = 'nodes' } = options;
  if (!Number.isSafeInteger(minSize) || minSize < 1) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `The smallest size is ${minSize}; it must be an integer of at least 1.`,
      { minSize },
    );
  }
  const { rows: nodes, columns: edges } = sStructure(hypergraph, { of });
  const sizes = rowLengths(edges);
  const least = rule === 'whole' ? sizes : sizes.fill(minSize);
  return { edges, nodes, least };
}

/** Core numbers of both sides from those of the nodes. */
export function coresOfBothSides(
  { edges, least }: CoreProblem,
  cores: Uint32Array,
): Cores {
  return {
    cores,
    edgeCores: edgeCores(edges, cores, least),
    degeneracy: cores.reduce((most, core) => Math.max(most, core), 0),
  };
}

/**
 * Elements of the k-core, ascending.
 * @param cores - Core numbers by {@link computeCores}.
 */
export function coreMembers(cores: Uint32Array, k: number): Uint32Array {
  const indices = Uint32Array.from(cores, (_, index) => index);
  return indices.filter((index) => (cores[index] ?? 0) >= k);
}
