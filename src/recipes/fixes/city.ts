import type { Random } from '#numeric/random.ts';
import { pickZipf, sample, seededStream } from '../seeded-stream.ts';

/** A point in degrees, WGS 84. */
export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** Something that comes back every week. */
export interface Appointment {
  readonly weekday: number;
  /** Hours of the day. */
  readonly from: number;
  readonly to: number;
  readonly place: Place;
}

export interface Citizen {
  readonly name: string;
  readonly home: Place;
  /** Where the person works, and between which hours; nobody works at weekends. */
  readonly work?: {
    readonly place: Place;
    readonly from: number;
    readonly to: number;
  };
  readonly appointments: readonly Appointment[];
  /** Places usually gone to, the most usual first. */
  readonly usual: readonly Place[];
  /** Days without a position: away, or the telephone broken. */
  readonly away?: { readonly first: number; readonly end: number };
}

export interface City {
  readonly citizens: readonly Citizen[];
  /** Shops, cafés, clubs, parks, the busiest first. */
  readonly places: readonly Place[];
}

/** South-west corner, and the city's width in degrees: about seven kilometres. */
const CORNER = { lat: 52.1, lon: 5.2 };
const WIDTH = { lat: 0.063, lon: 0.1 };

/** A city of `size` people, the same for the same seed. */
export function buildCity(size: number, days: number, seed: number): City {
  const random = seededStream(seed, 'city');
  const places = points(random, 12 + Math.ceil(size / 6));
  const firms = points(random, 3 + Math.ceil(size / 12));
  const clubs = places.slice(0, 4 + Math.ceil(size / 15)).map((place) => ({
    place,
    weekday: random.int(7),
    from: 18 + random.int(3),
  }));
  const citizens: Citizen[] = [];
  while (citizens.length < size) {
    const home = point(random);
    const household = 1 + Math.floor(4 * random.float() ** 2);
    for (let left = household; left > 0 && citizens.length < size; left--) {
      const from = 7.5 + 2 * random.float();
      const place = pickZipf(random, firms);
      const away = random.int(days - 4);
      citizens.push({
        name: `person-${String(citizens.length + 1).padStart(4, '0')}`,
        home,
        ...(random.chance(0.78) && { work: { place, from, to: from + 8.5 } }),
        appointments: sample(random, clubs, random.int(3)).map((club) => ({
          ...club,
          to: club.from + 1.5 + random.float(),
        })),
        usual: Array.from({ length: 6 }, () => pickZipf(random, places)),
        ...(random.chance(0.12) && {
          away: { first: away, end: away + 1 + random.int(4) },
        }),
      });
    }
  }
  return { citizens, places };
}

/** Anywhere in the city. */
export function point(random: Random): Place {
  return {
    lat: CORNER.lat + WIDTH.lat * random.float(),
    lon: CORNER.lon + WIDTH.lon * random.float(),
  };
}

function points(random: Random, count: number): Place[] {
  return Array.from({ length: count }, () => point(random));
}
