import { PolyadError } from '#errors/polyad-error.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import type { ElementKind, Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowLengths } from '#hypergraph/incidence.ts';
import { sStructure } from '../s-structure.ts';
import { localStatistics } from './local-statistics.ts';
import type {
  Statistic,
  StatisticColumn,
  StatisticContext,
} from './statistic.ts';
import { structuralStatistics } from './structural-statistics.ts';

/** Every statistic there is, by name; some are of nodes or of hyperedges only. */
export const statistics: Readonly<Record<string, Statistic>> = {
  size: ({ hypergraph, of }) => rowLengths(sStructure(hypergraph, { of }).rows),
  ...localStatistics,
  ...structuralStatistics,
};

/** Before the name of a numeric property of the elements: `property:time`. */
const PROPERTY = 'property:';

/** What statistics are computed for. */
export interface DeskOptions extends ComputeOptions {
  /** Default `nodes`. */
  readonly of?: ElementKind | undefined;
  /** For statistics of the s-line graph. Default 1. */
  readonly s?: number | undefined;
  /** For those that draw at random. Default 0. */
  readonly seed?: number | undefined;
  /** Statistics of the caller's own, by name; they go before those there are. */
  readonly own?: Readonly<Record<string, Statistic>> | undefined;
}

/** Computes each statistic at most once, and what several share. */
export class StatisticDesk {
  readonly #context: Omit<StatisticContext, 'loop'>;
  readonly #own: Readonly<Record<string, Statistic>>;
  readonly #options: DeskOptions;
  readonly #names: readonly string[];
  readonly #columns = new Map<string, StatisticColumn>();
  readonly #underWay = new Set<string>();
  readonly #shared = new Map<string, unknown>();

  constructor(
    hypergraph: Hypergraph,
    names: readonly string[],
    options: DeskOptions,
  ) {
    const { of = 'nodes', s = 1, seed = 0, own = {} } = options;
    this.#own = own;
    this.#options = options;
    this.#names = names;
    this.#context = {
      hypergraph,
      of,
      s,
      seed,
      column: (name) => this.#column(name, undefined).values,
      shared: (key, make) => this.#once(key, make),
    };
  }

  all(): StatisticColumn[] {
    // every name is looked up before anything is computed
    for (const name of this.#names) this.#find(name);
    return this.#names.map((name, index) => this.#column(name, index));
  }

  #column(name: string, index: number | undefined): StatisticColumn {
    const known = this.#columns.get(name);
    if (known) return known;
    if (this.#underWay.has(name)) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        `The statistic ${name} needs itself: ${[...this.#underWay, name].join(' → ')}.`,
        { statistic: name },
      );
    }
    this.#underWay.add(name);
    const loop = this.#loop(index);
    const found = this.#find(name)({ ...this.#context, loop });
    this.#underWay.delete(name);
    const column =
      'values' in found && 'convergence' in found
        ? { name, ...found }
        : { name, values: found };
    this.#checkLength(column);
    this.#columns.set(name, column);
    return column;
  }

  /** Progress of one statistic as its part of all. */
  #loop(index: number | undefined): ComputeOptions {
    const { signal, backend, threads, onRan, onProgress } = this.#options;
    const total = this.#names.length;
    return {
      signal,
      backend,
      threads,
      onRan,
      ...(onProgress &&
        index !== undefined && {
          onProgress: (done: number, of: number) => {
            onProgress(index + (of === 0 ? 1 : done / of), total);
          },
        }),
    };
  }

  #once<Result>(key: string, make: () => Result): Result {
    if (!this.#shared.has(key)) this.#shared.set(key, make());
    return this.#shared.get(key) as Result;
  }

  #find(name: string): Statistic {
    if (Object.hasOwn(this.#own, name)) return this.#own[name] as Statistic;
    if (Object.hasOwn(statistics, name)) return statistics[name] as Statistic;
    if (name.startsWith(PROPERTY)) return this.#property(name);
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `There is no statistic "${name}". Use one of: ${[...Object.keys(this.#own), ...Object.keys(statistics)].join(', ')}, or property:NAME.`,
      { statistic: name },
    );
  }

  #property(name: string): Statistic {
    const { hypergraph, of } = this.#context;
    const table =
      of === 'nodes' ? hypergraph.nodeProperties : hypergraph.edgeProperties;
    const column = table.column(name.slice(PROPERTY.length));
    if (column) return () => column.numbers();
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `The ${of} have no property "${name.slice(PROPERTY.length)}". They have: ${table.names.join(', ') || 'none'}.`,
      { statistic: name, of },
    );
  }

  #checkLength({ name, values }: StatisticColumn): void {
    const { hypergraph, of } = this.#context;
    const { count } = of === 'nodes' ? hypergraph.nodeIds : hypergraph.edgeIds;
    if (values.length === count) return;
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `The statistic ${name} gave ${values.length} values for ${count} ${of}.`,
      { statistic: name },
    );
  }
}
