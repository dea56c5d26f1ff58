import { findMeetings, presencesInCells } from '../places/co-location.ts';
import { findConvoys } from '../places/convoys.ts';
import {
  DEVIATION_KINDS,
  findDeviations,
  type DeviationKind,
} from '../places/deviations.ts';
import { meetingChances } from '../places/meeting-chance.ts';
import { Routine } from '../places/routine.ts';
import { stayPoints } from '../places/stay-points.ts';
import { compileExpression } from '../evaluation/compile-expression.ts';
import type { Row } from '../evaluation/value.ts';
import {
  fixesOf,
  hoursOf,
  meetingFields,
  meetingRow,
  MEETING_COLUMNS,
  presencesOf,
  staysOf,
  stayRow,
  STAY_COLUMNS,
} from './presence-rows.ts';
import { columnFor, elementsOf } from './row-elements.ts';
import type { Verb, VerbCall } from './verb.ts';

const MIN = 60_000;

/** `stays(…)`: positions to stays. */
export const staysVerb: Verb = {
  usage: 'stays(radius: 150m, min: 10min, max_gap: 1h, who: person)',
  summary:
    'Where each person stayed: positions within a radius for some time, without gaps in the data.',
  arguments: ['radius', 'min', 'max_gap', 'who'],
  prepare: (verb) => {
    const options = {
      radius: verb.distance('radius', 150),
      min: verb.duration('min', 10 * MIN),
      maxGap: verb.duration('max_gap', 60 * MIN),
    };
    const at = columnFor(
      verb,
      ['edge'],
      'a column of relations with lat and lon',
    );
    const role = roleOfPeople(verb);
    return {
      columns: STAY_COLUMNS,
      does: 'find stays',
      rows: ({ rows }) =>
        stayPoints(
          fixesOf(elementsOf(rows, at).keys(), role, verb),
          options,
        ).map(stayRow),
    };
  },
};

/** The role of whoever moves: as asked, `person` where there is one, else any member. */
function roleOfPeople(verb: VerbCall): string | null {
  const names = verb.scope.data.roleNames();
  const part = verb.part('who');
  if (!part) return names.includes('person') ? 'person' : null;
  return part.kind === 'name' ? part.name : verb.text('who');
}

/** `colocate(…)`: stays to meetings. */
export const colocateVerb: Verb = {
  usage: 'colocate(space: h3(9), window: 15min, min_members: 2)',
  summary:
    'Who was together: stays in one H3 cell within one window of time, joined while the same people stay.',
  arguments: ['space', 'window', 'min_members'],
  prepare: (verb) => {
    const resolution = h3Resolution(verb);
    const options = {
      window: verb.duration('window', 15 * MIN),
      minMembers: verb.integer('min_members', 1, 2),
    };
    const read = staysOf(verb);
    return {
      columns: [
        ...MEETING_COLUMNS,
        { name: 'expected_days', type: 'number' },
        { name: 'q', type: 'number' },
      ],
      does: 'find meetings',
      rows: ({ rows }) => {
        const presences = presencesInCells(read(rows), resolution);
        const meetings = findMeetings(presences, options);
        const chances = new Map(
          meetingChances(meetings, presences, options.window).map((group) => [
            group.members.join(),
            group,
          ]),
        );
        return meetings.map((meeting) => {
          const chance = chances.get(meeting.members.join());
          const { values, evidence } = meetingRow(meeting);
          return {
            values: [...values, chance?.expected ?? null, chance?.q ?? null],
            evidence,
          };
        });
      },
    };
  },
};

/** The resolution in `space: h3(9)`. */
function h3Resolution(verb: VerbCall): number {
  const part = verb.part('space');
  if (!part) return 9;
  const [argument] = part.kind === 'call' ? part.arguments : [];
  if (part.kind !== 'call' || part.name !== 'h3' || !argument) {
    throw verb.fault('space is not an H3 resolution such as h3(9)', part);
  }
  const value = compileExpression(argument.value, verb.scope).evaluate([]);
  return Number(value);
}

/** `routine(…)`: meetings to hours with how usual they are. */
export const routineVerb: Verb = {
  usage: 'routine(by: hour_of_week, key: [person, place], prior: 1.0)',
  summary:
    'Each person’s hours of the meetings, with the chance of that place at that hour by the other weeks.',
  arguments: ['by', 'key', 'prior'],
  prepare: (verb) => {
    verb.word('by', ['hour_of_week'], 'hour_of_week');
    const prior = verb.number('prior', 1);
    const fields = meetingFields(verb);
    return {
      columns: [
        { name: 'person', type: 'node' },
        { name: 'place', type: 'text' },
        { name: 'hour', type: 'number' },
        { name: 'chance', type: 'number' },
        ...MEETING_COLUMNS.filter(({ name }) => name !== 'place'),
      ],
      does: 'learn routines',
      rows: ({ rows }) => {
        const hours = hoursOf(rows, fields);
        const routine = new Routine(hours, prior);
        return hours.map((at) => ({
          values: [
            Number(at.who),
            at.place,
            at.hour,
            routine.chance(at),
            at.row.values[fields.members] ?? null,
            at.start,
            at.start + 60 * MIN,
          ],
          evidence: at.row.evidence,
        }));
      },
    };
  },
};

