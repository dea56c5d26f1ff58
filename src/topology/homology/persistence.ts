import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowCount, transpose } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import type { PersistentClasses } from '#compute/cpu/persistence.ts';
import { selectRows } from '#compute/cpu/select-rows.ts';
import { persistentClasses } from '#compute/persistence.ts';
import { strongCollapse } from '#compute/strong-collapse.ts';
import { checkedDim } from './boundary-matrices.ts';
import { refuseLargeClosure } from './closure-price.ts';
import { filtrationValues, type Filtration } from './filtration.ts';
import type { Cycle } from './homology.ts';
import { namedCycle } from './named-cycle.ts';
import { quiet } from './quiet.ts';

/** Options of {@link computePersistence}. */
export interface PersistenceOptions extends ComputeOptions {
  /** Highest dimension of the bars. Default 2. */
  readonly maxDim?: number | undefined;
  /** Default `size`. */
  readonly filtration?: Filtration | undefined;
  /** Whether to give a cycle for each bar. */
  readonly generators?: boolean | undefined;
  /** Most simplices of one dimension, as estimated; no limit unless given. */
  readonly maxSimplices?: number | undefined;
  /** Most sets of members the search may look at. Default 2 · 10⁹. */
  readonly maxVisits?: number | undefined;
  /** Most simplices that the reduction may bring together; no limit unless given. */
  readonly maxCodes?: number | undefined;
}

/** Bars as columns, by dimension, birth and death; those of no length are left out. */
export interface Bars {
  readonly dims: Uint32Array;
  readonly births: Float64Array;
  /** Infinity for what stays. */
  readonly deaths: Float64Array;
  /** A cycle a bar; undefined unless asked for. */
  readonly generators: readonly Cycle[] | undefined;
  /** Hyperedges without a value, which never appear. */
  readonly leftOut: number;
}

/**
 * Persistent homology over GF(2) of the downward closure as hyperedges appear:
 * each simplex with the first hyperedge that holds it.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED, CANCELLED
 * @remarks As {@link computeHomology}, on a collapse that keeps every bar; the
 * closure is never written out. Nerves do not keep bars, so they are not used.
 */
export function computePersistence(
  hypergraph: Hypergraph,
  options: PersistenceOptions = {},
): Bars {
  const { maxDim = 2, filtration = 'size', generators = false } = options;
  checkedDim(maxDim);
  const values = filtrationValues(hypergraph, filtration);
  if (options.maxSimplices !== undefined) {
    const { maxSimplices } = options;
    refuseLargeClosure(hypergraph, { maxDim: maxDim + 1, maxSimplices });
  }
  const order = inOrder(hypergraph, values);
  const rows = selectRows(hypergraph.edges, order);
  const core = strongCollapse(rows, transpose(rows, hypergraph.nodeCount), {
    ...quiet(options),
    inOrder: true,
  });
  const classes = persistentClasses(core.rows, rowCount(core.columns), {
    ...options,
    maxDim,
    cycles: generators,
  });
  const valueOf = (row: number): number => {
    const place = core.rowNames[row];
    return place === undefined ? Infinity : (values[order[place] ?? 0] ?? NaN);
  };
  const bars = classes.flatMap((found, dim) => barsOf(found, dim, valueOf));
  bars.sort(
    (a, b) =>
      a.dim - b.dim || a.birth - b.birth || lesserFirst(a.death, b.death),
  );
  return {
    dims: Uint32Array.from(bars, ({ dim }) => dim),
    births: Float64Array.from(bars, ({ birth }) => birth),
    deaths: Float64Array.from(bars, ({ death }) => death),
    generators: generators
      ? bars.map(({ dim, cycle }) =>
          namedCycle(hypergraph, dim, cycle, core.columnNames),
        )
      : undefined,
    leftOut: hypergraph.edgeCount - order.length,
  };
}

interface Bar {
  readonly dim: number;
  readonly birth: number;
  readonly death: number;
  readonly cycle: Uint32Array;
}

function barsOf(
  { births, deaths, cycles }: PersistentClasses,
  dim: number,
  valueOf: (row: number) => number,
): Bar[] {
  const bars = Array.from(births, (birth, i) => ({
    dim,
    birth: valueOf(birth),
    death: valueOf(deaths[i] ?? Infinity),
    cycle: cycles?.[i] ?? new Uint32Array(),
  }));
  return bars.filter(({ birth, death }) => birth !== death);
}

/** Two infinities are equal, though their difference is no number. */
function lesserFirst(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Hyperedges by value, then by falling size; those without a value left out. */
function inOrder(hypergraph: Hypergraph, values: Float64Array): Uint32Array {
  const order: number[] = [];
  values.forEach((value, edge) => {
    if (!Number.isNaN(value)) order.push(edge);
  });
  order.sort(
    (a, b) =>
      lesserFirst(values[a] ?? 0, values[b] ?? 0) ||
      hypergraph.edgeSize(b) - hypergraph.edgeSize(a) ||
      a - b,
  );
  return Uint32Array.from(order);
}
