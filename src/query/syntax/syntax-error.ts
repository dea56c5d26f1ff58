import { PolyadError } from '#errors/polyad-error.ts';

/** Where something stands in a text; lines and columns count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What is wrong at a place. */
export interface Fault {
  /** What was found, or what is wrong with it. */
  readonly problem: string;
  /** What could stand there. */
  readonly expected?: string | undefined;
  /** The nearest known name. */
  readonly suggestion?: string | undefined;
}

/**
 * The error for a place in a query; its details hold line, column, expectation
 * and suggestion.
 */
export function queryError(place: Place, fault: Fault): PolyadError {
  const { problem, expected, suggestion } = fault;
  const { line, column } = place;
  const sentences = [
    `Line ${line}, column ${column}: ${problem}${expected === undefined ? '' : `; expected ${expected}`}.`,
    ...(suggestion === undefined ? [] : [`Did you mean ${suggestion}?`]),
  ];
  return new PolyadError('INVALID_ARGUMENT', sentences.join(' '), {
    line,
    column,
    ...(expected !== undefined && { expected }),
    ...(suggestion !== undefined && { suggestion }),
  });
}

/** Words that people write for another: other languages' names, by ours. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  mins: 'min',
  minute: 'min',
  minutes: 'min',
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  hr: 'h',
  hrs: 'h',
  hour: 'h',
  hours: 'h',
  day: 'd',
  days: 'd',
  week: 'w',
  weeks: 'w',
  metres: 'm',
  meters: 'm',
  filter: 'where',
  order: 'sort',
  orderby: 'sort',
  project: 'select',
  summarize: 'group',
  take: 'limit',
  head: 'limit',
  avg: 'mean',
  average: 'mean',
};

/**
 * The known name that is nearest to what was written: at most a third of its
 * letters changed, added, left out or swapped.
 * @returns Undefined where none is near.
 */
export function nearestName(
  written: string,
  known: Iterable<string>,
): string | undefined {
  const wanted = written.toLowerCase().slice(0, 64);
  const names = [...known];
  const other = Object.hasOwn(OTHER_WORDS, wanted)
    ? OTHER_WORDS[wanted]
    : undefined;
  if (other !== undefined && names.includes(other)) return other;
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(wanted, name.toLowerCase(), least);
    if (distance >= least) continue;
    least = distance;
    nearest = name;
  }
  return nearest;
}

/** Edits from one word to another (Damerau's four kinds), `most` or more as `most`. */
function editDistance(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) >= most) return most;
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      let edits = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + same,
      );
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (i > 1 && j > 1 && swapped) {
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      }
      row.push(edits);
    }
    before = last;
    last = row;
  }
  return Math.min(most, last[to.length] ?? most);
}