/** `deviations(…)`: breaks with routine. */
export const deviationsVerb: Verb = {
  usage:
    'deviations(alpha: 0.01, adjust: "bh", kind: ["absent", "novel_place", "novel_group"], prior: 1.0)',
  summary:
    'Breaks with routine: seen elsewhere than usual, in a new place, in new company; no data is no absence.',
  arguments: ['alpha', 'adjust', 'kind', 'prior'],
  prepare: (verb) => {
    const alpha = verb.number('alpha', 0.05);
    const isAdjusted = verb.word('adjust', ['bh', 'none'], 'bh') === 'bh';
    const prior = verb.number('prior', 1);
    const kinds = kindsOf(verb);
    const fields = meetingFields(verb);
    const person = verb.scope.columns.findIndex(
      ({ name }) => name === 'person',
    );
    return {
      columns: [
        { name: 'kind', type: 'text' },
        { name: 'person', type: 'node' },
        { name: 'place', type: 'text' },
        { name: 'usual', type: 'text' },
        { name: 'start', type: 'time' },
        { name: 'members', type: 'nodes' },
        { name: 'p', type: 'number' },
        { name: 'q', type: 'number' },
      ],
      does: 'find breaks with routine',
      rows: ({ rows }) => {
        const hours = hoursOf(rows, fields).filter(
          ({ who, row }) => person < 0 || Number(who) === row.values[person],
        );
        return findDeviations(hours, kinds, prior)
          .filter(({ p, q }) => (isAdjusted ? q : p) <= alpha)
          .map(({ kind, occasion, who, place, usual, p, q }) => {
            const at = hours[occasion];
            const members = at?.row.values[fields.members] ?? null;
            return {
              values: [
                kind,
                Number(who),
                place,
                usual,
                at?.start ?? null,
                members,
                p,
                q,
              ],
              evidence: at?.row.evidence ?? [],
            };
          });
      },
    };
  },
};

function kindsOf(verb: VerbCall): DeviationKind[] {
  if (!verb.part('kind')) return [...DEVIATION_KINDS];
  return verb.values('kind').map((value) => {
    const kind = DEVIATION_KINDS.find((known) => known === value);
    if (kind) return kind;
    throw verb.fault(
      `there is no deviation ${String(value)}; kinds are ${DEVIATION_KINDS.join(', ')}`,
      verb.needed('kind'),
    );
  });
}

/** `rendezvous(…)`: meetings long enough, where none of the people usually is. */
export const rendezvousVerb: Verb = {
  usage: 'rendezvous(min: 15min, off_routine: 0.1)',
  summary:
    'Meetings of some length at a place that is unlikely for every one of the people at that hour.',
  arguments: ['min', 'off_routine'],
  prepare: (verb) => {
    const min = verb.duration('min', 15 * MIN);
    const most = verb.number('off_routine', 0.1);
    const fields = meetingFields(verb);
    return {
      columns: [...verb.scope.columns, { name: 'chance', type: 'number' }],
      does: 'keep meetings off routine',
      rows: ({ rows }) => {
        const hours = hoursOf(rows, fields);
        const routine = new Routine(hours);
        const likeliest = new Map<Row, number>();
        for (const at of hours) {
          const known = likeliest.get(at.row) ?? 0;
          likeliest.set(at.row, Math.max(known, routine.chance(at)));
        }
        return rows.flatMap((row) => {
          const { values, evidence } = row;
          const length =
            Number(values[fields.end]) - Number(values[fields.start]);
          const chance = likeliest.get(row) ?? 0;
          if (length < min || chance > most) return [];
          return [{ values: [...values, chance], evidence }];
        });
      },
    };
  },
};

/** `convoys(…)`: people who move together. */
export const convoysVerb: Verb = {
  usage: 'convoys(min_members: 2, min_cells: 3, window: 15min, space: h3(9))',
  summary: 'Groups that go through several places together, window by window.',
  arguments: ['min_members', 'min_cells', 'window', 'space'],
  prepare: (verb) => {
    const options = {
      minMembers: verb.integer('min_members', 2, 2),
      minPlaces: verb.integer('min_cells', 1, 3),
      window: verb.duration('window', 15 * MIN),
    };
    const resolution = h3Resolution(verb);
    const hasPlace = verb.scope.columns.some(({ name }) => name === 'place');
    const places = hasPlace ? presencesOf(verb) : undefined;
    const stays = hasPlace ? undefined : staysOf(verb);
    return {
      columns: [
        { name: 'members', type: 'nodes' },
        { name: 'places', type: 'list' },
        { name: 'start', type: 'time' },
        { name: 'end', type: 'time' },
      ],
      does: 'find convoys',
      rows: ({ rows }) => {
        const presences =
          places?.(rows) ?? presencesInCells(stays?.(rows) ?? [], resolution);
        return findConvoys(presences, options).map((convoy) => {
          const who = new Set(convoy.members);
          const own = presences.filter(
            (presence) =>
              who.has(presence.who) &&
              presence.from < convoy.to &&
              presence.to >= convoy.from,
          );
          const records = own.flatMap((presence) => [...presence.records]);
          return {
            values: [
              convoy.members.map(Number).sort((a, b) => a - b),
              convoy.places,
              convoy.from,
              convoy.to,
            ],
            evidence: [...new Set(records)].sort((a, b) => a - b),
          };
        });
      },
    };
  },
};
