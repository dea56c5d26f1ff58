import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OverviewBin } from '#protocol/overview.ts';
import { placeTree, sToX } from '../../web/overview/merge-tree.ts';
import { binsOfRange, rangeOfBins } from '../../web/overview/range-of-bins.ts';
import { countLevel, topLevel } from '../../web/overview/tile-level.ts';
import {
  centreView,
  CHUNK,
  chunksIn,
  elementsOf,
  gridAt,
  gridFor,
  panBy,
  tileAt,
  WHOLE,
  zoomAt,
  type Viewport,
} from '../../web/overview/viewport.ts';

const SIZE = { nodes: 48_211, edges: 214_806 };
const share = fc.double({ min: 0, max: 1, noNaN: true });

const views: fc.Arbitrary<Viewport> = fc
  .tuple(share, share, fc.double({ min: 0, max: 12, noNaN: true }))
  .map(([x, y, steps]) => zoomAt(WHOLE, 2 ** steps, { x, y }, SIZE));

describe('the view of the matrix', () => {
  it('stays inside the matrix however it is moved', () => {
    fc.assert(
      fc.property(
        views,
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (view, dx, dy, factor) => {
          for (const moved of [
            panBy(view, dx, dy),
            zoomAt(view, factor, { x: 0.3, y: 0.9 }, SIZE),
            centreView(view, dx, dy),
          ]) {
            expect(moved.x).toBeGreaterThanOrEqual(0);
            expect(moved.y).toBeGreaterThanOrEqual(0);
            expect(moved.x + moved.width).toBeLessThanOrEqual(1 + 1e-12);
            expect(moved.y + moved.height).toBeLessThanOrEqual(1 + 1e-12);
            expect(Math.min(moved.width, moved.height)).toBeGreaterThan(0);
          }
        },
      ),
    );
  });

  it('keeps the place under the pointer when it zooms', () => {
    const view = zoomAt(WHOLE, 4, { x: 0.25, y: 0.5 }, SIZE);
    expect(view.x + 0.25 * view.width).toBeCloseTo(0.25, 12);
    expect(view.y + 0.5 * view.height).toBeCloseTo(0.5, 12);
    expect(view.width).toBeCloseTo(0.25, 12);
  });

  it('comes back by the opposite zoom', () => {
    const near = zoomAt(WHOLE, 8, { x: 0.6, y: 0.2 }, SIZE);
    const back = zoomAt(near, 1 / 8, { x: 0.6, y: 0.2 }, SIZE);
    expect(back).toEqual(WHOLE);
  });
});

describe('tiles', () => {
  const pixels = { width: 520, height: 580 };

  it('are about six pixels wide, or one element', () => {
    fc.assert(
      fc.property(views, (view) => {
        const { columns, rows } = gridFor(view, SIZE, pixels);
        const wide = pixels.width / (view.width * columns);
        const high = pixels.height / (view.height * rows);
        const isCapped = columns === SIZE.edges || rows === SIZE.nodes;
        if (isCapped) return;
        expect(Math.sqrt(wide * high)).toBeGreaterThan(6 / 1.4143);
        expect(Math.sqrt(wide * high)).toBeLessThan(6 * 1.4143);
      }),
    );
  });

  it('come in chunks that cover the view, and few of them', () => {
    fc.assert(
      fc.property(views, share, share, (view, x, y) => {
        const grid = gridFor(view, SIZE, pixels);
        const chunks = chunksIn(view, grid);
        expect(chunks.length).toBeLessThanOrEqual(30);
        const { column, row } = tileAt(view, grid, { x, y });
        const wanted = [Math.floor(column / CHUNK), Math.floor(row / CHUNK)];
        expect(chunks).toContainEqual(wanted);
      }),
    );
  });

  it('share the elements out, each to one tile', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 700 }),
        fc.integer({ min: 0, max: 4 }),
        (elements, zoom) => {
          const { columns } = gridAt(zoom, { nodes: 1, edges: elements });
          let next = 0;
          for (let cell = 0; cell < columns; cell++) {
            const [from, to] = elementsOf(cell, columns, elements);
            expect(from).toBe(next);
            expect(to).toBeGreaterThan(from);
            expect(Math.floor((from * columns) / elements)).toBe(cell);
            next = to;
          }
          expect(next).toBe(elements);
        },
      ),
    );
  });

  it('are coloured on a log scale of counts, a linear one of scores', () => {
    expect(countLevel(1, 240)).toBe(0);
    expect(countLevel(240, 240)).toBe(6);
    expect(countLevel(15, 240)).toBe(3);
    expect(countLevel(1, 1)).toBe(3);
    expect(topLevel(5, 10)).toBe(3);
    expect(topLevel(-1, 10)).toBe(0);
    expect(topLevel(10, 10)).toBe(6);
  });
});

describe('a range of bars', () => {
  const bins: OverviewBin[] = [1, 2, 3, 5].map((from, at) => ({
    from,
    to: [2, 3, 5, 9][at]!,
    count: 1,
    kept: 1,
  }));

  it('is null for all of them, and whole numbers end before the next bar', () => {
    expect(rangeOfBins(bins, 0, 3, true)).toBeNull();
    expect(rangeOfBins(bins, 2, 1, true)).toEqual({ from: 2, to: 4 });
    expect(rangeOfBins(bins, 1, 2, false)).toEqual({ from: 2, to: 5 });
  });

  it('comes back to the bars it was made of', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.nat(3), (one, other) => {
        const range = rangeOfBins(bins, one, other, true);
        expect(binsOfRange(bins, range, true)).toEqual([
          Math.min(one, other),
          Math.max(one, other),
        ]);
      }),
    );
  });
});

describe('the merge tree', () => {
  const branches = [
    { s: 1, name: 'all', relations: 9, parent: null },
    { s: 2, name: 'left', relations: 5, parent: 0 },
    { s: 4, name: 'a', relations: 3, parent: 1 },
    { s: 3, name: 'b', relations: 2, parent: 1 },
    { s: 2, name: 'right', relations: 4, parent: 0 },
  ];
  const frame = (cut: number) => ({
    left: 100,
    width: 200,
    rowHeight: 35,
    most: 4,
    cut,
  });

  it('has a leaf for each group that falls no further, from top to bottom', () => {
    const { leaves } = placeTree(branches, frame(3));
    expect(leaves.map(({ name }) => name)).toEqual(['a', 'b', 'right']);
    expect(leaves.map(({ y }) => y)).toEqual([16, 51, 86]);
  });

  it.each([
    [4, 1],
    [3, 2],
    [2, 2],
    [1, 1],
  ])('is cut at s = %i in %i groups', (cut, groups) => {
    expect(placeTree(branches, frame(cut)).cuts).toHaveLength(groups);
  });

  it('has s fall to the right', () => {
    const xs = [4, 3, 2, 1].map((s) => sToX(frame(1), s));
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
  });
});
