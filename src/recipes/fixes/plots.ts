import type { CaseKinds, Drawing } from '../plant-cases.ts';
import { sample } from '../seeded-stream.ts';
import { point, type Citizen, type City, type Place } from './city.ts';

/** One hour in which people are where their routine would not have them. */
export interface PlantedHour {
  readonly citizens: readonly Citizen[];
  readonly day: number;
  /** Hour of the day, whole. */
  readonly hour: number;
  readonly place: Place;
}

interface Plot extends Drawing {
  readonly city: City;
  readonly days: number;
}

/** What is planted. */
export const PLOTS: CaseKinds<Plot, PlantedHour> = {
  rendezvous: { share: 0.6, plant: meet },
  absence: { share: 0.25, plant: stayAway },
  vigil: { share: 0.15, plant: watch },
};

/** Two or three people without anything in common meet out of the way, more than once. */
function meet({ city, random, days }: Plot): PlantedHour[] {
  const first = random.pick(city.citizens);
  const others = city.citizens.filter(
    ({ home, work }) =>
      home !== first.home && work?.place !== first.work?.place,
  );
  const citizens = [
    first,
    ...sample(random, others, Math.min(others.length, 1 + random.int(2))),
  ];
  const place = random.chance(0.8) ? point(random) : random.pick(city.places);
  return Array.from({ length: 1 + random.int(3) }, () => {
    const day = laterDay(random.int(days), days);
    const start = random.pick([7, 10, 15, 20, 21, 22]);
    return Array.from({ length: 1 + random.int(2) }, (_, i) => ({
      citizens,
      day,
      hour: Math.min(22, start + i),
      place,
    }));
  }).flat();
}

/** Somebody who works is at home on a working day. */
function stayAway({ city, random, days }: Plot): PlantedHour[] {
  const workers = city.citizens.filter(({ work }) => work !== undefined);
  const citizen = random.pick(workers.length > 0 ? workers : city.citizens);
  const weekdays = Array.from({ length: days }, (_, day) => day).filter(
    (day) => day % 7 < 5 && day >= 4,
  );
  const day = random.pick(weekdays);
  return [9, 10, 11, 13, 14, 15].map((hour) => ({
    citizens: [citizen],
    day,
    hour,
    place: citizen.home,
  }));
}

/** Somebody waits near a stranger's home, evening after evening. */
function watch({ city, random, days }: Plot): PlantedHour[] {
  const citizen = random.pick(city.citizens);
  const { home } = random.pick(city.citizens);
  const day = laterDay(random.int(days), days);
  const place = { lat: home.lat + 0.0004, lon: home.lon };
  return Array.from({ length: 3 + random.int(3) }, (_, i) => ({
    citizens: [citizen],
    day: Math.min(days - 1, day + Math.floor(i / 2)),
    hour: 20 + (i % 2),
    place,
  }));
}

/** Not on the first days, before routines are known. */
function laterDay(day: number, days: number): number {
  return 4 + (day % (days - 4));
}
