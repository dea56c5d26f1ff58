import type { Random } from '#numeric/random.ts';
import { plantCases, type CaseKinds, type Drawing } from '../plant-cases.ts';
import type { SimulatedFile, SimulationOptions } from '../recipe.ts';
import {
  anyMoment,
  DAY,
  HOUR,
  inOrder,
  SCENARIO_START,
  scenarioFiles,
  scenarioSettings,
  type ScenarioRecord,
  type ScenarioSettings,
} from '../scenario.ts';
import { poisson, sample, seededStream } from '../seeded-stream.ts';

const limits = { edges: 20_000, fewest: 2000, planted: 0.01 };
const DAYS = 30;
/** When cases begin: not before the routine is known, and not so late that they are cut off. */
const caseTimes = { after: 3, days: DAYS - 4 };
const modes = ['start', 'steady', 'steady', 'steady', 'clean'] as const;

/** A machine with its sensors, in the order in which a disturbance passes them. */
interface Unit {
  readonly name: string;
  readonly sensors: readonly string[];
  /** Sensors that trip while it is cleaned, whatever else. */
  readonly cleaning: readonly string[];
  /** Episodes a day. */
  readonly rate: number;
}

/** Sensors that tripped within a minute. */
interface Episode {
  readonly seconds: number;
  readonly sensors: readonly string[];
  readonly unit: string;
  readonly mode: string;
  readonly scenario?: string | undefined;
}

interface Plant extends Drawing {
  readonly units: readonly Unit[];
}

const kinds: CaseKinds<Plant, Episode> = {
  spoofed: { share: 0.5, plant: spoof },
  'cross-talk': { share: 0.3, plant: crossTalk },
  'wrong-mode': { share: 0.2, plant: wrongMode },
};

/**
 * A month of a plant's alarms, an episode a row, and its truth.
 * @throws PolyadError INVALID_ARGUMENT if an option is out of range.
 */
export function simulateSensors(
  options: SimulationOptions = {},
): SimulatedFile[] {
  const settings = scenarioSettings(options, limits);
  return scenarioFiles(['sensors', 'mode', 'unit'], () => records(settings));
}

function* records(settings: ScenarioSettings): Generator<ScenarioRecord> {
  const { edges, anomalies, seed } = settings;
  const units = buildPlant(Math.max(5, Math.round(edges / 900)), seed);
  const expected = DAYS * units.reduce((sum, { rate }) => sum + rate, 0);
  const scale = (edges - anomalies) / expected;
  const planted = plantCases(kinds, { units }, settings);
  const random = seededStream(seed, 'operation');
  const episodes = inOrder<Episode>({ days: DAYS, planted }, (day) =>
    units.flatMap((unit, at) =>
      Array.from({ length: poisson(random, unit.rate * scale) }, () =>
        ordinary(random, unit, units[(at + 1) % units.length] ?? unit, day),
      ),
    ),
  );
  for (const { seconds, sensors, mode, unit, scenario } of episodes) {
    yield { seconds, scenario, cells: [sensors.join(' '), mode, unit] };
  }
}

function buildPlant(count: number, seed: number): Unit[] {
  const random = seededStream(seed, 'plant');
  return Array.from({ length: count }, (_, number) => {
    const name = `unit-${String(number + 1)}`;
    const sensors = Array.from({ length: 8 + random.int(10) }, (__, at) => {
      const sort = random.pick(['T', 'P', 'F', 'L', 'V', 'Q']);
      return `${sort}${String((number + 1) * 100 + at)}`;
    });
    const cleaning = sample(random, sensors, 3);
    return { name, sensors, cleaning, rate: Math.exp(0.7 * random.normal()) };
  });
}

/** A disturbance passes along the machine, sometimes into the next; some sensors only chatter. */
function ordinary(
  random: Random,
  unit: Unit,
  next: Unit,
  day: number,
): Episode {
  const seconds = SCENARIO_START + day * DAY + 24 * HOUR * random.float();
  const hour = Math.floor((seconds % DAY) / HOUR);
  const mode = modeAt(unit, day, hour);
  const first = Math.floor(unit.sensors.length * random.float() ** 1.5);
  const length = 1 + Math.min(9, Math.floor(random.exponential(0.45)));
  const chain = unit.sensors.slice(first, first + length);
  const sensors = new Set(chain.filter(() => random.chance(0.9)));
  if (mode === 'clean') for (const each of unit.cleaning) sensors.add(each);
  if (random.chance(0.08)) sensors.add(next.sensors[0] ?? '');
  // A coincidence now and then.
  if (random.chance(0.01)) sensors.add(random.pick(next.sensors));
  if (sensors.size === 0) sensors.add(random.pick(unit.sensors));
  return { seconds, sensors: [...sensors], unit: unit.name, mode };
}

/** A machine is cleaned one shift in the week. */
function modeAt({ name }: Unit, day: number, hour: number): string {
  const number = Number(name.slice(5));
  if (day % 7 === number % 7 && hour >= 6 && hour < 12) return 'clean';
  return modes[(day + number + Math.floor(hour / 8)) % 3] ?? 'steady';
}

/** False readings: sensors of machines that have nothing to do with each other. */
function spoof({ units, random }: Plant): Episode[] {
  const seconds = anyMoment(random, caseTimes);
  const some = sample(random, units, 3);
  const sensors = some.flatMap((unit) =>
    sample(random, unit.sensors, 1 + random.int(2)),
  );
  return Array.from({ length: 1 + random.int(2) }, (_, i) => ({
    seconds: seconds + i * HOUR * random.float(),
    sensors,
    unit: some[0]?.name ?? '',
    mode: 'steady',
  }));
}

/** A broken sensor trips together with whatever happens elsewhere. */
function crossTalk({ units, random }: Plant): Episode[] {
  const broken = random.pick(random.pick(units).sensors);
  const start = anyMoment(random, caseTimes);
  return Array.from({ length: 2 + random.int(4) }, (_, i) => {
    const unit = random.pick(units);
    const first = random.int(unit.sensors.length);
    const sensors = new Set([broken, ...unit.sensors.slice(first, first + 1)]);
    const seconds = Math.min(lastSecond, start + i * 2 * HOUR);
    return { seconds, sensors: [...sensors], unit: unit.name, mode: 'steady' };
  });
}

/** The valves of cleaning move while the machine runs. */
function wrongMode({ units, random }: Plant): Episode[] {
  const unit = random.pick(units);
  const outer = random.pick(units);
  const sensors = [...new Set([...unit.cleaning, random.pick(outer.sensors)])];
  const seconds = anyMoment(random, caseTimes);
  return [{ seconds, sensors, unit: unit.name, mode: 'start' }];
}

const lastSecond = SCENARIO_START + DAYS * DAY - 1;
