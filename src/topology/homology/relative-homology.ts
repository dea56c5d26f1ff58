import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowCount, transpose, type Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import { persistentClasses } from '#compute/persistence.ts';
import { strongCollapse } from '#compute/strong-collapse.ts';
import { checkedDim } from './boundary-matrices.ts';
import { quiet } from './quiet.ts';

/** Options of {@link computeRelativeHomology}. */
export interface RelativeOptions extends ComputeOptions {
  /** Hyperedges, by index, whose closure is the part. */
  readonly edges?: ArrayLike<number> | undefined;
  /** Nodes, by index, all of whose simplices are the part; together with `edges`, both. */
  readonly nodes?: ArrayLike<number> | undefined;
  /** Highest Betti number. Default 2. */
  readonly maxDim?: number | undefined;
}

/**
 * Betti numbers over GF(2) of the downward closure relative to a part of it: what
 * the whole has when the part is shrunk to nothing.
 * @throws PolyadError INVALID_ARGUMENT if an index or `maxDim` is out of range;
 * LIMIT_EXCEEDED, CANCELLED
 * @remarks A cone over the part is filled in and reduced homology taken (Hatcher
 * 2002, Algebraic Topology, p. 125): one run of the implicit method.
 */
export function computeRelativeHomology(
  hypergraph: Hypergraph,
  options: RelativeOptions,
): number[] {
  const { maxDim = 2 } = options;
  checkedDim(maxDim);
  const rows = withCone(hypergraph, options);
  const columns = transpose(rows, hypergraph.nodeCount + 1);
  const core = strongCollapse(rows, columns, quiet(options));
  const classes = persistentClasses(core.rows, rowCount(core.columns), {
    ...options,
    maxDim,
  });
  const last = rowCount(core.rows);
  return classes.map(({ deaths }, dim) => {
    const betti = deaths.filter((death) => death === last).length;
    return dim === 0 ? betti - 1 : betti;
  });
}

/** The hyperedges, then those of the part with one more node, which all of it has. */
function withCone(
  { edges, nodeCount }: Hypergraph,
  options: RelativeOptions,
): Incidence {
  const apex = nodeCount;
  const whole = checked(options.edges, rowCount(edges), 'hyperedge');
  const inside = checked(options.nodes, nodeCount, 'node');
  const rows: number[][] = [[apex]];
  for (let edge = 0; edge < rowCount(edges); edge++) {
    const members = Array.from(
      edges.members.subarray(edges.offsets[edge], edges.offsets[edge + 1]),
    );
    const part = members.filter((node) => inside.has(node));
    rows.push(whole.has(edge) ? [...members, apex] : members);
    if (part.length > 0) rows.push([...part, apex]);
  }
  let end = 0;
  const ends = rows.map((row) => (end += row.length));
  return {
    offsets: Uint32Array.from([0, ...ends]),
    members: Uint32Array.from(rows.flat()),
  };
}

/** @throws PolyadError INVALID_ARGUMENT */
function checked(
  indices: ArrayLike<number> = [],
  count: number,
  what: string,
): Set<number> {
  const set = new Set(Array.from(indices));
  for (const index of set) {
    if (Number.isSafeInteger(index) && index >= 0 && index < count) continue;
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `There is no ${what} ${index}; they are numbered from 0 to ${count - 1}.`,
      { index },
    );
  }
  return set;
}
