import type { Random } from '#numeric/random.ts';
import { isWeekend, officeHour } from '../daytime.ts';
import { plantCases, type CaseKinds, type Drawing } from '../plant-cases.ts';
import type { SimulatedFile, SimulationOptions } from '../recipe.ts';
import {
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

const limits = { edges: 15_000, fewest: 2000, planted: 0.01 };
const DAYS = 21;

interface Office {
  /** Members of each department. */
  readonly departments: readonly (readonly string[])[];
  /** People of several departments who work together: projects, friends at lunch. */
  readonly circles: readonly (readonly string[])[];
}

interface Gathering {
  readonly seconds: number;
  readonly people: readonly string[];
  readonly scenario?: string | undefined;
}

interface Plan extends Drawing {
  readonly office: Office;
}

const kinds: CaseKinds<Plan, Gathering> = {
  strangers: { share: 0.5, plant: strangers },
  intruder: { share: 0.3, plant: intrude },
  'after-hours': { share: 0.2, plant: stayLate },
};

/**
 * Three weeks of gatherings in an office, as badges see them, and its truth.
 * @throws PolyadError INVALID_ARGUMENT if an option is out of range.
 */
export function simulateContacts(
  options: SimulationOptions = {},
): SimulatedFile[] {
  const settings = scenarioSettings(options, limits);
  return scenarioFiles(['people'], () => records(settings));
}

function* records(settings: ScenarioSettings): Generator<ScenarioRecord> {
  const { edges, anomalies, seed } = settings;
  const office = buildOffice(Math.max(24, Math.round(edges / 90)), seed);
  const aDay = (edges - anomalies) / 15;
  const planted = plantCases(kinds, { office }, settings);
  const random = seededStream(seed, 'days');
  const all = inOrder<Gathering>({ days: DAYS, planted }, (day) =>
    isWeekend(day)
      ? []
      : Array.from({ length: poisson(random, aDay) }, () =>
          ordinary(random, office, day),
        ),
  );
  for (const { seconds, people, scenario } of all) {
    yield { seconds, scenario, cells: [people.join(' ')] };
  }
}

function buildOffice(size: number, seed: number): Office {
  const random = seededStream(seed, 'office');
  const names = Array.from(
    { length: size },
    (_, i) => `badge-${String(i + 1)}`,
  );
  const count = Math.max(4, Math.round(size / 12));
  const departments: string[][] = Array.from({ length: count }, () => []);
  const order = departments.map((_, at) => at);
  for (const name of names) departments[pickZipf(random, order)]?.push(name);
  const filled = departments.filter((members) => members.length > 1);
  const circles = Array.from({ length: Math.ceil(size / 6) }, () =>
    sample(random, names, 3 + random.int(4)),
  );
  return { departments: filled, circles };
}

/** Mostly two or three of a department; sometimes a circle; rarely whoever meets in the corridor. */
function ordinary(random: Random, office: Office, day: number): Gathering {
  const seconds = SCENARIO_START + day * DAY + officeHour(random) * HOUR;
  const size = 2 + Math.min(6, Math.floor(random.exponential(1.1)));
  const roll = random.float();
  const pool =
    roll < 0.72
      ? pickBySize(random, office.departments)
      : roll < 0.985
        ? pickZipf(random, office.circles)
        : office.departments.flat();
  // Neighbours at their desks meet more often than those at the ends of the floor.
  const first = random.int(pool.length);
  const people = new Set<string>();
  for (let i = 0; people.size < Math.min(size, pool.length) && i < 30; i++) {
    const step = Math.floor(random.exponential(0.6));
    people.add(pool[(first + step) % pool.length] ?? '');
  }
  return { seconds, people: [...people] };
}

function pickBySize(
  random: Random,
  departments: Office['departments'],
): readonly string[] {
  const person = random.pick(departments.flat());
  return departments.find((members) => members.includes(person)) ?? [];
}

/** People of different departments and circles meet, more than once. */
function strangers({ office, random }: Plan): Gathering[] {
  const some = sample(random, office.departments, 2 + random.int(3));
  const people = some.map((members) => random.pick(members));
  const day = workday(random);
  return Array.from({ length: 1 + random.int(2) }, (_, i) => ({
    seconds:
      SCENARIO_START + (day + i * 0.01) * DAY + officeHour(random) * HOUR,
    people,
  }));
}

/** A badge that nobody knows goes from group to group. */
function intrude({ office, random }: Plan): Gathering[] {
  const badge = `badge-${String(9000 + random.int(1000))}`;
  const day = workday(random);
  return Array.from({ length: 2 + random.int(4) }, () => {
    const members = random.pick(office.departments);
    const people = [badge, ...sample(random, members, 1 + random.int(2))];
    const seconds = SCENARIO_START + day * DAY + officeHour(random) * HOUR;
    return { seconds, people };
  });
}

/** Two who seldom meet do so at night. */
function stayLate({ office, random }: Plan): Gathering[] {
  const [one, other] = sample(random, office.departments, 2);
  const people = [...(one ?? []).slice(0, 1), ...(other ?? []).slice(-1)];
  const seconds = SCENARIO_START + workday(random) * DAY + 22.5 * HOUR;
  return [{ seconds, people }];
}

function workday(random: Random): number {
  return 3 + random.pick([0, 1, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15]);
}
