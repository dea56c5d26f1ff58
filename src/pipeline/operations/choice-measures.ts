import { PolyadError } from '#errors/polyad-error.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { IdTable } from '#hypergraph/id-table.ts';
import { hittingSet, setCover, type Cover } from '#topology/covering/covers.ts';
import { greedyMatching } from '#topology/covering/matching.ts';
import { validateHyperedges } from '#topology/models/validated-hyperedges.ts';
import {
  computeWindowSeries,
  measureWindows,
} from '#topology/temporal/window-series.ts';
import { parseDuration } from '../duration.ts';
import { RowStream } from './row-stream.ts';
import {
  chosenName,
  type Measures,
  type TopologyOptions,
} from './topology-measure.ts';
import {
  statisticNames,
  wholeStatistics,
  type WholeStatistic,
} from './whole-statistics.ts';

/** Elements chosen, and how good a choice it is. */
export interface Chosen {
  readonly cost: number;
  /** No choice costs less. */
  readonly lowerBound: number;
  /** The cost is at most so many times the least. */
  readonly guarantee: number;
  /** In the order chosen. */
  readonly chosen: RowStream<string>;
}

/** One set of nodes tested against chance. */
export interface TestedSet {
  readonly members: readonly string[];
  readonly count: number;
  readonly p: number;
  readonly q: number;
}

/** Results of matching, covering and testing, and series of windows. */
export interface ChoiceResults {
  matching: {
    count: number;
    /** No matching has more. */
    upperBound: number;
    /** At least this share of the best is sure. */
    guarantee: number;
    edges: RowStream<string>;
  };
  'set-cover': Chosen;
  'hitting-set': Chosen;
  validated: {
    tested: number;
    validated: number;
    /** Those validated, by p. */
    sets: RowStream<TestedSet>;
  };
  windows: {
    /** Milliseconds. */
    width: number;
    step: number;
    /** Names of the values of each row, after from and to. */
    columns: readonly string[];
    /** `[from, to, value …]`; null where a value is not defined. */
    rows: RowStream<readonly (number | null)[]>;
  };
}

export const choiceMeasures: Measures<ChoiceResults> = {
  matching: (hypergraph, _options, loop) => {
    const found = greedyMatching(hypergraph, loop);
    const { edges, upperBound, guarantee } = found;
    return {
      count: edges.length,
      upperBound,
      guarantee,
      edges: idStream(edges, hypergraph.edgeIds),
    };
  },
  'set-cover': (hypergraph, _options, loop) =>
    chosenOf(setCover(hypergraph, loop), hypergraph.edgeIds),
  'hitting-set': (hypergraph, _options, loop) =>
    chosenOf(hittingSet(hypergraph, loop), hypergraph.nodeIds),
  validated: (hypergraph, { alpha, minSize }, loop) => {
    const found = validateHyperedges(hypergraph, { alpha, minSize, ...loop });
    const kept = found
      .filter(({ validated }) => validated)
      .sort((a, b) => a.p - b.p);
    return {
      tested: found.length,
      validated: kept.length,
      sets: new RowStream(kept.length, (row) => {
        const { members = [], count = 0, p = 1, q = 1 } = kept[row] ?? {};
        const ids = members.map((node) => hypergraph.nodeIds.textAt(node));
        return { members: ids, count, p, q };
      }),
    };
  },
  windows: (hypergraph, options, loop) => {
    if (options.width === undefined) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        'Windows have a width; width is missing. Say how long, such as 1d.',
        { option: 'width' },
      );
    }
    const width = parseDuration(options.width);
    const step =
      options.step === undefined ? width : parseDuration(options.step);
    const windows = { width, step };
    const { from, to, ...series } = computeWindowSeries(
      hypergraph,
      windows,
      loop,
    );
    const quiet = { ...loop, onProgress: undefined };
    const measured = measureWindows(
      hypergraph,
      windows,
      chosenStatistics(options, quiet),
      loop,
    );
    const columns = [
      ...Object.entries(series),
      ...Object.entries(measured.values),
    ];
    return {
      width,
      step,
      columns: columns.map(([name]) => name),
      rows: new RowStream(from.length, (row) => {
        const values = columns.map(([, column]) => column[row] ?? NaN);
        return [from[row] ?? 0, to[row] ?? 0, ...values.map(orNull)];
      }),
    };
  },
};

/** The measures asked for beside those that every window has. */
function chosenStatistics(
  options: TopologyOptions,
  loop: ComputeOptions,
): Record<string, (snapshot: Hypergraph) => number> {
  const chosen = (options.stats ?? []).map((asked) => {
    const name = chosenName('statistic', asked, statisticNames);
    const statistic: WholeStatistic = wholeStatistics[name];
    const compute = (snapshot: Hypergraph): number =>
      snapshot.edgeCount === 0 ? NaN : statistic(snapshot, options, loop);
    return [name, compute] as const;
  });
  return Object.fromEntries(chosen);
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function chosenOf({ chosen, ...cover }: Cover, ids: IdTable): Chosen {
  return { ...cover, chosen: idStream(chosen, ids) };
}

function idStream(indices: Uint32Array, ids: IdTable): RowStream<string> {
  return new RowStream(indices.length, (row) => ids.textAt(indices[row] ?? 0));
}
