import type { Random } from '#numeric/random.ts';
import { isWeekend } from '../daytime.ts';
import { pickZipf } from '../seeded-stream.ts';
import { point, type Citizen, type City, type Place } from './city.ts';

/** Being somewhere between two hours of a day. */
export interface Stay {
  readonly place: Place;
  readonly from: number;
  readonly to: number;
}

/** Where somebody is seen, at an hour of the day. */
export interface Sighting {
  readonly hour: number;
  readonly place: Place;
}

/**
 * A day of a person's: work, what comes back every week, an outing, and home
 * in between.
 */
export function planDay(
  city: City,
  citizen: Citizen,
  day: number,
  random: Random,
): Stay[] {
  const stays: Stay[] = [];
  const { work, appointments } = citizen;
  const free = isWeekend(day);
  if (work && !free) {
    const from = work.from + 0.25 * random.normal();
    const to = work.to + 0.4 * random.normal();
    stays.push({ place: work.place, from, to });
    // Lunch in the neighbourhood, or a meeting elsewhere.
    if (random.chance(0.25)) {
      const at = 11.5 + 2 * random.float();
      stays.push({
        place: outing(city, citizen, random),
        from: at,
        to: at + 0.8,
      });
    }
  }
  for (const { place, weekday, from, to } of appointments) {
    if (weekday === day % 7 && random.chance(0.85))
      stays.push({ place, from, to });
  }
  const outings = free ? 1 + random.int(3) : random.chance(0.45) ? 1 : 0;
  for (let left = outings; left > 0; left--) {
    const from =
      free || !work ? 9 + 11 * random.float() : 17 + 4 * random.float();
    stays.push({
      place: outing(city, citizen, random),
      from,
      to: from + 0.4 + random.exponential(1 / 0.9),
    });
  }
  return stays;
}

/** Mostly a usual place, sometimes any in the city, now and then nowhere in particular. */
function outing(city: City, citizen: Citizen, random: Random): Place {
  const roll = random.float();
  if (roll < 0.965) return pickZipf(random, citizen.usual);
  return roll < 0.995 ? pickZipf(random, city.places) : point(random);
}

/** When and where a telephone reports: every hour or so while its owner is awake. */
export function sightings(
  { home }: Citizen,
  stays: readonly Stay[],
  random: Random,
): Sighting[] {
  const seen: Sighting[] = [];
  const bed = 21.5 + 2 * random.float();
  let hour = 6 + 1.8 * random.float();
  for (; hour < bed; hour += 0.8 + 0.9 * random.float()) {
    if (random.chance(0.08)) continue;
    const at = hour;
    // The latest begun of those that hold the hour: an outing leaves work.
    const stay = stays.findLast(({ from, to }) => from <= at && at < to);
    seen.push({ hour, place: stay?.place ?? home });
  }
  return seen;
}
