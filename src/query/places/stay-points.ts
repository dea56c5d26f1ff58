import { greatCircleDistance, UNITS } from 'h3-js';
import { PolyadError } from '#errors/polyad-error.ts';

/** One position of somebody or something. */
export interface Fix {
  readonly who: string;
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
  /** Degrees, WGS84. */
  readonly lat: number;
  readonly lon: number;
  /** The record it comes from. */
  readonly record: number;
}

/** A stretch of time in one place. */
export interface Stay {
  readonly who: string;
  /** First and last position, milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Mean position, degrees. */
  readonly lat: number;
  readonly lon: number;
  readonly records: readonly number[];
}

export interface StayOptions {
  /** Furthest from the first position of the stay, metres. */
  readonly radius: number;
  /** Shortest stay, milliseconds. */
  readonly min: number;
  /** Longest time without a position within a stay, milliseconds; no data is not a stay. */
  readonly maxGap: number;
}

/**
 * Where somebody stayed: longest runs of positions within `radius` of their first
 * one, no two further apart in time than `maxGap`, that last at least `min`.
 * @param fixes - In any order; several people at once.
 * @returns By person, then time.
 * @throws PolyadError INVALID_ARGUMENT for a radius or gap that is not positive
 * @remarks O(n log n). Method: Li et al. 2008, doi:10.1145/1463434.1463477, with
 * a bound on gaps. The mean of longitudes is wrong across the date line.
 */
export function stayPoints(
  fixes: readonly Fix[],
  { radius, min, maxGap }: StayOptions,
): Stay[] {
  if (!(radius > 0) || !(maxGap > 0) || !(min >= 0)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `Stays within ${radius} m and gaps up to ${maxGap} ms: give a positive radius and gap, such as radius: 150m, max_gap: 1h.`,
    );
  }
  const sorted = [...fixes].sort(
    (a, b) =>
      (a.who < b.who ? -1 : Number(a.who > b.who)) ||
      a.time - b.time ||
      a.record - b.record,
  );
  const stays: Stay[] = [];
  for (let start = 0; start < sorted.length;) {
    const end = runEnd(sorted, start, { radius, maxGap });
    const run = sorted.slice(start, end);
    const stay = summarise(run);
    if (stay && run.length > 1 && stay.to - stay.from >= min) {
      stays.push(stay);
      start = end;
    } else {
      start += 1;
    }
  }
  return stays;
}

/** Distance on the sphere between two positions, metres. */
export function metresBetween(
  a: Pick<Fix, 'lat' | 'lon'>,
  b: Pick<Fix, 'lat' | 'lon'>,
): number {
  return greatCircleDistance([a.lat, a.lon], [b.lat, b.lon], UNITS.m);
}

/** First position after `start` that is not of its run. */
function runEnd(
  fixes: readonly Fix[],
  start: number,
  { radius, maxGap }: Pick<StayOptions, 'radius' | 'maxGap'>,
): number {
  const first = fixes[start];
  let before = first;
  let end = start + 1;
  for (; first && before; end++) {
    const fix = fixes[end];
    if (fix?.who !== first.who || fix.time - before.time > maxGap) break;
    if (metresBetween(first, fix) > radius) break;
    before = fix;
  }
  return end;
}

function summarise(run: readonly Fix[]): Stay | undefined {
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last) return undefined;
  return {
    who: first.who,
    from: first.time,
    to: last.time,
    lat: run.reduce((sum, { lat }) => sum + lat, 0) / run.length,
    lon: run.reduce((sum, { lon }) => sum + lon, 0) / run.length,
    records: run.map(({ record }) => record),
  };
}
