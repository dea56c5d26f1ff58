import { plantCases } from '../plant-cases.ts';
import type { SimulatedFile, SimulationOptions } from '../recipe.ts';
import {
  inOrder,
  recordTruth,
  scenarioSettings,
  textFile,
  type ScenarioSettings,
} from '../scenario.ts';
import { connectionLog, type Connection } from './connection.ts';
import { INTRUSIONS } from './intrusions.ts';
import { buildNetwork, RATE } from './network.ts';
import { ordinaryTraffic } from './traffic.ts';

const limits = { edges: 30_000, fewest: 2000, planted: 0.01 };
const DAYS = 15;

/**
 * Fifteen days of a firm's `conn.log`, and its truth.
 * @throws PolyadError INVALID_ARGUMENT if an option is out of range.
 */
export function simulateZeek(options: SimulationOptions = {}): SimulatedFile[] {
  const settings = scenarioSettings(options, limits);
  const pass = (): Iterable<Connection> => connections(settings);
  return [
    textFile('events.log', () => connectionLog(pass())),
    recordTruth(pass),
  ];
}

function connections(settings: ScenarioSettings): Iterable<Connection> {
  const { edges, anomalies, seed } = settings;
  // Eleven working days, and what services and the internet add.
  const each = RATE * 1.083 * 11.4 + 26;
  const size = Math.max(4, Math.round((edges - anomalies - 120) / each));
  const network = buildNetwork(size, seed);
  const planted = plantCases(INTRUSIONS, { network, days: DAYS }, settings);
  return inOrder({ days: DAYS, planted }, ordinaryTraffic(network, seed));
}
