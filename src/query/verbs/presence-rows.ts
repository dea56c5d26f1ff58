import { hourOfWeek, WEEK_HOURS } from '#hypergraph/hour-of-week.ts';
import type { Meeting, Presence } from '../places/co-location.ts';
import type { Company } from '../places/deviations.ts';
import type { Fix, Stay } from '../places/stay-points.ts';
import { indicesIn, type Column, type Row } from '../evaluation/value.ts';
import { columnNamed } from './row-elements.ts';
import type { VerbCall } from './verb.ts';

const HOUR = 3_600_000;
/** Monday 00:00 UTC of the week of the epoch, in hours. */
const WEEK_START = -72;

/** Columns of stays. */
export const STAY_COLUMNS: readonly Column[] = [
  { name: 'person', type: 'node' },
  { name: 'start', type: 'time' },
  { name: 'end', type: 'time' },
  { name: 'lat', type: 'number' },
  { name: 'lon', type: 'number' },
];

/** Columns of meetings. */
export const MEETING_COLUMNS: readonly Column[] = [
  { name: 'members', type: 'nodes' },
  { name: 'place', type: 'text' },
  { name: 'start', type: 'time' },
  { name: 'end', type: 'time' },
];

/**
 * Relations as positions: one for each member of the role `key`, at the relation's
 * time, with its properties `lat` and `lon`. Those without are left out.
 * @throws PolyadError INVALID_ARGUMENT where the data has no positions
 */
export function fixesOf(
  edges: Iterable<number>,
  role: string | null,
  verb: VerbCall,
): Fix[] {
  const { data } = verb.scope;
  const { hypergraph } = data;
  const [lat, lon] = [
    ['lat', 'latitude'],
    ['lon', 'longitude', 'lng'],
  ].map((names) =>
    names
      .map((name) => hypergraph.edgeProperties.column(name))
      .find((column) => column !== undefined)
      ?.numbers(),
  );
  const isWho = data.roleTest(role);
  if (!lat || !lon || !isWho) {
    throw verb.fault(
      lat && lon
        ? `the data has no role ${role ?? ''}; roles are ${data.roleNames().join(', ')}`
        : 'the relations have no lat and lon; keep these columns when reading (--keep lat,lon)',
    );
  }
  const fixes: Fix[] = [];
  for (const edge of edges) {
    const place = { lat: lat[edge] ?? NaN, lon: lon[edge] ?? NaN };
    const time = data.start(edge);
    if (Number.isNaN(place.lat + place.lon + time)) continue;
    const start = hypergraph.edges.offsets[edge] ?? 0;
    hypergraph.edgeMembers(edge).forEach((node, i) => {
      if (!isWho(node, start + i)) return;
      fixes.push({ who: String(node), time, ...place, record: edge });
    });
  }
  return fixes;
}

/** Stays as rows: the person, when, where. */
export function stayRow({ who, from, to, lat, lon, records }: Stay): Row {
  return {
    values: [Number(who), from, to, lat, lon],
    evidence: sorted(records),
  };
}

/** Rows of stays as stays again. */
export function staysOf(verb: VerbCall): (rows: readonly Row[]) => Stay[] {
  const [person = 0, from = 0, to = 0, lat = 0, lon = 0] = STAY_COLUMNS.map(
    ({ name }) => columnNamed(verb, name),
  );
  return (rows) =>
    rows.map(({ values, evidence }) => ({
      who: String(values[person]),
      from: Number(values[from]),
      to: Number(values[to]),
      lat: Number(values[lat]),
      lon: Number(values[lon]),
      records: evidence,
    }));
}

/** Rows with a person and a place as presences. */
export function presencesOf(
  verb: VerbCall,
): (rows: readonly Row[]) => Presence[] {
  const [person, place, from, to] = [
    columnNamed(verb, 'person'),
    columnNamed(verb, 'place'),
    columnNamed(verb, 'start'),
    columnNamed(verb, 'end'),
  ] as const;
  return (rows) =>
    rows.map(({ values, evidence }) => ({
      who: String(values[person]),
      place: String(values[place]),
      from: Number(values[from]),
      to: Number(values[to]),
      records: evidence,
    }));
}

/** A meeting as a row. */
export function meetingRow({
  members,
  place,
  from,
  to,
  records,
}: Meeting): Row {
  return {
    values: [members.map(Number).sort((a, b) => a - b), place, from, to],
    evidence: sorted(records),
  };
}

/** Columns of meetings in the rows, by what they hold. */
export interface MeetingFields {
  readonly members: number;
  readonly place: number;
  readonly start: number;
  readonly end: number;
}

/** @throws PolyadError INVALID_ARGUMENT if the rows are no meetings */
export function meetingFields(verb: VerbCall): MeetingFields {
  return {
    members: columnNamed(verb, 'members'),
    place: columnNamed(verb, 'place'),
    start: columnNamed(verb, 'start'),
    end: columnNamed(verb, 'end'),
  };
}

/** One person in one hour of a meeting, and the row it comes from. */
export interface MeetingHour extends Company {
  readonly row: Row;
  /** Start of the hour, milliseconds. */
  readonly start: number;
}

/** Meetings by person and hour, in the order of the rows. */
export function hoursOf(
  rows: readonly Row[],
  fields: MeetingFields,
): MeetingHour[] {
  return rows.flatMap((row) => {
    const members = indicesIn(row.values[fields.members] ?? null);
    const place = String(row.values[fields.place]);
    const first = Math.floor(Number(row.values[fields.start]) / HOUR);
    const end = Number(row.values[fields.end]) / HOUR;
    const last = Math.max(first, Math.ceil(end) - 1);
    return Array.from(
      { length: last - first + 1 },
      (_, i) => first + i,
    ).flatMap((hour) =>
      members.map((who) => ({
        who: String(who),
        place,
        members: members.map(String),
        start: hour * HOUR,
        hour: hourOfWeek(hour * HOUR),
        week: Math.floor((hour - WEEK_START) / WEEK_HOURS),
        row,
      })),
    );
  });
}

function sorted(records: readonly number[]): number[] {
  return [...new Set(records)].sort((a, b) => a - b);
}
