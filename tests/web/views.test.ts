import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Neighbourhood } from '#protocol/neighbourhood.ts';
import { buildBars } from '../../web/holes/bars-model.ts';
import { layOutLinks } from '../../web/links/links-layout.ts';
import { buildLinks } from '../../web/links/links-model.ts';
import { buildSets } from '../../web/sets/sets-model.ts';
import { stretchBetween } from '../../web/overview/week-stretch.ts';

function neighbourhood(
  relations: readonly (readonly string[])[],
): Neighbourhood {
  return {
    s: 1,
    edge: 'r0',
    total: relations.length,
    shown: relations.length,
    edges: relations.map((members, at) => ({
      id: `r${String(at)}`,
      members: [...members],
      overlap: 1,
      score: 10 - at,
      time: null,
    })),
    nodes: [...new Set(relations.flat())].map((id) => ({
      id,
      kind: null,
      degree: 1,
    })),
    component: { size: relations.length },
  };
}

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), {
  minLength: 1,
});
const some = fc.array(names, { minLength: 1, maxLength: 9 });

describe('links', () => {
  it('are those of the s-line graph of distinct relations', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 3 }), (relations, s) => {
        const { vertices, links, drawn } = buildLinks(
          neighbourhood(relations),
          s,
        );
        expect(drawn).toBe(relations.length);
        const members = (id: string) => relations[Number(id.slice(1))] ?? [];
        let expected = 0;
        vertices.forEach(({ id: one }, from) => {
          for (const { id: other } of vertices.slice(from + 1)) {
            const shared = members(one).filter((m) =>
              members(other).includes(m),
            );
            if (shared.length >= s) expected++;
          }
        });
        expect(links.length).toBe(expected);
        expect(links.every(({ overlap }) => overlap >= s)).toBe(true);
      }),
    );
  });

  it('count groups, and are placed in the frame, the same each time', () => {
    const model = buildLinks(
      neighbourhood([['a', 'b'], ['b', 'c'], ['x', 'y'], ['y', 'z'], ['q']]),
      1,
    );
    expect(model.groups).toBe(2);
    const size = { width: 600, height: 400 };
    const places = layOutLinks(model, size);
    expect(layOutLinks(model, size)).toEqual(places);
    for (const [x, y] of places) {
      expect(x >= 0 && x <= 600 && y >= 0 && y <= 400).toBe(true);
    }
  });
});

describe('sets', () => {
  it('put each item into exactly one intersection, with the sets that hold it', () => {
    fc.assert(
      fc.property(some, (sets) => {
        const { intersections, sets: shown } = buildSets(
          sets.map((items, at) => ({
            id: String(at),
            name: '',
            kind: null,
            items,
          })),
        );
        const all = intersections.flatMap(({ items }) => items);
        expect([...all].sort()).toEqual([...new Set(sets.flat())].sort());
        for (const { sets: held, items } of intersections) {
          for (const item of items) {
            const holders = shown.flatMap((set, at) =>
              set.items.includes(item) ? [at] : [],
            );
            expect(held).toEqual(holders);
          }
        }
      }),
    );
  });

  it('say what they leave out', () => {
    const sets = Array.from({ length: 20 }, (_, at) => ({
      id: String(at),
      name: '',
      kind: null,
      items: [String(at)],
    }));
    expect(buildSets(sets)).toMatchObject({
      setsLeft: 6,
      intersectionsLeft: 0,
    });
  });
});

describe('bars', () => {
  it('put holes before groups and long before short, with their loops in order', () => {
    const { bars, from, to } = buildBars({
      filtration: 'size',
      leftOut: 0,
      bars: [
        [0, 1, 2],
        [1, 2, 3],
        [1, 2, null],
      ],
      generators: [
        [['a'], ['b']],
        [],
        [
          ['a', 'b'],
          ['c', 'd'],
          ['b', 'c'],
          ['d', 'a'],
        ],
      ],
      run: { backend: 'js', threads: 1, seconds: 0, version: '' },
    });
    expect(bars.map(({ key }) => key)).toEqual(['2', '1', '0']);
    expect(bars[0]?.nodes).toEqual(['a', 'b', 'c', 'd']);
    expect([from, to]).toEqual([1, 3]);
  });
});

describe('a stretch of the week', () => {
  it('is the same from either corner', () => {
    const [one, other] = [
      { day: 4, hour: 9 },
      { day: 1, hour: 17 },
    ];
    expect(stretchBetween(one, other)).toEqual(stretchBetween(other, one));
    expect(stretchBetween(one, other)).toEqual({
      dayFrom: 1,
      dayTo: 4,
      hourFrom: 9,
      hourTo: 17,
    });
  });
});
