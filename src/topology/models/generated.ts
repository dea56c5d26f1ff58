import { PolyadError } from '#errors/polyad-error.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import { Random } from '#numeric/random.ts';
import { Hypergraph } from '#hypergraph/hypergraph.ts';
import { SequentialIdTable } from '#hypergraph/id-table.ts';
import { rowCount, transpose, type Incidence } from '#hypergraph/incidence.ts';
import { GeneratedRows } from '#compute/cpu/generated-rows.ts';

/** What every random model takes. */
export interface ModelOptions extends LoopOptions {
  /** Default 0. */
  readonly seed?: number | undefined;
  /** Most incidences to make. Default 50 million, about 1 GB. */
  readonly maxIncidences?: number | undefined;
}

const DEFAULT_INCIDENCES = 50_000_000;

/** A seeded generator, and rows that refuse to outgrow the limit. */
export function startModel(options: ModelOptions): {
  readonly random: Random;
  readonly rows: GeneratedRows;
  readonly limit: number;
} {
  const limit = options.maxIncidences ?? DEFAULT_INCIDENCES;
  const random = new Random(options.seed ?? 0);
  return { random, rows: new GeneratedRows(limit), limit };
}

/** Rows as a hypergraph whose ids are numbers from 0. */
export function numberedHypergraph(
  edges: Incidence,
  nodeCount: number,
): Hypergraph {
  return new Hypergraph({
    edges,
    nodes: transpose(edges, nodeCount),
    edgeIds: new SequentialIdTable(rowCount(edges)),
    nodeIds: new SequentialIdTable(nodeCount),
  });
}

/** Other rows between the same hyperedges and nodes, whose ids and properties stay. */
export function rewiredHypergraph(
  hypergraph: Hypergraph,
  edges: Incidence,
): Hypergraph {
  const { edgeIds, nodeIds, edgeProperties, nodeProperties } = hypergraph;
  const { metadata, nodeCount } = hypergraph;
  const nodes = transpose(edges, nodeCount);
  return new Hypergraph({
    edges,
    nodes,
    edgeIds,
    nodeIds,
    edgeProperties,
    nodeProperties,
    metadata,
  });
}

/** @throws PolyadError INVALID_ARGUMENT unless `value` is an integer of at least `least`. */
export function checkCount(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `${name} is ${value}; it must be an integer of at least ${least}.`,
    { [name]: value },
  );
}

/** @throws PolyadError INVALID_ARGUMENT unless `value` is within [0, 1]. */
export function checkProbability(name: string, value: number): void {
  if (value >= 0 && value <= 1) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `${name} is ${value}; a probability lies between 0 and 1.`,
    { [name]: value },
  );
}

/** @throws PolyadError INVALID_ARGUMENT unless all are numbers of at least 0. */
export function checkWeights(name: string, values: ArrayLike<number>): void {
  const wrong = Array.from(values).find((v) => !(v >= 0 && v < Infinity));
  if (wrong === undefined) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `${name} holds ${wrong}; each must be a number of at least 0.`,
    { [name]: wrong },
  );
}
