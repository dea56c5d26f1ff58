import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LayoutEnergy, type LayoutProblem } from '../../web/bands/energy.ts';
import { outlineScene } from '../../web/bands/geometry.ts';
import { layoutBands, type LayoutRequest } from '../../web/bands/layout.ts';
import type { Point } from '../../web/bands/outline.ts';
import { seededRandom } from '../../web/bands/random.ts';
import { WIDE_RINGS } from '../../web/bands/ring-levels.ts';
import type { Scene } from '../../web/bands/scene.ts';

const margin = { left: 80, right: 60, top: 60, bottom: 60 };
const members = [
  ['alma', 'laptop', 'backup', 'copier', 'archive', 'outside'],
  ['alma', 'laptop', 'sheets', 'files'],
  ['service', 'backup', 'agent', 'vault'],
  ['service', 'backup', 'copier', 'vault'],
  ['alma', 'laptop', 'post', 'mail'],
  ['backup', 'files', 'agent'],
  ['alma', 'controller', 'remote'],
  ['dora', 'backup', 'remote'],
];
const request: LayoutRequest = {
  bands: members.map((some, index) => ({
    id: String(index),
    members: some,
    score: 10 - index,
  })),
  width: 670,
  height: 600,
  margin,
  rings: WIDE_RINGS,
  pins: [],
  seed: 1,
};

function sceneOf({ bands }: LayoutRequest): Scene {
  const ids = new Set(bands.flatMap((band) => band.members));
  return {
    focus: '0',
    bands: bands.map((band) => ({
      ...band,
      ids: [band.id],
      isOpen: band.id === '0',
    })),
    nodes: [...ids].map((id) => ({
      id,
      ids: [id],
      name: id,
      kind: null,
      look: 'user',
      degree: 1,
      isOpen: false,
    })),
  };
}

describe('the layout of bands', () => {
  const places = layoutBands(request);

  it('places every member inside the margins', () => {
    expect([...places.keys()].sort()).toEqual(
      [...new Set(members.flat())].sort(),
    );
    for (const [x, y] of places.values()) {
      expect(x).toBeGreaterThanOrEqual(margin.left - 1e-9);
      expect(x).toBeLessThanOrEqual(request.width - margin.right + 1e-9);
      expect(y).toBeGreaterThanOrEqual(margin.top - 1e-9);
      expect(y).toBeLessThanOrEqual(request.height - margin.bottom + 1e-9);
    }
  });

  it('draws eight linked relations without a false enclosure', () => {
    const { enclosures, order } = outlineScene(
      sceneOf(request),
      places,
      WIDE_RINGS,
    );
    expect(enclosures.wrong).toBe(0);
    expect(enclosures.pairs).toBeGreaterThan(80);
    expect(order.at(-1)).toBe(0);
  });

  it('keeps nodes apart', () => {
    const points = [...places.values()];
    const nearest = points.flatMap((a, i) =>
      points.slice(i + 1).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1])),
    );
    expect(Math.min(...nearest)).toBeGreaterThan(40);
  });

  it('is the same each time', () => {
    expect(layoutBands(request)).toEqual(places);
  });

  it('leaves pinned nodes where they are', () => {
    const pin: Point = [333, 222];
    const pinned = layoutBands({ ...request, pins: [['alma', pin]] });
    expect(pinned.get('alma')).toEqual(pin);
  });

  it('copes with nobody, one node, and an empty relation', () => {
    expect(layoutBands({ ...request, bands: [] }).size).toBe(0);
    const lone = layoutBands({
      ...request,
      bands: [
        { id: 'a', members: ['only'], score: 1 },
        { id: 'b', members: [], score: null },
      ],
    });
    expect([...lone.keys()]).toEqual(['only']);
    const [x, y] = lone.get('only')!;
    expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
  });
});

describe('the energy of a layout', () => {
  const coordinate = fc.double({ min: 0, max: 300, noNaN: true });

  it('changes around a moved node by as much as in total', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(coordinate, coordinate), {
          minLength: 6,
          maxLength: 6,
        }),
        fc.integer({ min: 0, max: 5 }),
        fc.tuple(coordinate, coordinate),
        (points, node, [toX, toY]) => {
          const problem: LayoutProblem = {
            x: Float64Array.from(points, ([x]) => x),
            y: Float64Array.from(points, ([, y]) => y),
            bands: [[0, 1, 2], [2, 3], [4], [1, 4, 5, 0]],
            radii: [[17, 17, 23], [17, 17], [17], [23, 23, 17, 23]],
            spacing: 92,
          };
          const energy = new LayoutEnergy(problem);
          const before = { all: energy.total(), near: energy.around(node) };
          problem.x[node] = toX;
          problem.y[node] = toY;
          energy.refresh(node);
          const change = energy.total() - before.all;
          expect(energy.around(node) - before.near).toBeCloseTo(change, 6);
        },
      ),
    );
  });

  it('rises when a stranger stands inside a band', () => {
    const at = (y: number) =>
      new LayoutEnergy({
        x: Float64Array.of(0, 200, 100, 100),
        y: Float64Array.of(0, 0, 200, y),
        bands: [[0, 1, 2]],
        radii: [[17, 17, 17]],
        spacing: 1,
      }).total();
    expect(at(80) - at(-200)).toBeGreaterThan(500);
    expect(at(-200)).toBe(at(-300));
  });
});

describe('the seeded random numbers', () => {
  it('repeat, differ by seed, and fill the unit interval', () => {
    const take = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 1000 }, () => random());
    };
    expect(take(1)).toEqual(take(1));
    expect(take(1)).not.toEqual(take(2));
    const numbers = take(3);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    const mean = numbers.reduce((sum, value) => sum + value, 0) / 1000;
    expect(mean).toBeCloseTo(0.5, 1);
  });
});
