import { cellOfPosition } from '#formats/fix-columns.ts';
import type { Random } from '#numeric/random.ts';
import { plantCases, type Planted } from '../plant-cases.ts';
import type { SimulatedFile, SimulationOptions } from '../recipe.ts';
import {
  csvFile,
  DAY,
  HOUR,
  inOrder,
  isoSecond,
  SCENARIO_START,
  scenarioSettings,
  truthFile,
  type LabelledElement,
  type ScenarioSettings,
} from '../scenario.ts';
import { seededStream } from '../seeded-stream.ts';
import { buildCity, type City, type Citizen, type Place } from './city.ts';
import { planDay, sightings } from './day.ts';
import { PLOTS, type PlantedHour } from './plots.ts';

const limits = { edges: 20_000, fewest: 2000, planted: 0.01 };
const DAYS = 21;
/** Cells and hours that a person adds, shared ones counted once. */
const RELATIONS_A_PERSON = 160;

/** One position of one person. */
interface Fix extends Place {
  readonly seconds: number;
  readonly person: string;
  /** Metres. */
  readonly accuracy: number;
  readonly scenario?: string | undefined;
}

/**
 * Three weeks of positions of a city's people as `events.csv`. Its truth is of
 * hyperedges: a cell within an hour, and whether somebody was planted there.
 * @throws PolyadError INVALID_ARGUMENT if an option is out of range.
 */
export function simulateFixes(
  options: SimulationOptions = {},
): SimulatedFile[] {
  const settings = scenarioSettings(options, limits);
  const header = ['time', 'person', 'lat', 'lon', 'accuracy'];
  return [
    csvFile('events.csv', header, function* () {
      for (const fix of fixes(settings)) yield cells(fix);
    }),
    truthFile(() => relations(fixes(settings))),
  ];
}

function cells({ seconds, person, lat, lon, accuracy }: Fix): string[] {
  const time = isoSecond(seconds);
  return [time, person, lat.toFixed(6), lon.toFixed(6), accuracy.toFixed(0)];
}

/** The hyperedges that the positions make, in order of appearance. */
function relations(all: Iterable<Fix>): Iterable<LabelledElement> {
  const found = new Map<string, LabelledElement>();
  for (const { seconds, scenario, ...fix } of all) {
    // As the file has them, six digits.
    const lat = Number(fix.lat.toFixed(6));
    const lon = Number(fix.lon.toFixed(6));
    const hour = isoSecond(Math.floor(seconds / HOUR) * HOUR);
    const id = `${cellOfPosition(lat, lon)}|${hour}`;
    const known = found.get(id);
    found.set(id, { id, scenario: known?.scenario ?? scenario });
  }
  return found.values();
}

function fixes(settings: ScenarioSettings): Iterable<Fix> {
  const { edges, anomalies, seed } = settings;
  const size = Math.max(
    8,
    Math.round((edges - anomalies) / RELATIONS_A_PERSON),
  );
  const city = buildCity(size, DAYS, seed);
  const plots = plantCases(PLOTS, { city, days: DAYS }, settings);
  const lives = city.citizens.map((citizen) => ({
    citizen,
    random: seededStream(seed, citizen.name),
  }));
  const random = seededStream(seed, 'planted positions');
  const planted = plots.flatMap((plot) => plantedFixes(plot, random));
  return inOrder({ days: DAYS, planted }, (day) =>
    lives.flatMap(({ citizen, random: own }) =>
      ordinaryFixes({ city, citizen, random: own, plots }, day),
    ),
  );
}

interface Life {
  readonly city: City;
  readonly citizen: Citizen;
  readonly random: Random;
  readonly plots: readonly PlantedHour[];
}

function ordinaryFixes(life: Life, day: number): Fix[] {
  const { city, citizen, random, plots } = life;
  const seen = sightings(citizen, planDay(city, citizen, day, random), random);
  const { away } = citizen;
  const isAway = away !== undefined && day >= away.first && day < away.end;
  const elsewhere = new Set(
    plots
      .filter((plot) => plot.day === day && plot.citizens.includes(citizen))
      .map(({ hour }) => hour),
  );
  return seen
    .filter(({ hour }) => !isAway && !elsewhere.has(Math.floor(hour)))
    .map(({ hour, place }) =>
      report(random, {
        seconds: SCENARIO_START + day * DAY + hour * HOUR,
        person: citizen.name,
        place,
      }),
    );
}

/** A position of each person of a planted hour. */
function plantedFixes(
  { citizens, day, hour, place, scenario }: Planted<PlantedHour>,
  random: Random,
): Fix[] {
  return citizens.map(({ name: person }) => {
    const seconds =
      SCENARIO_START + day * DAY + (hour + 0.98 * random.float()) * HOUR;
    return { ...report(random, { seconds, person, place }), scenario };
  });
}

/** A position as a telephone measures it: a dozen metres off, now and then more. */
function report(
  random: Random,
  { seconds, person, place }: { seconds: number; person: string; place: Place },
): Fix {
  const accuracy = random.chance(0.02) ? 60 : 10;
  const metres = 1 / 111_320;
  const lat = place.lat + 0.7 * accuracy * metres * random.normal();
  const east = metres / Math.cos((place.lat * Math.PI) / 180);
  const lon = place.lon + 0.7 * accuracy * east * random.normal();
  return { seconds, person, lat, lon, accuracy };
}
