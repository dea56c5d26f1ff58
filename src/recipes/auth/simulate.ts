import type { SimulatedFile, SimulationOptions } from '../recipe.ts';
import {
  scenarioFiles,
  scenarioSettings,
  type ScenarioRecord,
} from '../scenario.ts';
import { LOG_ON_COLUMNS } from './log-on.ts';
import { simulateMonth, type MonthSettings } from './month.ts';

/** The smallest firm with all its departments and services has 2,000 log-ons. */
const limits = { edges: 40_000, fewest: 2000, planted: 0.01 };

/**
 * A month of log-ons as `events.csv` with `LOG_ON_COLUMNS`, and its truth.
 * @throws PolyadError INVALID_ARGUMENT if an option is out of range.
 */
export function simulateAuth(options: SimulationOptions = {}): SimulatedFile[] {
  const settings = scenarioSettings(options, limits);
  return scenarioFiles(LOG_ON_COLUMNS, () => records(settings));
}

function* records(settings: MonthSettings): Generator<ScenarioRecord> {
  for (const logOn of simulateMonth(settings)) {
    const cells = LOG_ON_COLUMNS.map((column) => logOn[column]);
    yield { seconds: logOn.time, cells, scenario: logOn.scenario };
  }
}
