import { PolyadError } from '#errors/polyad-error.ts';
import type { Random } from '#numeric/random.ts';
import { csvChunks } from './csv-chunks.ts';
import { textChunks } from './text-chunks.ts';
import type { SimulatedFile, SimulationOptions } from './recipe.ts';

/** Seconds in a minute, an hour and a day. */
export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;

/** Midnight UTC of Monday 4 May 2026, where scenarios of days begin. */
export const SCENARIO_START = 1_777_852_800;

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
  return [
    csvFile('events.csv', ['time', ...columns], () => eventRows(simulate())),
    recordTruth(simulate),
  ];
}

/** `truth.csv` of records that are hyperedges by their row number. */
export function recordTruth(
  simulate: () => Iterable<Pick<ScenarioRecord, 'scenario'>>,
): SimulatedFile {
  return truthFile(function* () {
    let row = 0;
    for (const { scenario } of simulate())
      yield { id: String(row++), scenario };
  });
}

/** An element of the hypergraph and what was planted there, if anything. */
export interface LabelledElement {
  readonly id: string;
  readonly scenario?: string | undefined;
}

/** `truth.csv`: `id,label,scenario` for the elements that a pass gives. */
export function truthFile(
  elements: () => Iterable<LabelledElement>,
): SimulatedFile {
  return csvFile('truth.csv', ['id', 'label', 'scenario'], function* () {
    for (const { id, scenario } of elements()) {
      yield [id, scenario === undefined ? '0' : '1', scenario ?? ''];
    }
  });
}

/** A CSV file whose rows come anew with each pass. */
export function csvFile(
  name: string,
  header: readonly string[],
  rows: () => Iterable<readonly string[]>,
): SimulatedFile {
  const chunks = { [Symbol.iterator]: () => csvChunks(header, rows()) };
  return { name, chunks };
}

/** A text file whose pieces come anew with each pass. */
export function textFile(
  name: string,
  pieces: () => Iterable<string>,
): SimulatedFile {
  const chunks = { [Symbol.iterator]: () => textChunks(pieces()) };
  return { name, chunks };
}

/** `2026-05-04T08:15:00Z` for seconds since the epoch. */
export function isoSecond(seconds: number): string {
  return `${new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 19)}Z`;
}

/** Any moment of a scenario within `days` days that begin `after` days from its start. */
export function anyMoment(
  random: Random,
  { after, days }: { readonly after: number; readonly days: number },
): number {
  return SCENARIO_START + (after + days * random.float()) * DAY;
}

/** Ordinary records of one day after another, with the planted ones among them. */
export function* inOrder<Item extends { readonly seconds: number }>(
  {
    days,
    planted,
  }: { readonly days: number; readonly planted: readonly Item[] },
  ordinaryOf: (day: number) => Item[],
): Generator<Item> {
  for (let day = 0; day < days; day++) {
    const begin = SCENARIO_START + day * DAY;
    const today = planted.filter(
      ({ seconds }) => seconds >= begin && seconds < begin + DAY,
    );
    const records = [...ordinaryOf(day), ...today];
    yield* records.sort((left, right) => left.seconds - right.seconds);
  }
}

function* eventRows(records: Iterable<ScenarioRecord>): Generator<string[]> {
  for (const { seconds, cells } of records)
    yield [isoSecond(seconds), ...cells];
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
