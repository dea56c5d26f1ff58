import type { ElementKind } from '#hypergraph/hypergraph.ts';
import { statistics } from '#topology/statistics/statistic-desk.ts';
import { computeStatistics } from '#topology/statistics/statistics.ts';
import { RowStream } from './row-stream.ts';
import type { Convergence } from './spectral-measures.ts';
import type { Measures } from './topology-measure.ts';

/** One column of {@link StatisticsResults}. */
export interface StatisticFacts {
  readonly name: string;
  /** Where the statistic is the solution of an equation. */
  readonly convergence?: Convergence;
}

/** An id, then a value for each statistic; null for none. */
export type StatisticRow = readonly [string, ...(number | null)[]];

/** Results of the statistics of elements. */
export interface StatisticsResults {
  stats: {
    of: ElementKind;
    stats: readonly StatisticFacts[];
    /** Elements that meet the conditions, listed or not. */
    matched: number;
    rows: RowStream<StatisticRow>;
  };
}

/** Statistics shown where none is named. */
const USUAL = ['degree', 'core', 'component'];

/** Names of all statistics. */
export const elementStatistics = Object.keys(statistics);

export const statisticsMeasures: Measures<StatisticsResults> = {
  stats: (hypergraph, { of, s, seed, stats = USUAL, ...choice }, loop) => {
    const { where, sort, top } = choice;
    const found = computeStatistics(hypergraph, stats, {
      ...{ of, s, seed, where, sort, top },
      ...loop,
    });
    const { ids, columns, matched, rows } = found;
    return {
      of: found.of,
      stats: columns.map(({ name, convergence }) => ({
        name,
        ...(convergence && { convergence }),
      })),
      matched,
      rows: new RowStream(rows.length, (row) => {
        const element = rows[row] ?? 0;
        const values = columns.map((column) => {
          const value = column.values[element] ?? NaN;
          return Number.isFinite(value) ? value : null;
        });
        return [ids.textAt(element), ...values] as const;
      }),
    };
  },
};
