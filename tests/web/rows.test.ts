import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Neighbourhood } from '#protocol/neighbourhood.ts';
import { fittedName } from '../../web/rows/fitted-name.ts';
import { columnAt, placeRows, rowAt } from '../../web/rows/rows-geometry.ts';
import {
  buildRows,
  MOST_ROWS,
  type RowsModel,
  type RowsOptions,
} from '../../web/rows/rows-model.ts';
import { columnShapes, oneColumn } from '../../web/rows/rows-shapes.ts';
import { startOf, walk } from '../../web/rows/rows-walk.ts';
import { slotWords } from '../../web/rows/slot-words.ts';
import { chooseSlots } from '../../web/rows/slots.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 10, 3);

const OPTIONS: RowsOptions = {
  lookOf: () => 'host',
  order: 'weight',
  kinds: ['host', 'user'],
  brush: null,
};

type Relation = readonly [
  id: string,
  members: readonly string[],
  minute?: number,
  score?: number,
];

/** Relations of a picture; the first is open. Members are `KIND:NAME`. */
function meeting(...relations: Relation[]): Neighbourhood {
  const ids = new Set(relations.flatMap(([, members]) => members));
  return {
    s: 1,
    edge: relations[0]?.[0] ?? '',
    total: relations.length,
    shown: relations.length,
    edges: relations.map(([id, members, minute, score = 1]) => ({
      id,
      members: [...members],
      overlap: 1,
      score,
      time: minute === undefined ? null : START + minute * MINUTE,
    })),
    nodes: [...ids].map((id) => ({
      id,
      kind: id.split(':')[0] ?? null,
      degree: 1,
    })),
    component: { size: relations.length },
  };
}

const build = (
  neighbourhood: Neighbourhood,
  options: Partial<RowsOptions> = {},
) => buildRows(neighbourhood, { ...OPTIONS, ...options }) as RowsModel;

const some = meeting(
  ['open', ['user:u', 'host:a'], 12, 5],
  ['early', ['user:u', 'host:b', 'host:x'], 1],
  ['late', ['user:v', 'host:a', 'host:b'], 44],
  ['again', ['user:v', 'host:a', 'host:b'], 45, 3],
);

describe('rows and columns', () => {
  it('stand by kind and weight, and by time', () => {
    const { rows, columns } = build(some);
    expect(rows.map(({ name }) => name)).toEqual(['a', 'b', 'u', 'v']);
    expect(rows.map(({ count }) => count)).toEqual([3, 3, 2, 2]);
    expect(columns.map(({ id }) => id)).toEqual(['early', 'open', 'again']);
  });

  it('drop members met once to the foot, but none of the open relation', () => {
    const { rows, columns } = build(some);
    expect(columns[0]?.drips).toEqual(['host:x']);
    expect(rows.some(({ id }) => id === 'host:x')).toBe(false);
    const alone = build(meeting(['open', ['host:a', 'host:z'], 0]));
    expect(alone.rows.map(({ id }) => id)).toEqual(['host:a', 'host:z']);
  });

  it('merge equal relations of a slot under the strongest, never the open one', () => {
    const { columns, drawn } = build(some);
    expect(columns[2]).toMatchObject({
      id: 'again',
      ids: ['late', 'again'],
      score: 3,
    });
    expect(drawn).toBe(4);
    const twin = build(
      meeting(['open', ['host:a'], 0], ['twin', ['host:a'], 0]),
    );
    expect(twin.columns.map(({ ids }) => ids)).toEqual([['open'], ['twin']]);
  });

  it('order rows by where they are met, when asked', () => {
    const { rows } = build(some, { order: 'met' });
    expect(rows.map(({ name }) => name)).toEqual(['b', 'a', 'u', 'v']);
  });

  it('keep their rows when the time brush moves', () => {
    const brush = { from: START + 40 * MINUTE, to: START + 50 * MINUTE };
    const all = build(some);
    const part = build(some, { brush });
    expect(part.rows).toEqual(all.rows);
    expect(part.columns.map(({ id }) => id)).toEqual(['open', 'again']);
  });

  it('leave out relations that need more rows than can be drawn', () => {
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => `host:${String(from + at)}`);
    const model = build(
      meeting(
        ['open', many(0, MOST_ROWS - 1), 0],
        ['one', many(1000, 3), 1],
        ['two', many(1000, 3), 2],
        ['small', ['host:0', 'host:2000'], 3],
      ),
    );
    expect(model.columns.map(({ id }) => id)).toEqual(['open', 'one', 'small']);
    expect(model.rows.length).toBeLessThanOrEqual(MOST_ROWS);
    const tooMany = meeting(['open', many(0, MOST_ROWS + 1), 0]);
    expect(buildRows(tooMany, OPTIONS)).toBeNull();
  });
});

