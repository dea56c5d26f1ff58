import type { Id } from '#hypergraph/id-table.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import {
  countFaces,
  eulerCharacteristic,
} from '#compute/cpu/closure-counts.ts';
import { binomial, priceClosure } from '#compute/cpu/closure-price.ts';
import { selectRows } from '#compute/cpu/select-rows.ts';
import { persistentClasses } from '#compute/persistence.ts';
import { strongCollapse } from '#compute/strong-collapse.ts';
import { findToplexes } from '#compute/toplexes.ts';
import { transpose } from '#hypergraph/incidence.ts';
import { checkedDim } from './boundary-matrices.ts';
import { refuseLargeClosure } from './closure-price.ts';
import { namedCycle } from './named-cycle.ts';
import { quiet } from './quiet.ts';

/** Options of {@link computeHomology}. */
export interface HomologyOptions extends ComputeOptions {
  /** Highest Betti number. Default 2. */
  readonly maxDim?: number | undefined;
  /** Whether to give a cycle for each class. */
  readonly generators?: boolean | undefined;
  /**
   * Whether to count simplices, and to find an Euler characteristic that the Betti
   * numbers do not give. Default true.
   */
  readonly counts?: boolean | undefined;
  /** Most simplices of one dimension, as estimated; no limit unless given. */
  readonly maxSimplices?: number | undefined;
  /** Most sets of members the search may look at. Default 2 · 10⁹. */
  readonly maxVisits?: number | undefined;
  /** Most simplices that the reduction may bring together; no limit unless given. */
  readonly maxCodes?: number | undefined;
}

/** A cycle over GF(2): simplices in which every face comes an even number of times. */
export interface Cycle {
  readonly dim: number;
  /** Ids of the nodes of each simplex. */
  readonly simplices: readonly (readonly Id[])[];
}

/** What {@link computeHomology} finds. */
export interface Homology {
  /** Betti numbers 0 … `maxDim`. */
  readonly betti: readonly number[];
  /** Simplices of dimensions 0 … `maxDim` + 1, on which these depend; empty if not asked for. */
  readonly simplices: readonly number[];
  /** Whether some counts are estimates within some per cent: exact ones would take too long. */
  readonly isEstimated: boolean;
  /** Euler characteristic of the whole closure; null where that takes too long or is not asked for. */
  readonly euler: number | null;
  /** One a class, dimensions ascending: independent, and as many as the Betti numbers. */
  readonly generators: readonly Cycle[] | undefined;
}

/**
 * Betti numbers over GF(2) of the downward closure of the hyperedges.
 * @throws PolyadError INVALID_ARGUMENT if `maxDim` is not an integer from 0;
 * LIMIT_EXCEEDED if the closure has more simplices than allowed (before anything
 * else) or the search looks at too many sets; CANCELLED
 * @remarks Works on the strong core, or on its nerve where that is smaller, and
 * lists critical simplices only: the closure is never written out. Isolated nodes
 * and empty hyperedges are not in it.
 */
export function computeHomology(
  hypergraph: Hypergraph,
  options: HomologyOptions = {},
): Homology {
  const { maxDim = 2, generators = false, counts = true } = options;
  checkedDim(maxDim);
  if (options.maxSimplices !== undefined) {
    const { maxSimplices } = options;
    refuseLargeClosure(hypergraph, { maxDim: maxDim + 1, maxSimplices });
  }
  const { edges, nodes } = hypergraph;
  const core = strongCollapse(edges, nodes, quiet(options));
  const isNerve =
    !generators && cost(core.columns, maxDim) < cost(core.rows, maxDim);
  const [rows, across] = isNerve
    ? [core.columns, core.rows]
    : [core.rows, core.columns];
  const ordered = largestFirst(rows);
  const classes = persistentClasses(ordered, rowCount(across), {
    ...options,
    maxDim,
    cycles: generators,
  });
  const last = rowCount(ordered);
  const betti = classes.map(
    ({ deaths }) => deaths.filter((death) => death === last).length,
  );
  return {
    betti,
    ...(counts
      ? countSimplices(hypergraph, maxDim + 2, options)
      : { simplices: [], isEstimated: false }),
    euler: eulerOf(betti, rows, across, options),
    generators: generators
      ? classes.flatMap(({ deaths, cycles = [] }, dim) =>
          cycles
            .filter((_, i) => deaths[i] === last)
            .map((cycle) =>
              namedCycle(hypergraph, dim, cycle, core.columnNames),
            ),
        )
      : undefined,
  };
}

/** About the work on one side: subsets of `maxDim` + 1 members. */
function cost(rows: Incidence, maxDim: number): number {
  let sum = 0;
  for (let row = 0; row < rowCount(rows); row++) {
    sum += binomial(rowLength(rows, row), maxDim + 1);
  }
  return sum;
}

/** Rows by falling size: many times fewer critical simplices than the other way round. */
function largestFirst(rows: Incidence): Incidence {
  const order = Uint32Array.from({ length: rowCount(rows) }, (_, i) => i);
  order.sort((a, b) => rowLength(rows, b) - rowLength(rows, a) || a - b);
  return selectRows(rows, order);
}

/** Beyond so many steps the Euler characteristic is left open. */
const EULER_STEPS = 2e7;

function eulerOf(
  betti: readonly number[],
  rows: Incidence,
  columns: Incidence,
  options: HomologyOptions,
): number | null {
  let longest = 0;
  for (let row = 0; row < rowCount(rows); row++) {
    longest = Math.max(longest, rowLength(rows, row));
  }
  // no class lies above the dimension of the largest simplex
  if (longest <= betti.length) {
    return betti.reduce(
      (sum, count, dim) => (dim % 2 === 0 ? sum + count : sum - count),
      0,
    );
  }
  if (options.counts === false) return null;
  return eulerCharacteristic(rows, columns, {
    signal: options.signal,
    maxSteps: EULER_STEPS,
  });
}

/** Beyond so many steps simplices are estimated. */
const COUNT_STEPS = 3e7;

function countSimplices(
  { edges, nodes, nodeCount }: Hypergraph,
  most: number,
  options: HomologyOptions,
): Pick<Homology, 'simplices' | 'isEstimated'> {
  const { signal } = options;
  const toplexes = findToplexes(edges, nodes, quiet(options));
  const rows = selectRows(edges, toplexes);
  const columns = transpose(rows, nodeCount);
  let simplices: number[] = [];
  while (simplices.length < most) {
    const options = { signal, maxSteps: COUNT_STEPS };
    const next = countFaces(rows, columns, simplices.length + 1, options);
    if (next === null) break;
    simplices = next;
  }
  const isEstimated = simplices.length < most;
  while (simplices.length < most) {
    const price = priceClosure(rows, columns, simplices.length + 1);
    simplices.push(Math.round(price.estimate));
  }
  return { simplices, isEstimated };
}
