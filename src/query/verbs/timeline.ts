import { columnAt } from '../evaluation/scope.ts';
import { evidenceOf, type Row } from '../evaluation/value.ts';
import type { Verb } from './verb.ts';

/** Most steps of a timeline, so that a short step over years ends. */
const MOST_STEPS = 100_000;

/** `timeline(every)`: how many rows start in each step of time, empty ones included. */
export const timelineVerb: Verb = {
  usage: 'timeline(every: 1h)',
  summary:
    'Counts rows by step of time, empty steps included, from UTC midnight.',
  arguments: ['every'],
  prepare: (verb) => {
    const { scope } = verb;
    const every = verb.duration('every');
    if (!(every > 0)) throw verb.fault('every must be longer than nothing');
    const at =
      columnAt(scope, 'start') >= 0
        ? columnAt(scope, 'start')
        : scope.columns.findIndex(
            ({ type }) => type === 'edge' || type === 'time',
          );
    const column = scope.columns[at];
    if (!column) throw verb.fault('the rows have no relation and no time');
    const timeOf = ({ values }: Row) =>
      column.type === 'edge'
        ? scope.data.start(Number(values[at]))
        : Number(values[at] ?? NaN);
    return {
      columns: [
        { name: 'start', type: 'time' },
        { name: 'count', type: 'number' },
      ],
      does: `timeline every ${every} ms`,
      rows: ({ rows }) => {
        const steps = new Map<number, Row[]>();
        for (const row of rows) {
          const step = Math.floor(timeOf(row) / every);
          if (Number.isNaN(step)) continue;
          const own = steps.get(step);
          if (own) own.push(row);
          else steps.set(step, [row]);
        }
        return everyStep([...steps.keys()], verb.fault.bind(verb)).map(
          (step) => {
            const own = steps.get(step) ?? [];
            return {
              values: [step * every, own.length],
              evidence: evidenceOf(own.flatMap(({ evidence }) => evidence)),
            };
          },
        );
      },
    };
  },
};

function everyStep(
  steps: readonly number[],
  fault: (problem: string) => Error,
): number[] {
  if (steps.length === 0) return [];
  const first = steps.reduce((a, b) => Math.min(a, b));
  const last = steps.reduce((a, b) => Math.max(a, b));
  if (last - first >= MOST_STEPS) {
    throw fault(
      `the timeline would have ${last - first + 1} steps, more than ${MOST_STEPS}`,
    );
  }
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
