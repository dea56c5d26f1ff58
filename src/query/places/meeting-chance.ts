import { falseDiscoveryRates } from '#anomaly/calibration/false-discovery.ts';
import { poissonTail } from '../events/tail-chance.ts';
import { windowsOf, type Meeting, type Presence } from './co-location.ts';

const DAY = 86_400_000;

/** How often some people met, against people who only share habits of place. */
export interface MeetingChance {
  readonly members: readonly string[];
  /** Days (UTC) on which all of them were seen. */
  readonly days: number;
  /** Of these, days on which they met. */
  readonly met: number;
  /** Days on which chance would have brought them together. */
  readonly expected: number;
  /** Chance of at least that many days (Poisson). */
  readonly p: number;
  /** After Benjamini and Hochberg, over all groups that met. */
  readonly q: number;
}

/**
 * Whether people meet more often than chance: each is thought to be, in every
 * window in which all were seen, in each place with the share of windows spent
 * there. Days are counted, because windows of one day are one visit.
 * Sets of people are those that were by themselves at least once.
 * @param meetings - As `findMeetings` gives them for these presences and window.
 * @returns Smallest p first, ties by members.
 * @remarks Habits by hour are not in it: colleagues meet more often than chance.
 * A sum of unequal chances is taken for a Poisson count (Le Cam 1960).
 */
export function meetingChances(
  meetings: readonly Meeting[],
  presences: readonly Presence[],
  window: number,
): MeetingChance[] {
  const whereabouts = whereaboutsOf(presences, window);
  const metOn = daysTogether(meetings);
  const found = [...metOn].map(([key, days]) => {
    const members = JSON.parse(key) as string[];
    const together = seenTogether(members, whereabouts, window);
    const chance = sharedChance(members, whereabouts);
    let expected = 0;
    for (const windows of together.values()) {
      expected += 1 - (1 - chance) ** windows;
    }
    const p = poissonTail(days.size, expected);
    return { members, days: together.size, met: days.size, expected, p };
  });
  const q = falseDiscoveryRates(Float64Array.from(found, ({ p }) => p));
  return found
    .map((group, i) => ({ ...group, q: q[i] ?? 1 }))
    .sort(
      (a, b) => a.p - b.p || (a.members.join() < b.members.join() ? -1 : 1),
    );
}

/** For each set of people that met by themselves, the days on which all met, also with others. */
function daysTogether(meetings: readonly Meeting[]): Map<string, Set<number>> {
  const metOn = new Map<string, Set<number>>();
  const attended = new Map<string, Meeting[]>();
  for (const meeting of meetings) {
    metOn.set(JSON.stringify(meeting.members), new Set());
    for (const who of meeting.members) {
      const own = attended.get(who) ?? [];
      attended.set(who, own);
      own.push(meeting);
    }
  }
  for (const [key, days] of metOn) {
    const group = JSON.parse(key) as string[];
    for (const { members, from, to } of attended.get(group[0] ?? '') ?? []) {
      if (!group.every((who) => members.includes(who))) continue;
      const [first, last] = windowsOf({ from, to }, DAY);
      for (let day = first; day <= last; day++) days.add(day);
    }
  }
  return metOn;
}

/** Windows of one person: which, and how many in each place. */
interface Whereabouts {
  readonly slots: Set<number>;
  readonly places: Map<string, number>;
}

function whereaboutsOf(
  presences: readonly Presence[],
  window: number,
): Map<string, Whereabouts> {
  const found = new Map<string, Whereabouts>();
  for (const { who, place, ...stretch } of presences) {
    const own = found.get(who) ?? {
      slots: new Set<number>(),
      places: new Map<string, number>(),
    };
    found.set(who, own);
    const [first, last] = windowsOf(stretch, window);
    for (let slot = first; slot <= last; slot++) own.slots.add(slot);
    own.places.set(place, (own.places.get(place) ?? 0) + last - first + 1);
  }
  return found;
}

/** Windows of each day in which all were seen. */
function seenTogether(
  members: readonly string[],
  whereabouts: ReadonlyMap<string, Whereabouts>,
  window: number,
): Map<number, number> {
  const [first, ...others] = members.map((who) => whereabouts.get(who)?.slots);
  const days = new Map<number, number>();
  for (const slot of first ?? []) {
    if (!others.every((slots) => slots?.has(slot) === true)) continue;
    const day = Math.floor((slot * window) / DAY);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return days;
}

/** Chance that all are in one place in one window: Σ over places of Π of shares. */
function sharedChance(
  members: readonly string[],
  whereabouts: ReadonlyMap<string, Whereabouts>,
): number {
  const shares = members.map((who) => {
    const places = whereabouts.get(who)?.places ?? new Map<string, number>();
    let total = 0;
    for (const count of places.values()) total += count;
    return (place: string): number => (places.get(place) ?? 0) / total;
  });
  let chance = 0;
  const [first = ''] = members;
  for (const place of whereabouts.get(first)?.places.keys() ?? []) {
    chance += shares.reduce((product, share) => product * share(place), 1);
  }
  return Math.min(1, chance);
}
