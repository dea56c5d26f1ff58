import { PolyadError } from '#errors/polyad-error.ts';

/** Somebody somewhere in one hour of one week. */
export interface Occasion {
  readonly who: string;
  readonly place: string;
  /** Hour of the week, 0 to 167, in the zone that habits follow. */
  readonly hour: number;
  /** Number of the week: habits are judged by the other weeks. */
  readonly week: number;
}

/**
 * Where people are at each hour of the week, with how much is known: place counts
 * by hour under a Dirichlet prior whose mean is the person's places at any hour.
 *
 * With n(h, x) visits to x at hour h in other weeks, n(h) all of that hour, n(x)
 * and n the same at any hour, and prior a: chance(x | h) = (n(h, x) + a b(x)) /
 * (n(h) + a), b(x) = n(x) / (n + a), and b = a / (n + a) for all places never
 * been to together. No data in an hour says nothing about it.
 */
export class Routine {
  readonly #prior: number;
  readonly #people = new Map<string, Person>();

  /** @param prior - Occasions that the prior is worth; above 0. */
  constructor(occasions: Iterable<Occasion>, prior = 1) {
    if (!(prior > 0)) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        `A prior of ${prior}: give a number above 0, such as 1.0.`,
        { prior },
      );
    }
    this.#prior = prior;
    for (const { who, place, hour, week } of occasions) {
      const person = this.#people.get(who) ?? { all: new Counts(), hours: [] };
      this.#people.set(who, person);
      person.all.add(place, week);
      (person.hours[hour] ??= new Counts()).add(place, week);
    }
  }

  /**
   * Chance of being in that place at that hour, by the person's other weeks. Of a
   * place never been to in other weeks: the chance of any such place.
   */
  chance({ who, place, hour, week }: Occasion): number {
    const person = this.#people.get(who);
    const a = this.#prior;
    const all = person?.all.outside(week, place) ?? NOTHING;
    const hourly = person?.hours[hour]?.outside(week, place) ?? NOTHING;
    const base = (all.here === 0 ? a : all.here) / (all.total + a);
    return (hourly.here + a * base) / (hourly.total + a);
  }

  /** Whether the person was in that place in any other week, at any hour. */
  hasBeen({ who, place, week }: Omit<Occasion, 'hour'>): boolean {
    return (this.#people.get(who)?.all.outside(week, place).here ?? 0) > 0;
  }

  /**
   * Where the person is most often at that hour in other weeks, at least twice;
   * null where that cannot be said. Ties go to the first name.
   */
  usualPlace({ who, hour, week }: Omit<Occasion, 'place'>): string | null {
    const counts = this.#people.get(who)?.hours[hour];
    let usual: string | null = null;
    let most = 1;
    for (const place of counts?.places() ?? []) {
      const { here } = counts?.outside(week, place) ?? NOTHING;
      const isFirst = here === most && usual !== null && place < usual;
      if (here > most || isFirst) [usual, most] = [place, here];
    }
    return usual;
  }
}

interface Person {
  readonly all: Counts;
  /** By hour of the week; hours without data are missing. */
  readonly hours: (Counts | undefined)[];
}

const NOTHING = { here: 0, total: 0 };

/** Occasions by place and week. */
class Counts {
  readonly #byPlace = new Map<string, Map<number, number>>();
  readonly #byWeek = new Map<number, number>();
  #total = 0;

  add(place: string, week: number): void {
    const weeks = this.#byPlace.get(place) ?? new Map<number, number>();
    this.#byPlace.set(place, weeks);
    weeks.set(week, (weeks.get(week) ?? 0) + 1);
    this.#byWeek.set(week, (this.#byWeek.get(week) ?? 0) + 1);
    this.#total += 1;
  }

  places(): Iterable<string> {
    return this.#byPlace.keys();
  }

  /** Occasions in other weeks, in that place and in all. */
  outside(week: number, place: string): { here: number; total: number } {
    let here = 0;
    for (const [other, count] of this.#byPlace.get(place) ?? []) {
      if (other !== week) here += count;
    }
    return { here, total: this.#total - (this.#byWeek.get(week) ?? 0) };
  }
}
