import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countEnclosures } from '../../web/bands/enclosures.ts';
import {
  alongOutline,
  bandOutline,
  isInside,
  outlinePath,
  type Point,
} from '../../web/bands/outline.ts';
import {
  ringLevels,
  ringRadii,
  WIDE_RINGS,
} from '../../web/bands/ring-levels.ts';

const ring = fc.record({
  x: fc.double({ min: -500, max: 500, noNaN: true }),
  y: fc.double({ min: -500, max: 500, noNaN: true }),
  radius: fc.double({ min: 5, max: 40, noNaN: true }),
});

describe('ring levels', () => {
  it('give small bands the inner rings, then higher scores', () => {
    const bands = [
      { id: 'large', members: ['a', 'b', 'c'], score: 9 },
      { id: 'low', members: ['a', 'b'], score: 1 },
      { id: 'high', members: ['a', 'b'], score: 2 },
      { id: 'unscored', members: ['b', 'c'], score: null },
    ];
    expect(ringLevels(bands)).toEqual([
      [2, 3, 1],
      [1, 1],
      [0, 0],
      [2, 0],
    ]);
  });

  it('never put two bands on one ring of a node', () => {
    const band = fc.record({
      id: fc.string(),
      members: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e')),
      score: fc.option(fc.double({ noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(band, { maxLength: 12 }), (bands) => {
        const levels = ringLevels(bands);
        for (const node of ['a', 'b', 'c', 'd', 'e'] as const) {
          const own = bands.flatMap(({ members }, index) => {
            const at = members.indexOf(node);
            return at < 0 ? [] : [levels[index]![at]!];
          });
          expect(own.sort((a, b) => a - b)).toEqual(own.map((_, k) => k));
        }
      }),
    );
  });

  it('narrow the gap beyond five levels so that rings add 26 pixels at most', () => {
    expect(ringRadii([[0, 5]], WIDE_RINGS)).toEqual([[17, 47]]);
    const [radii] = ringRadii([[0, 10, 13]], WIDE_RINGS);
    expect(radii![0]).toBe(17);
    expect(radii![1]).toBeCloseTo(17 + 20, 10);
    expect(radii![2]).toBeCloseTo(17 + 26, 10);
  });
});

describe('band outlines', () => {
  it('hold every ring', () => {
    fc.assert(
      fc.property(fc.array(ring, { minLength: 1, maxLength: 8 }), (rings) => {
        const outline = bandOutline(rings);
        for (const { x, y, radius } of rings) {
          expect(isInside(outline, x, y)).toBe(true);
          // 40 corners a ring: the chords cut off less than 1 % of the radius.
          const shrunk = radius * 0.98;
          expect(isInside(outline, x + shrunk, y)).toBe(true);
          expect(isInside(outline, x, y - shrunk)).toBe(true);
        }
      }),
    );
  });

  it('are convex and have no corner inside the hull', () => {
    fc.assert(
      fc.property(fc.array(ring, { minLength: 1, maxLength: 6 }), (rings) => {
        const outline = bandOutline(rings);
        const turns = outline.map(([ax, ay], index) => {
          const [bx, by] = outline[(index + 1) % outline.length]!;
          const [cx, cy] = outline[(index + 2) % outline.length]!;
          return (bx - ax) * (cy - by) - (by - ay) * (cx - bx);
        });
        const left = turns.some((turn) => turn > 1e-6);
        const right = turns.some((turn) => turn < -1e-6);
        expect(left && right).toBe(false);
      }),
    );
  });

  it('are empty for nobody', () => {
    expect(bandOutline([])).toEqual([]);
    expect(outlinePath([])).toBe('');
    expect(isInside([], 0, 0)).toBe(false);
  });

  it('are walked in steps no longer than asked', () => {
    const square: Point[] = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ];
    const points = alongOutline(square, 4);
    expect(points).toHaveLength(12);
    expect(points[1]![0]).toBeCloseTo(10 / 3, 10);
    expect(outlinePath(square)).toBe('M0.0,0.0L10.0,0.0L10.0,10.0L0.0,10.0Z');
  });
});

describe('false enclosures', () => {
  const square: Point[] = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ];
  const places = new Map<string, Point>([
    ['member', [5, 5]],
    ['stranger', [6, 6]],
    ['outside', [20, 20]],
  ]);

  it('count nodes inside bands that are not theirs, over all such pairs', () => {
    expect(countEnclosures([square], [['member']], places)).toEqual({
      wrong: 1,
      pairs: 2,
    });
  });

  it('are none where everybody belongs', () => {
    expect(
      countEnclosures([square], [['member', 'stranger', 'outside']], places),
    ).toEqual({ wrong: 0, pairs: 0 });
  });
});
