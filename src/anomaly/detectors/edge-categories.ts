import type { PropertyColumn } from '#hypergraph/property-column.ts';
import type { PropertyTable } from '#hypergraph/property-table.ts';
import { NO_CATEGORY } from '#compute/cpu/category-surprise.ts';
import { DAY, type EdgeMoments } from './edge-moments.ts';

/** A column with more different values than this names things rather than sorts them. */
const MOST_CATEGORIES = 64;
const RESERVED = new Set(['time', 'end', 'weight']);
const HOURS = 24;
/** Days the data must span before an hour can be out of the ordinary. */
const FEWEST_DAYS = 14;
const WEEKDAYS =
  'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** One categorical fact of every hyperedge. */
export interface EdgeCategories {
  /** Name of the property, or `hour`, or `size`. */
  readonly name: string;
  /** Code of each edge, below `categoryCount`, or {@link NO_CATEGORY}. */
  readonly categories: Int32Array;
  readonly categoryCount: number;
  /** Whether members have habits in it; else only its overall share counts. */
  readonly isHabit: boolean;
  /** What the edge's value is called, in words. */
  readonly describe: (edge: number) => string;
}

/**
 * The kept text and boolean properties with 2 to 64 different values.
 * @remarks O(edges · columns).
 */
export function categoricalProperties(table: PropertyTable): EdgeCategories[] {
  const found: EdgeCategories[] = [];
  for (const column of table.columns()) {
    if (RESERVED.has(column.name)) continue;
    if (column.type !== 'string' && column.type !== 'boolean') continue;
    const codes = encode(column);
    if (codes === null || codes.count < 2) continue;
    found.push({
      name: column.name,
      categories: codes.categories,
      categoryCount: codes.count,
      isHabit: true,
      describe: (edge) =>
        `${column.name} ${JSON.stringify(column.get(edge)).replaceAll('"', '')}`,
    });
  }
  return found;
}

/** Codes in order of first appearance; null where there are too many values. */
function encode(
  column: PropertyColumn,
): { categories: Int32Array; count: number } | null {
  const categories = new Int32Array(column.length);
  const codes = new Map<unknown, number>();
  for (let edge = 0; edge < categories.length; edge++) {
    const value = column.get(edge);
    if (value === null || value === '') {
      categories[edge] = NO_CATEGORY;
      continue;
    }
    let code = codes.get(value);
    if (code === undefined) {
      if (codes.size === MOST_CATEGORIES) return null;
      code = codes.size;
      codes.set(value, code);
    }
    categories[edge] = code;
  }
  return { categories, count: codes.size };
}

/**
 * The hour of the day (UTC), weekends apart: 48 categories. Null where the data
 * spans too few days to know a habit.
 */
export function hourCategories(moments: EdgeMoments): EdgeCategories | null {
  const { times, span } = moments;
  if (times === null || span < FEWEST_DAYS * DAY) return null;
  const categories = Int32Array.from(times, (time) => {
    if (Number.isNaN(time)) return NO_CATEGORY;
    const date = new Date(time);
    const weekend = date.getUTCDay() % 6 === 0;
    return (weekend ? HOURS : 0) + date.getUTCHours();
  });
  return {
    name: 'hour',
    categories,
    categoryCount: 2 * HOURS,
    isHabit: true,
    describe: (edge) => describeHour(times[edge] ?? NaN),
  };
}

/** `Tuesday 03:00 UTC`. */
function describeHour(time: number): string {
  const date = new Date(time);
  const hour = String(date.getUTCHours()).padStart(2, '0');
  return `${WEEKDAYS[date.getUTCDay()] ?? ''} ${hour}:00 UTC`;
}

/** The number of members; null where all edges have the same. */
export function sizeCategories(offsets: Uint32Array): EdgeCategories | null {
  const categories = new Int32Array(offsets.length - 1);
  const codes = new Map<number, number>();
  let begin = offsets[0] ?? 0;
  for (let edge = 0; edge < categories.length; edge++) {
    const end = offsets[edge + 1] ?? begin;
    const code = codes.get(end - begin) ?? codes.size;
    codes.set(end - begin, code);
    categories[edge] = code;
    begin = end;
  }
  if (codes.size < 2) return null;
  return {
    name: 'size',
    categories,
    categoryCount: codes.size,
    isHabit: false,
    describe: (edge) => {
      const size = (offsets[edge + 1] ?? 0) - (offsets[edge] ?? 0);
      return size === 1 ? '1 member' : `${size} members`;
    },
  };
}
