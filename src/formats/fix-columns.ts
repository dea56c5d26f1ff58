import { latLngToCell } from 'h3-js';
import type { TableMapping } from './table-mapping.ts';

/** Cells of about 200 m across an edge, where people at one place meet. */
export const CELL_RESOLUTION = 9;

/** What a position is made of, and the names that files give it. */
const aliases = {
  person: [
    'person',
    'individual-local-identifier',
    'individual_local_identifier',
    'tag-local-identifier',
    'user',
    'user_id',
    'person_id',
    'device',
    'device_id',
    'vehicle_id',
    'vessel_id',
    'mmsi',
    'imsi',
    'msisdn',
    'subscriber',
    'track',
    'who',
  ],
  time: [
    'time',
    'timestamp',
    'datetime',
    'date_time',
    'basedatetime',
    't',
    'when',
    'event_time',
  ],
  lat: ['lat', 'latitude', 'location-lat', 'location_lat', 'y_lat'],
  lon: [
    'lon',
    'lng',
    'long',
    'longitude',
    'location-long',
    'location_long',
    'x_lon',
  ],
} as const;

export type FixPart = keyof typeof aliases;

/** Index of the column that holds each part of a position. */
export type FixColumns = Readonly<Record<FixPart, number>>;

/** Finds who, when and where in a header; undefined where a part is missing. */
export function findFixColumns(
  names: readonly string[],
): FixColumns | undefined {
  const lower = names.map((name) => name.toLowerCase());
  const find = (part: FixPart): number => {
    for (const alias of aliases[part]) {
      const at = lower.indexOf(alias);
      if (at >= 0) return at;
    }
    return -1;
  };
  const found = {
    person: find('person'),
    time: find('time'),
    lat: find('lat'),
    lon: find('lon'),
  };
  return Object.values(found).includes(-1) ? undefined : found;
}

/**
 * How positions are read where nobody says otherwise: everybody in one cell
 * within one hour is one relation, with the cell as a member of its own and the
 * hour of the week kept.
 */
export const fixMapping: TableMapping = {
  edge: ['cell'],
  node: ['person', 'cell'],
  time: 'time',
  window: 3_600_000,
  keep: ['slot'],
};

/** What is wrong with a position, if anything. */
export function positionFault(
  lat: number,
  lon: number,
): { part: 'lat' | 'lon'; reason: string; expected: string } | undefined {
  if (!(Math.abs(lat) <= 90)) {
    const expected = 'degrees from -90 to 90';
    return { part: 'lat', reason: `the latitude ${String(lat)}`, expected };
  }
  if (!(Math.abs(lon) <= 180)) {
    const expected = 'degrees from -180 to 180';
    return { part: 'lon', reason: `the longitude ${String(lon)}`, expected };
  }
  return undefined;
}

/** The H3 cell of a position (WGS 84, degrees). Source: Uber H3, resolution 9. */
export function cellOfPosition(lat: number, lon: number): string {
  return latLngToCell(lat, lon, CELL_RESOLUTION);
}

/** The hour of the week that a time falls in, weekdays taken together: `weekday 09h`; UTC. */
export function weekSlot(milliseconds: number): string {
  const date = new Date(milliseconds);
  const day = date.getUTCDay();
  const name = day === 0 || day === 6 ? 'weekend' : 'weekday';
  return `${name} ${String(date.getUTCHours()).padStart(2, '0')}h`;
}
