import { PolyadError } from '#errors/polyad-error.ts';
import type { ElementKind, Hypergraph } from '#hypergraph/hypergraph.ts';
import type { IdTable } from '#hypergraph/id-table.ts';
import { sStructure } from '../s-structure.ts';
import { meets, parseCondition, type Condition } from './condition.ts';
import { StatisticDesk, type DeskOptions } from './statistic-desk.ts';
import type { StatisticColumn, StatisticValues } from './statistic.ts';

/** Options of {@link computeStatistics}. */
export interface StatisticsOptions extends DeskOptions {
  /** Conditions that all must be met, such as `degree>=5`. */
  readonly where?: readonly (string | Condition)[] | undefined;
  /** Statistic to sort by, largest first; `-name` for smallest first. Input order by default. */
  readonly sort?: string | undefined;
  /** Most rows. Default all. */
  readonly top?: number | undefined;
}

/** Columns over the elements, and which of them are asked for in what order. */
export interface Statistics {
  readonly of: ElementKind;
  readonly ids: IdTable;
  readonly columns: readonly StatisticColumn[];
  /** Elements that meet the conditions. */
  readonly matched: number;
  /** Those to show, in order. */
  readonly rows: Uint32Array;
}

/**
 * Statistics of all nodes or hyperedges as columns, each computed once, also
 * where conditions, the order or other statistics need it.
 * @param names - As in `statistics`, of `own`, or `property:NAME` for a
 * numeric property.
 * @throws PolyadError INVALID_ARGUMENT for an unknown name, a wrong condition or a
 * statistic of the other kind of element; CANCELLED
 * @remarks Cost: the sum of the statistics', plus sorting.
 */
export function computeStatistics(
  hypergraph: Hypergraph,
  names: readonly string[],
  options: StatisticsOptions = {},
): Statistics {
  const { of = 'nodes', where = [], sort, top } = options;
  const conditions = where.map((condition) =>
    typeof condition === 'string' ? parseCondition(condition) : condition,
  );
  const order = sort?.replace(/^-/, '');
  const needed = new Set([
    ...names,
    ...conditions.map(({ statistic }) => statistic),
    ...(order === undefined ? [] : [order]),
  ]);
  checkTop(top);
  const desk = new StatisticDesk(hypergraph, [...needed], options);
  const columns = new Map(desk.all().map((column) => [column.name, column]));
  const { ids } = sStructure(hypergraph, { of, s: options.s });
  const kept = Array.from(
    { length: ids.count },
    (_, element) => element,
  ).filter((element) =>
    conditions.every((condition) =>
      meets(condition, columns.get(condition.statistic)?.values[element]),
    ),
  );
  if (order !== undefined) {
    sortBy(kept, columns.get(order)?.values, sort?.startsWith('-') === true);
  }
  return {
    of,
    ids,
    columns: names.flatMap((name) => columns.get(name) ?? []),
    matched: kept.length,
    rows: Uint32Array.from(kept.slice(0, top)),
  };
}

/** Sorts in place, largest first unless `rising`; ties by element, no value last. */
function sortBy(
  elements: number[],
  values: StatisticValues | undefined,
  rising: boolean,
): void {
  const key = (element: number): number => {
    const value = values?.[element] ?? NaN;
    if (Number.isNaN(value)) return -Infinity;
    return rising ? -value : value;
  };
  elements.sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    return left === right ? a - b : right > left ? 1 : -1;
  });
}

/** @throws PolyadError INVALID_ARGUMENT */
function checkTop(top: number | undefined): void {
  if (top === undefined || (Number.isSafeInteger(top) && top >= 0)) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `top is ${top}; it must be an integer from 0.`,
    { top },
  );
}
