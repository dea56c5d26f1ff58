import { latLngToCell } from 'h3-js';
import { PolyadError } from '#errors/polyad-error.ts';
import type { Stay } from './stay-points.ts';

/** Somebody in a place for a while. */
export interface Presence {
  readonly who: string;
  readonly place: string;
  /** Milliseconds; `to` is not part of it unless it equals `from`. */
  readonly from: number;
  readonly to: number;
  readonly records: readonly number[];
}

/** The same people in the same place, window after window. */
export interface Meeting {
  readonly place: string;
  /** Start of the first window and end of the last one. */
  readonly from: number;
  readonly to: number;
  /** Ascending. */
  readonly members: readonly string[];
  readonly records: readonly number[];
}

/** Width of time windows, milliseconds, and the fewest people that make a meeting. */
export interface MeetingOptions {
  readonly window: number;
  readonly minMembers: number;
}

/**
 * Stays by the H3 cell of their mean position.
 * @param resolution - 0 to 15; 9 is about 200 m across.
 * @throws PolyadError INVALID_ARGUMENT for any other resolution
 */
export function presencesInCells(
  stays: readonly Stay[],
  resolution: number,
): Presence[] {
  if (!Number.isInteger(resolution) || resolution < 0 || resolution > 15) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `h3(${resolution}): resolutions run from 0 (continents) to 15 (a metre); 9 is a street corner.`,
      { resolution },
    );
  }
  return stays.map(({ who, from, to, lat, lon, records }) => ({
    who,
    from,
    to,
    records,
    place: latLngToCell(lat, lon, resolution),
  }));
}

/** Windows that a presence touches: numbers of windows since the epoch, first and last. */
export function windowsOf(
  { from, to }: Pick<Presence, 'from' | 'to'>,
  window: number,
): readonly [number, number] {
  const first = Math.floor(from / window);
  return [first, Math.max(first, Math.ceil(to / window) - 1)];
}

/**
 * Who was together: everybody in one place within one window of time, windows
 * with the same people joined into one meeting. By time, then place.
 * @throws PolyadError INVALID_ARGUMENT for a window that is not positive
 * @remarks O(presences · windows each), sorted.
 */
export function findMeetings(
  presences: readonly Presence[],
  { window, minMembers }: MeetingOptions,
): Meeting[] {
  if (!(window > 0)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `A window of ${window} ms: give a positive duration, such as window: 15min.`,
      { window },
    );
  }
  const open = new Map<string, { meeting: OpenMeeting; last: number }>();
  const meetings: OpenMeeting[] = [];
  for (const { place, slot, people } of gatherings(presences, window)) {
    if (people.size < minMembers) continue;
    const members = [...people.keys()].sort();
    const records = [...people.values()].flat();
    const key = JSON.stringify([place, ...members]);
    const known = open.get(key);
    if (known?.last === slot - 1) {
      known.last = slot;
      known.meeting.to = (slot + 1) * window;
      for (const record of records) known.meeting.records.add(record);
      continue;
    }
    const meeting = {
      place,
      members,
      from: slot * window,
      to: (slot + 1) * window,
      records: new Set(records),
    };
    meetings.push(meeting);
    open.set(key, { meeting, last: slot });
  }
  return meetings.map((meeting) => ({
    ...meeting,
    records: [...meeting.records].sort((a, b) => a - b),
  }));
}

interface OpenMeeting extends Omit<Meeting, 'to' | 'records'> {
  to: number;
  readonly records: Set<number>;
}

/** Everybody in one place in one window. */
export interface Gathering {
  readonly place: string;
  /** Number of the window since the epoch. */
  readonly slot: number;
  /** Records of each person. */
  readonly people: ReadonlyMap<string, number[]>;
}

/** All of them, also of one person alone; by window, then place. */
export function gatherings(
  presences: readonly Presence[],
  window: number,
): Gathering[] {
  const found = new Map<
    string,
    Gathering & { people: Map<string, number[]> }
  >();
  for (const { who, place, records, ...stretch } of presences) {
    const [first, last] = windowsOf(stretch, window);
    for (let slot = first; slot <= last; slot++) {
      const key = `${slot} ${place}`;
      const gathering = found.get(key) ?? {
        place,
        slot,
        people: new Map<string, number[]>(),
      };
      found.set(key, gathering);
      gathering.people.set(who, [
        ...(gathering.people.get(who) ?? []),
        ...records,
      ]);
    }
  }
  return [...found.values()].sort(
    (a, b) => a.slot - b.slot || (a.place < b.place ? -1 : 1),
  );
}
