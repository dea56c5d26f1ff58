import { findBeacon } from '../events/beacons.ts';
import { findGaps } from '../places/gaps.ts';
import {
  indicesIn,
  keyOf,
  type Column,
  type Row,
  type Value,
} from '../evaluation/value.ts';
import { columnFor } from './row-elements.ts';
import type { Verb, VerbCall } from './verb.ts';

interface Series {
  readonly key: readonly Value[];
  /** Ascending, milliseconds, with the relation of each. */
  readonly records: readonly { readonly time: number; readonly edge: number }[];
}

/** The rows' relations by what the other columns hold, each in order of time. */
function seriesOf(rows: readonly Row[], at: number, verb: VerbCall): Series[] {
  const found = new Map<string, { key: Value[]; edges: Set<number> }>();
  for (const { values } of rows) {
    const key = values.filter((_, i) => i !== at);
    const text = keyOf(key);
    const series = found.get(text) ?? { key, edges: new Set<number>() };
    found.set(text, series);
    const value = values[at] ?? null;
    const edges = typeof value === 'number' ? [value] : indicesIn(value);
    for (const edge of edges) series.edges.add(edge);
  }
  return Array.from(found.values(), ({ key, edges }) => ({
    key,
    records: Array.from(edges, (edge) => ({
      time: verb.scope.data.start(edge),
      edge,
    }))
      .filter(({ time }) => !Number.isNaN(time))
      .sort((a, b) => a.time - b.time || a.edge - b.edge),
  }));
}

function otherColumns(verb: VerbCall, at: number): Column[] {
  return verb.scope.columns.filter((_, i) => i !== at);
}

/** `beacons(…)`: what comes back at a fixed interval. */
export const beaconsVerb: Verb = {
  usage: 'beacons(period: [10s, 1d], jitter: 0.15, min_records: 8)',
  summary:
    'Records that come back at a fixed interval, for each combination of the other columns.',
  arguments: ['period', 'jitter', 'min_records'],
  prepare: (verb) => {
    const [shortest, longest] = verb.part('period')
      ? verb.values('period').map(Number)
      : [];
    const options = {
      jitter: verb.number('jitter', 0.15),
      fewest: verb.integer('min_records', 3, 8),
      shortest,
      longest,
    };
    const at = columnFor(verb, ['edge'], 'a column of relations with times');
    return {
      columns: [
        ...otherColumns(verb, at),
        { name: 'period', type: 'duration' },
        { name: 'jitter', type: 'number' },
        { name: 'records', type: 'number' },
        { name: 'regular', type: 'number' },
        { name: 'p', type: 'number' },
      ],
      does: 'find beacons',
      rows: ({ rows }) =>
        seriesOf(rows, at, verb)
          .flatMap(({ key, records }) => {
            const times = records.map(({ time }) => time);
            const found = findBeacon(times, options);
            if (!found || found.jitter > options.jitter) return [];
            const { period, jitter, regular, p } = found;
            return [
              {
                values: [...key, period, jitter, records.length, regular, p],
                evidence: edgesOf(records),
                p,
              },
            ];
          })
          .sort((a, b) => a.p - b.p)
          .map(({ values, evidence }) => ({ values, evidence })),
    };
  },
};

/** `gaps(…)`: stretches without records. */
export const gapsVerb: Verb = {
  usage: 'gaps(min: 1h, times: 5)',
  summary:
    'Stretches without records, much longer than usual, for each combination of the other columns: nothing is known of them.',
  arguments: ['min', 'times'],
  prepare: (verb) => {
    const least = verb.duration('min', 0);
    const times = verb.number('times', 5);
    const at = columnFor(verb, ['edge'], 'a column of relations with times');
    return {
      columns: [
        ...otherColumns(verb, at),
        { name: 'start', type: 'time' },
        { name: 'end', type: 'time' },
        { name: 'usual', type: 'duration' },
      ],
      does: 'find gaps in the data',
      rows: ({ rows }) =>
        seriesOf(rows, at, verb).flatMap(({ key, records }) => {
          const moments = records.map(({ time }) => time);
          return findGaps(moments, { least, times }).map(
            ({ from, to, usual }) => ({
              values: [...key, from, to, usual],
              evidence: edgesOf(
                records.filter(({ time }) => time === from || time === to),
              ),
            }),
          );
        }),
    };
  },
};

function edgesOf(records: Series['records']): number[] {
  return records.map(({ edge }) => edge).sort((a, b) => a - b);
}