describe('the places of rows and columns', () => {
  const relation = fc.tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: 30 }), {
      minLength: 1,
      maxLength: 6,
    }),
    fc.integer({ min: 0, max: 500 }),
  );

  it('never overlap, and give slots at least 46 pixels', () => {
    fc.assert(
      fc.property(
        fc.array(relation, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 100, max: 1500 }),
        (relations, width) => {
          const model = build(
            meeting(
              ...relations.map(([nodes, minute], at): Relation => [
                String(at),
                nodes.map((node) => `host:${String(node)}`),
                minute,
              ]),
            ),
          );
          const places = placeRows(model, { width, height: 400 });
          const { columnX, rowY, slots, rowHeight } = places;
          for (let at = 1; at < columnX.length; at++) {
            expect(columnX[at]! - columnX[at - 1]!).toBeGreaterThan(10);
          }
          for (let at = 1; at < rowY.length; at++) {
            expect(rowY[at]! - rowY[at - 1]!).toBeGreaterThanOrEqual(rowHeight);
          }
          slots.forEach((slot, at) => {
            expect(slot.width).toBeGreaterThanOrEqual(46);
            const next = slots[at + 1];
            if (next) expect(slot.x + slot.width).toBeLessThan(next.x);
          });
          model.columns.forEach(({ slot, rows }, at) => {
            const { x, width: wide } = slots[slot]!;
            expect(columnX[at]).toBeGreaterThan(x);
            expect(columnX[at]).toBeLessThan(x + wide);
            expect(columnAt(places, columnX[at]!)).toBe(at);
            for (const row of rows) expect(rowAt(places, rowY[row]!)).toBe(row);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('draw a line from the first member to the last and a mark at each', () => {
    const model = build(some);
    const places = placeRows(model, { width: 400, height: 200 });
    const shapes = oneColumn(model, places, { at: 0, tone: 'plain' });
    expect(shapes.map(({ type }) => type)).toEqual([
      'line',
      'line',
      'path',
      'path',
    ]);
    expect(shapes[0]).toMatchObject({
      from: [places.columnX[0], places.rowY[1]],
      to: [places.columnX[0], places.rowY[2]],
    });
    expect(shapes[1]).toMatchObject({ paint: { dash: '2 2.5' } });
    expect(columnShapes(model, places)).toHaveLength(4 + 3 + 4);
  });
});

describe('walking over rows and columns', () => {
  const model = build(some);

  it('begins at the open relation and goes over its members', () => {
    const start = startOf(model);
    expect(start).toEqual({ column: 1, row: 0 });
    expect(walk(model, start, 'ArrowDown')).toEqual({ column: 1, row: 2 });
    expect(walk(model, start, 'ArrowUp')).toEqual(start);
  });

  it('follows a member to its other relations', () => {
    const start = startOf(model);
    expect(walk(model, start, 'ArrowRight')).toEqual({ column: 2, row: 0 });
    expect(walk(model, start, 'ArrowLeft')).toEqual(start);
    expect(walk(model, { column: 1, row: 2 }, 'ArrowLeft')).toEqual({
      column: 0,
      row: 2,
    });
  });

  it('reaches every relation by pages, and ends at the ends', () => {
    expect(walk(model, { column: 1, row: 0 }, 'PageUp')).toEqual({
      column: 0,
      row: 1,
    });
    expect(walk(model, { column: 0, row: 1 }, 'End')?.column).toBe(2);
    expect(walk(model, { column: 2, row: 0 }, 'PageDown')?.column).toBe(2);
    expect(walk(model, { column: 0, row: 1 }, 'x')).toBeNull();
  });
});

describe('slots of time', () => {
  it('are as short as the number of slots allows', () => {
    const times = [0, 5, 5.9, 61].map((minute) => START + minute * MINUTE);
    expect(chooseSlots(times, 4).step).toBe(1000);
    expect(chooseSlots(times, 3).step).toBe(MINUTE);
    expect(chooseSlots(times, 2).step).toBe(10 * MINUTE);
    expect(chooseSlots(times, 1).step).toBe(6 * 60 * MINUTE);
    expect(chooseSlots([null], 3).slotOf(null)).toBeNull();
  });

  it('begin weeks on Mondays', () => {
    const times = [0, 1, 8, 15].map((day) => START + day * 86_400_000);
    const { step, slotOf } = chooseSlots(times, 3);
    expect(step).toBe(7 * 86_400_000);
    expect(slotOf(START)).toBe(Date.UTC(2026, 10, 9));
  });

  it('are named with their day where there is room', () => {
    const slots = [0, 10, 24 * 60].map((minute) => ({
      start: START + minute * MINUTE,
      count: 1,
    }));
    const words = (room: number) =>
      slotWords(slots, 10 * MINUTE, {
        roomOf: () => room,
        widthOf: (text) => text.length * 6,
      });
    expect(words(200)).toEqual(['10 Nov, 03:00', '03:10', '11 Nov, 03:00']);
    expect(words(40)).toEqual(['10 Nov', '03:10', '11 Nov']);
    expect(words(10)).toEqual(['', '', '']);
  });
});

describe('a name in a narrow column', () => {
  const widthOf = (text: string) => text.length;

  it('keeps its beginning and its end', () => {
    expect(fittedName('abcdefgh', 8, widthOf)).toBe('abcdefgh');
    expect(fittedName('abcdefgh', 5, widthOf)).toBe('ab…gh');
    expect(fittedName('abcdefgh', 1, widthOf)).toBe('…');
  });
});
