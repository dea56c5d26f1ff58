import { PolyadError } from '#errors/polyad-error.ts';
import { LoopWatch } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { columnFromValues } from '#hypergraph/property-column.ts';
import { PropertyTable } from '#hypergraph/property-table.ts';
import {
  checkCount,
  numberedHypergraph,
  startModel,
  type ModelOptions,
} from './generated.ts';

/** Who starts hyperedges of one size, and how often. */
export interface Activity {
  /** Members of a hyperedge, its starter among them. */
  readonly size: number;
  /** Probability of each node to start one in a step. */
  readonly rates: Float64Array;
}

/** Steps of a hypergraph in which nodes are active or not. */
export interface ActivityDriven {
  readonly nodes: number;
  readonly activities: readonly Activity[];
  readonly steps: number;
  /** From one step to the next, milliseconds. Default 1. */
  readonly interval?: number | undefined;
}

/**
 * Activity-driven model of higher order: in each step every node starts a hyperedge with
 * its own probability, with others drawn at random. Hyperedges carry `time`, the step
 * times `interval`.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED (from the expected number),
 * CANCELLED
 * @remarks O(steps · nodes + incidences). Di Gaetano, Battiston and Starnini 2024,
 * doi:10.1103/PhysRevLett.132.037401.
 */
export function activityDrivenModel(
  { nodes, activities, steps, interval = 1 }: ActivityDriven,
  options: ModelOptions = {},
): Hypergraph {
  checkCount('nodes', nodes, 1);
  checkCount('steps', steps, 0);
  const { random, rows } = startModel(options);
  for (const { size, rates } of activities) {
    checkCount('size', size, 1);
    checkCount('nodes', nodes, size);
    checkRates(rates, nodes);
    rows.price(steps * size * rates.reduce((sum, rate) => sum + rate, 0));
  }
  const times: number[] = [];
  const watch = new LoopWatch(steps, options);
  for (let step = 0; step < steps; step++) {
    for (const { size, rates } of activities) {
      for (let node = 0; node < nodes; node++) {
        if (!random.chance(rates[node] ?? 0)) continue;
        rows.add(node);
        while (rows.openLength < size) {
          const other = random.int(nodes);
          if (!rows.has(other)) rows.add(other);
        }
        rows.endRow();
        times.push(step * interval);
      }
      watch.step(step, 4 * nodes);
    }
  }
  watch.finish();
  return withTimes(numberedHypergraph(rows.build(), nodes), times);
}

/** @throws PolyadError INVALID_ARGUMENT */
function checkRates(rates: Float64Array, nodes: number): void {
  const wrong = rates.find((rate) => !(rate >= 0 && rate <= 1));
  if (rates.length === nodes && wrong === undefined) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    wrong === undefined
      ? `There are ${rates.length} rates for ${nodes} nodes; give one each.`
      : `A rate is ${wrong}; a probability lies between 0 and 1.`,
    { rates: rates.length, nodes },
  );
}

/** @param times - Of each hyperedge, milliseconds. */
export function withTimes(
  hypergraph: Hypergraph,
  times: readonly number[],
): Hypergraph {
  const column = columnFromValues('time', 'timestamp', times);
  const edgeProperties = new PropertyTable(hypergraph.edgeCount, [column]);
  return hypergraph.withParts({ edgeProperties });
}

/** A power law between two bounds. */
export interface PowerLaw {
  /** Probability density falls as x^−exponent; not 1. */
  readonly exponent: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Rates that follow a power law, drawn for each node: as observed of the activity of
 * people.
 * @throws PolyadError INVALID_ARGUMENT unless 0 < min ≤ max and the exponent is not 1.
 */
export function powerLawRates(
  nodes: number,
  { exponent, min, max }: PowerLaw,
  options: Pick<ModelOptions, 'seed'> = {},
): Float64Array {
  checkCount('nodes', nodes, 0);
  if (!(min > 0 && min <= max && max < Infinity && exponent !== 1)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `A power law from ${min} to ${max} with exponent ${exponent} is none; take 0 < min ≤ max and an exponent other than 1.`,
      { min, max, exponent },
    );
  }
  const { random } = startModel(options);
  const power = 1 - exponent;
  const [low, high] = [min ** power, max ** power];
  return Float64Array.from(
    { length: nodes },
    () => (low + random.float() * (high - low)) ** (1 / power),
  );
}
