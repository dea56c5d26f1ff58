import { describe, expect, it } from 'vitest';
import { LabelField, overlap, type Box } from '../../web/bands/labels.ts';
import { alongOutline, bandOutline } from '../../web/bands/outline.ts';

const size = { width: 400, height: 300 };
const node = { id: 'n', x: 200, y: 150, text: 'name', chosen: false };

describe('label placement', () => {
  it('prefers the place below', () => {
    const placed = new LabelField(size, [], []).placeNode(node, 40)!;
    expect(placed).toMatchObject({ x: 178, y: 160, width: 44, height: 15 });
  });

  it('moves to the next place where one is taken', () => {
    const taken: Box[] = [{ x: 150, y: 158, width: 100, height: 20 }];
    const placed = new LabelField(size, [], taken).placeNode(node, 40)!;
    expect(placed.y).toBeLessThan(150);
    expect(overlap(placed, taken[0]!)).toBe(0);
  });

  it('keeps inside the frame', () => {
    const field = new LabelField(size, [], []);
    const placed = field.placeNode({ ...node, x: 396, y: 296 }, 60)!;
    expect(placed.x + placed.width).toBeLessThanOrEqual(400);
    expect(placed.y + placed.height).toBeLessThanOrEqual(300);
  });

  it('does not put two labels on one another', () => {
    const field = new LabelField(size, [], []);
    const placed = [0, 1, 2].map((k) =>
      field.placeNode({ ...node, id: String(k), x: 200 + 4 * k }, 60),
    );
    const [a, b, c] = placed.map((label) => label!);
    expect(overlap(a!, b!)).toBe(0);
    expect(overlap(a!, c!)).toBe(0);
    expect(overlap(b!, c!)).toBe(0);
  });

  it('drops a label without a free place, but never a chosen one', () => {
    const full: Box[] = [{ x: 0, y: 0, width: 400, height: 300 }];
    expect(new LabelField(size, [], full).placeNode(node, 40)).toBeNull();
    expect(
      new LabelField(size, [], full).placeNode({ ...node, chosen: true }, 40),
    ).not.toBeNull();
  });

  it('avoids crossing outlines', () => {
    const line = Array.from({ length: 41 }, (_, k): [number, number] => [
      150 + 2.5 * k,
      167,
    ]);
    const placed = new LabelField(size, [line], []).placeNode(node, 40)!;
    expect(placed.y).not.toBe(160);
  });

  it('puts the name of a band on its own outline', () => {
    const outline = alongOutline(
      bandOutline([
        { x: 120, y: 120, radius: 17 },
        { x: 280, y: 180, radius: 17 },
      ]),
      5,
    );
    const field = new LabelField(size, [outline], []);
    const band = { id: 'b', text: 'band', chosen: false, band: 0 };
    const { x, y, width, height } = field.placeBand(band, 50)!;
    const [cx, cy] = [x + width / 2, y + height / 2];
    const gaps = outline.map(([px, py]) => Math.hypot(px - cx, py - cy));
    expect(Math.min(...gaps)).toBeLessThan(1e-9);
  });

  it('has no place for the name of an empty band', () => {
    const field = new LabelField(size, [[]], []);
    const band = { id: 'b', text: 'band', chosen: true, band: 0 };
    expect(field.placeBand(band, 50)).toBeNull();
  });
});

describe('overlap of boxes', () => {
  it('is their shared area', () => {
    const box = { x: 0, y: 0, width: 10, height: 10 };
    expect(overlap(box, { x: 6, y: 8, width: 10, height: 10 })).toBe(8);
    expect(overlap(box, { x: 10, y: 0, width: 5, height: 5 })).toBe(0);
  });
});
