import { PolyadError } from '#errors/polyad-error.ts';
import { csvChunks } from '../csv-chunks.ts';
import type { SimulatedFile, SimulationOptions } from '../recipe.ts';
import { isoSecond } from './calendar.ts';
import { LOG_ON_COLUMNS, type LogOn } from './log-on.ts';
import { simulateMonth, type MonthSettings } from './month.ts';

const DEFAULT_EDGES = 40_000;
/** Planted share of the records unless asked otherwise. */
const DEFAULT_PLANTED_SHARE = 0.01;
/** The smallest firm with all its departments and services. */
const FEWEST_EDGES = 2000;
const MOST_EDGES = 100_000_000;

/**
 * The scenario's files: `events.csv` with `LOG_ON_COLUMNS`, and `truth.csv`
 * with `id,label,scenario` for every row, the id being the row number from 0.
 *
 * Each file is written by a pass of its own over the same random numbers, so
 * that neither waits for the other and nothing is held in memory.
 * @throws PolyadError INVALID_ARGUMENT if an option is out of range.
 */
export function simulateAuth(options: SimulationOptions = {}): SimulatedFile[] {
  const settings = checkSettings(options);
  return [
    {
      name: 'events.csv',
      chunks: repeatable(() =>
        csvChunks(LOG_ON_COLUMNS, eventRows(simulateMonth(settings))),
      ),
    },
    {
      name: 'truth.csv',
      chunks: repeatable(() =>
        csvChunks(
          ['id', 'label', 'scenario'],
          truthRows(simulateMonth(settings)),
        ),
      ),
    },
  ];
}

function* eventRows(logOns: Iterable<LogOn>): Generator<string[]> {
  for (const logOn of logOns) {
    yield LOG_ON_COLUMNS.map((column) =>
      column === 'time' ? isoSecond(logOn.time) : logOn[column],
    );
  }
}

function* truthRows(logOns: Iterable<LogOn>): Generator<string[]> {
  let row = 0;
  for (const { scenario } of logOns) {
    yield [String(row++), scenario === undefined ? '0' : '1', scenario ?? ''];
  }
}

function repeatable<T>(iterate: () => Iterator<T>): Iterable<T> {
  return { [Symbol.iterator]: iterate };
}

function checkSettings(options: SimulationOptions): MonthSettings {
  const edges = options.edges ?? DEFAULT_EDGES;
  checkInteger('edges', edges, FEWEST_EDGES, MOST_EDGES);
  const anomalies =
    options.anomalies ?? Math.round(edges * DEFAULT_PLANTED_SHARE);
  checkInteger('anomalies', anomalies, 0, Math.floor(edges / 5));
  const seed = options.seed ?? 0;
  checkInteger('seed', seed, 0, 0xffffffff);
  return { edges, anomalies, seed };
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
