import { PolyadError } from '#errors/polyad-error.ts';
import { Hypergraph } from '#hypergraph/hypergraph.ts';
import { transpose, type Incidence } from '#hypergraph/incidence.ts';
import { IncidenceProperties } from '#hypergraph/incidence-properties.ts';
import {
  swapIncidences,
  type SwappedRows,
} from '#compute/cpu/incidence-swaps.ts';
import { matrixWithMargins } from '#compute/cpu/margins.ts';
import {
  checkCount,
  checkWeights,
  numberedHypergraph,
  startModel,
  type ModelOptions,
} from './generated.ts';

/** Options of {@link configurationModel}. */
export interface ConfigurationOptions extends ModelOptions {
  /** Proposals per incidence; 0 leaves all as it is. Default 20. */
  readonly sweeps?: number | undefined;
  /**
   * Incidences trade nodes only with those of the same role, so that head and
   * tail degrees and sizes stay too. Default: true for directed hypergraphs.
   */
  readonly keepRoles?: boolean | undefined;
}

/** How far a chain of swaps has come. */
export interface MixingReport {
  readonly proposed: number;
  readonly accepted: number;
  /** Share of the original incidences that are there after each sweep. */
  readonly kept: Float64Array;
  /** Mean of `kept` over the last half of the sweeps: where it levels off. */
  readonly level: number;
  /** Mean of `kept` over the third quarter less that over the last: near 0 once mixed. */
  readonly drift: number;
}

/** A hypergraph drawn, and how well. */
export interface ConfigurationSample {
  readonly hypergraph: Hypergraph;
  readonly mixing: MixingReport;
}

/**
 * Configuration model by swaps: every node keeps its degree and every hyperedge
 * its size, exactly; no hyperedge holds a node twice, equal hyperedges may come.
 * In the long run all such hypergraphs (with named hyperedges) are equally likely.
 * Ids and properties stay; weights and roles stay at their hyperedge.
 * @throws PolyadError INVALID_ARGUMENT if `sweeps` is not an integer from 0; CANCELLED
 * @remarks Cost and source: {@link swapIncidences}.
 */
export function configurationModel(
  hypergraph: Hypergraph,
  options: ConfigurationOptions = {},
): ConfigurationSample {
  const { sweeps = 20 } = options;
  checkCount('sweeps', sweeps, 0);
  const keepRoles = options.keepRoles ?? hypergraph.networkType === 'directed';
  const input = {
    rows: hypergraph.edges,
    columnCount: hypergraph.nodeCount,
    sweeps,
    random: startModel(options).random,
    groups: keepRoles ? roleGroups(hypergraph) : undefined,
  };
  const swapped = swapIncidences(input, options);
  return {
    hypergraph: withSwappedRows(hypergraph, swapped),
    mixing: mixingReport(swapped),
  };
}

/** A number for each role, 0 for none, aligned with `edges.members`. */
function roleGroups(hypergraph: Hypergraph): Uint32Array | undefined {
  const roles = hypergraph.incidencesByEdge().column('role');
  if (roles === undefined) return undefined;
  const numbers = new Map<unknown, number>([[null, 0]]);
  return Uint32Array.from({ length: roles.length }, (_, row) => {
    const role = roles.get(row);
    const number = numbers.get(role) ?? numbers.size;
    numbers.set(role, number);
    return number;
  });
}

function withSwappedRows(
  hypergraph: Hypergraph,
  { rows, positions }: SwappedRows,
): Hypergraph {
  const properties = hypergraph.incidencesByEdge().gather(positions);
  return new Hypergraph({
    edges: rows,
    nodes: transpose(rows, hypergraph.nodeCount),
    edgeIds: hypergraph.edgeIds,
    nodeIds: hypergraph.nodeIds,
    edgeProperties: hypergraph.edgeProperties,
    nodeProperties: hypergraph.nodeProperties,
    incidenceProperties: IncidenceProperties.ofEdges(properties),
    networkType: hypergraph.networkType,
    metadata: hypergraph.metadata,
  });
}

function mixingReport({ proposed, accepted, kept }: SwappedRows): MixingReport {
  const half = kept.subarray(kept.length >>> 1);
  const level = mean(half);
  const third = half.subarray(0, half.length >>> 1);
  const last = half.subarray(half.length >>> 1);
  const drift = third.length === 0 ? 0 : mean(third) - mean(last);
  return { proposed, accepted, kept, level, drift };
}

function mean(values: Float64Array): number {
  if (values.length === 0) return 1;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Degrees and sizes to realise. */
export interface Margins {
  /** Degree of each node, integers. */
  readonly degrees: ArrayLike<number>;
  /** Size of each hyperedge, integers with the same sum. */
  readonly sizes: ArrayLike<number>;
}

/**
 * A random hypergraph with exactly the degrees and sizes given: one that has them,
 * shuffled by swaps as {@link configurationModel}. With all sizes equal the uniform
 * configuration model, with all degrees equal too a random regular hypergraph.
 * @throws PolyadError INVALID_ARGUMENT if no hypergraph has these degrees and sizes
 * without repeating a node in a hyperedge; LIMIT_EXCEEDED; CANCELLED
 */
export function configurationFromDegrees(
  { degrees, sizes }: Margins,
  options: ConfigurationOptions = {},
): ConfigurationSample {
  checkWeights('degrees', degrees);
  checkWeights('sizes', sizes);
  const { rows } = startModel(options);
  rows.price(Array.from(sizes).reduce((sum, size) => sum + size, 0));
  const start = realisation({ degrees, sizes });
  return configurationModel(numberedHypergraph(start, degrees.length), options);
}

/** @throws PolyadError INVALID_ARGUMENT */
function realisation({ degrees, sizes }: Margins): Incidence {
  const found = matrixWithMargins(
    Uint32Array.from(sizes),
    Uint32Array.from(degrees),
  );
  if (found) return found;
  const [wanted, given] = [degrees, sizes].map((list) =>
    Array.from(list).reduce((sum, value) => sum + value, 0),
  );
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `No hypergraph has these ${degrees.length} degrees (sum ${wanted}) and ${sizes.length} sizes (sum ${given}); the sums must be equal and no size above what nodes can fill.`,
    { degrees: wanted, sizes: given },
  );
}
