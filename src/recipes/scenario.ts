import { PolyadError } from '#errors/polyad-error.ts';
import { csvChunks } from './csv-chunks.ts';
import type { SimulatedFile, SimulationOptions } from './recipe.ts';

/** Seconds in a minute, an hour and a day. */
export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;

/** One simulated record. */
export interface ScenarioRecord {
  /** Seconds since the epoch. */
  readonly seconds: number;
  /** The cells, in the order of the scenario's columns, without the time. */
  readonly cells: readonly string[];
  /** What was planted; undefined for ordinary records. */
  readonly scenario?: string | undefined;
}

/** What a scenario can be asked for. */
export interface ScenarioLimits {
  /** Records unless asked otherwise, and the fewest that are believable. */
  readonly edges: number;
  readonly fewest: number;
  /** Planted share of the records unless asked otherwise. */
  readonly planted: number;
}

export type ScenarioSettings = Readonly<Required<SimulationOptions>>;

const MOST_EDGES = 100_000_000;

/**
 * The options with their defaults.
 * @throws PolyadError INVALID_ARGUMENT if one is out of range.
 */
export function scenarioSettings(
  options: SimulationOptions,
  { edges: usual, fewest, planted }: ScenarioLimits,
): ScenarioSettings {
  const edges = options.edges ?? usual;
  checkInteger('edges', edges, fewest, MOST_EDGES);
  const anomalies = options.anomalies ?? Math.round(edges * planted);
  checkInteger('anomalies', anomalies, 0, Math.floor(edges / 5));
  const seed = options.seed ?? 0;
  checkInteger('seed', seed, 0, 0xffffffff);
  return { edges, anomalies, seed };
}

/**
 * The files of a scenario: `events.csv` with the records in order of time, and
 * `truth.csv` with `id,label,scenario`, the id being the row number from 0.
 *
 * Each file is a pass of its own over the same random numbers, so that neither
 * waits for the other and memory stays that of one pass.
 * @param columns - Names of the columns after `time`.
 * @param simulate - Starts a pass; the same records each time.
 */
export function scenarioFiles(
  columns: readonly string[],
  simulate: () => Iterable<ScenarioRecord>,
): SimulatedFile[] {
  const file = (
    name: string,
    header: readonly string[],
    rows: (records: Iterable<ScenarioRecord>) => Iterable<string[]>,
  ): SimulatedFile => ({
    name,
    chunks: {
      [Symbol.iterator]: () => csvChunks(header, rows(simulate())),
    },
  });
  return [
    file('events.csv', ['time', ...columns], eventRows),
    file('truth.csv', ['id', 'label', 'scenario'], truthRows),
  ];
}

/** `2026-05-04T08:15:00Z` for seconds since the epoch. */
function isoSecond(seconds: number): string {
  return `${new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 19)}Z`;
}

/** Records of one day after another, each day's in order of time. */
export function* inOrder(
  days: number,
  recordsOf: (day: number) => ScenarioRecord[],
): Generator<ScenarioRecord> {
  for (let day = 0; day < days; day++) {
    yield* recordsOf(day).sort((left, right) => left.seconds - right.seconds);
  }
}

function* eventRows(records: Iterable<ScenarioRecord>): Generator<string[]> {
  for (const { seconds, cells } of records)
    yield [isoSecond(seconds), ...cells];
}

function* truthRows(records: Iterable<ScenarioRecord>): Generator<string[]> {
  let row = 0;
  for (const { scenario } of records) {
    yield [String(row++), scenario === undefined ? '0' : '1', scenario ?? ''];
  }
}

function checkInteger(
  option: string,
  value: number,
  least: number,
  most: number,
): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `--${option} is ${String(value)}; give an integer from ${String(least)} to ${String(most)}.`,
    { option, value, least, most },
  );
}
