import { PolyadError } from '#errors/polyad-error.ts';
import type { ElementKind, Hypergraph } from '#hypergraph/hypergraph.ts';
import type { IdTable } from '#hypergraph/id-table.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import { RowStream } from './row-stream.ts';

/** Options of the measures; each reads those it knows. */
export interface TopologyOptions {
  readonly s?: number | undefined;
  readonly of?: ElementKind | undefined;
  readonly countOnly?: boolean | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly all?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly weighted?: boolean | undefined;
  readonly timeRespecting?: boolean | undefined;
  readonly criterion?: string | undefined;
  readonly strictlyLater?: boolean | undefined;
  /** Durations, such as `1h`. */
  readonly maxWait?: string | undefined;
  readonly span?: string | undefined;
  readonly width?: string | undefined;
  readonly step?: string | undefined;
  readonly size?: number | undefined;
  readonly alpha?: number | undefined;
  readonly property?: string | undefined;
  readonly metric?: string | undefined;
  readonly normalized?: boolean | undefined;
  readonly laplacian?: string | undefined;
  readonly kind?: string | undefined;
  readonly k?: number | undefined;
  readonly minSize?: number | undefined;
  readonly samples?: number | undefined;
  readonly seed?: number | undefined;
  readonly maxDim?: number | undefined;
  readonly generators?: boolean | undefined;
  readonly shortest?: boolean | undefined;
  readonly filtration?: string | undefined;
  readonly method?: string | undefined;
  readonly model?: string | undefined;
  readonly statistic?: string | undefined;
  readonly stats?: readonly string[] | undefined;
  readonly where?: readonly string[] | undefined;
  readonly sort?: string | undefined;
  readonly top?: number | undefined;
}

/** A function for each measure, by the results they give. */
export type Measures<Results> = {
  readonly [Measure in keyof Results]: (
    hypergraph: Hypergraph,
    options: TopologyOptions,
    loop: ComputeOptions,
  ) => Results[Measure];
};

/** Ids of the elements that `options.of` names; hyperedges by default. */
export function elementIds(
  hypergraph: Hypergraph,
  options: TopologyOptions,
): IdTable {
  return options.of === 'nodes' ? hypergraph.nodeIds : hypergraph.edgeIds;
}

/**
 * The name asked for, or the first one.
 * @param what - What it names, for the error.
 * @throws PolyadError INVALID_ARGUMENT
 */
export function chosenName<Name extends string>(
  what: string,
  asked: string | undefined,
  names: readonly Name[],
): Name {
  const name = asked === undefined ? names[0] : names.find((n) => n === asked);
  if (name !== undefined) return name;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `There is no ${what} "${asked ?? ''}". Use one of: ${names.join(', ')}.`,
    { [what]: asked },
  );
}

/** `[id, value]` of every element, in input order. */
export function valueRows(
  values: ArrayLike<number>,
  ids: IdTable,
): RowStream<readonly [string, number]> {
  return new RowStream(
    values.length,
    (element) => [ids.textAt(element), values[element] ?? 0] as const,
  );
}
