import type { Random } from '#numeric/random.ts';
import { isWeekend } from '../daytime.ts';
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
import { pickZipf, poisson, sample, seededStream } from '../seeded-stream.ts';

const limits = { edges: 20_000, fewest: 2000, planted: 0.01 };
const DAYS = 60;
/** When cases begin: not before the routine is known, and not so late that they are cut off. */
const caseTimes = { after: 8, days: DAYS - 12 };

const COLUMNS = ['port', 'lane', 'carrier', 'commodity', 'shipper', 'reading'];
const ports = ['port-a', 'port-b', 'port-c', 'port-d', 'port-e', 'port-f'];
const origins = Array.from({ length: 24 }, (_, i) => `origin-${String(i + 1)}`);
const carriers = Array.from(
  { length: 30 },
  (_, i) => `carrier-${String(i + 1)}`,
);
const commodities = Array.from(
  { length: 45 },
  (_, i) => `goods-${String(i + 1)}`,
);

/** A firm that ships, and how it usually does. */
interface Shipper {
  readonly name: string;
  readonly port: string;
  readonly lane: string;
  readonly carriers: readonly string[];
  readonly commodities: readonly string[];
  /** Consignments a day. */
  readonly rate: number;
}

interface Consignment {
  readonly seconds: number;
  readonly port: string;
  readonly lane: string;
  readonly carrier: string;
  readonly commodity: string;
  readonly shipper: string;
  readonly reading: string;
  readonly scenario?: string | undefined;
}

interface Trade extends Drawing {
  readonly shippers: readonly Shipper[];
}

const kinds: CaseKinds<Trade, Consignment> = {
  misdeclared: { share: 0.4, plant: misdeclare },
  detour: { share: 0.3, plant: detour },
  shell: { share: 0.3, plant: shell },
};

/**
 * Two months of inspected consignments, and its truth.
 * @throws PolyadError INVALID_ARGUMENT if an option is out of range.
 */
export function simulateCargo(
  options: SimulationOptions = {},
): SimulatedFile[] {
  const settings = scenarioSettings(options, limits);
  return scenarioFiles(COLUMNS, () => records(settings));
}

function* records(settings: ScenarioSettings): Generator<ScenarioRecord> {
  const { edges, anomalies, seed } = settings;
  const shippers = buildShippers(Math.max(40, Math.round(edges / 35)), seed);
  const days = DAYS * (5 / 7 + 0.3 * (2 / 7));
  const expected = days * shippers.reduce((sum, { rate }) => sum + rate, 0);
  const scale = (edges - anomalies) / expected;
  const planted = plantCases(kinds, { shippers }, settings);
  const random = seededStream(seed, 'trade');
  const all = inOrder<Consignment>({ days: DAYS, planted }, (day) =>
    shippers.flatMap((shipper) => {
      const share = isWeekend(day) ? 0.3 : 1;
      const count = poisson(random, shipper.rate * scale * share);
      return Array.from({ length: count }, () =>
        ordinary(random, shipper, day),
      );
    }),
  );
  for (const { seconds, scenario, ...cells } of all) {
    const { port, lane, carrier, commodity, shipper, reading } = cells;
    const row = [port, lane, carrier, commodity, shipper, reading];
    yield { seconds, scenario, cells: row };
  }
}

function buildShippers(count: number, seed: number): Shipper[] {
  const random = seededStream(seed, 'shippers');
  // A lane has its own carriers, an origin its own goods.
  const lanes = origins.map((origin, at) => ({
    origin,
    carriers: sample(random, carriers, 4),
    commodities: sample(random, commodities, 7),
    port: ports[at % ports.length] ?? '',
  }));
  return Array.from({ length: count }, (_, number) => {
    const lane = pickZipf(random, lanes);
    return {
      name: `shipper-${String(number + 1)}`,
      port: random.chance(0.85) ? lane.port : random.pick(ports),
      lane: lane.origin,
      carriers: sample(random, lane.carriers, 1 + random.int(2)),
      commodities: sample(random, lane.commodities, 1 + random.int(3)),
      rate: Math.exp(0.9 * random.normal()),
    };
  });
}

function ordinary(random: Random, shipper: Shipper, day: number): Consignment {
  return {
    ...consign(random, shipper),
    seconds: SCENARIO_START + day * DAY + (5 + 15 * random.float()) * HOUR,
    // Business changes: another carrier at short notice, new goods.
    ...(random.chance(0.03) && { carrier: random.pick(carriers) }),
    ...(random.chance(0.02) && { commodity: random.pick(commodities) }),
  };
}

function consign(
  random: Random,
  shipper: Shipper,
): Omit<Consignment, 'seconds'> {
  const { name, port, lane, carriers: usual, commodities: goods } = shipper;
  return {
    port,
    lane,
    carrier: pickZipf(random, usual),
    commodity: pickZipf(random, goods),
    shipper: name,
    reading: reading(random, 0.04),
  };
}

/** What the scanner says, in bands; some shapes alarm without reason. */
function reading(random: Random, alarm: number): string {
  if (random.chance(alarm)) return 'high';
  return random.chance(0.15) ? 'raised' : 'normal';
}

/** Goods that neither the shipper nor the lane carries; the scanner often sees it. */
function misdeclare({ shippers, random }: Trade): Consignment[] {
  const shipper = random.pick(shippers);
  const commodity = random.pick(commodities);
  const start = anyMoment(random, caseTimes);
  return Array.from({ length: 1 + random.int(3) }, (_, i) => ({
    ...consign(random, shipper),
    seconds: later(start, i * 2),
    commodity,
    reading: reading(random, 0.6),
  }));
}

/** An honest shipper's name on another lane, by another port and carrier. */
function detour({ shippers, random }: Trade): Consignment[] {
  const shipper = random.pick(shippers);
  const start = anyMoment(random, caseTimes);
  const lane = random.pick(origins);
  const port = random.pick(ports);
  return Array.from({ length: 1 + random.int(2) }, (_, i) => ({
    ...consign(random, shipper),
    seconds: later(start, i * 3),
    lane,
    port,
    carrier: random.pick(carriers),
    reading: reading(random, 0.25),
  }));
}

/** A firm founded last week ships high-value goods by whatever carrier takes it. */
function shell({ shippers, random }: Trade): Consignment[] {
  const name = `shipper-${String(shippers.length + 1 + random.int(9000))}`;
  const start = anyMoment(random, caseTimes);
  return Array.from({ length: 2 + random.int(4) }, (_, i) => ({
    ...consign(random, random.pick(shippers)),
    seconds: later(start, i * 1.5),
    shipper: name,
    carrier: random.pick(carriers),
    reading: reading(random, 0.3),
  }));
}

function later(start: number, days: number): number {
  return Math.min(SCENARIO_START + DAYS * DAY - 1, start + days * DAY);
}
