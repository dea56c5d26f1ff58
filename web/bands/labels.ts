import type { Point } from './outline.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface NodeLabel {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Members of the chosen relation choose first and are never dropped. */
  readonly chosen: boolean;
}

export interface BandLabel {
  readonly id: string;
  readonly text: string;
  readonly chosen: boolean;
  /** Index of the band in the outlines given to {@link LabelField}. */
  readonly band: number;
}

export interface PlacedLabel extends Box {
  readonly id: string;
  readonly text: string;
  readonly chosen: boolean;
}

const NODE_LINE = 15;
const PILL_HEIGHT = 17;
/** A label that would cover more than this share of its own box is left to hover and focus. */
const TOO_COVERED = 0.22;
const CELL = 32;

/**
 * Free room in a picture of bands. Labels are placed one after another; each
 * takes its room, so the caller's order is the order of rights.
 */
export class LabelField {
  readonly #width: number;
  readonly #height: number;
  readonly #taken: Box[];
  readonly #outlines: readonly (readonly Point[])[];
  readonly #cells = new Map<string, [x: number, y: number, band: number][]>();

  /**
   * @param size - Of the picture, pixels.
   * @param outlines - Points along each band's outline, a few pixels apart.
   * @param taken - Boxes that labels keep off: marks, pins, tools.
   */
  constructor(
    size: { readonly width: number; readonly height: number },
    outlines: readonly (readonly Point[])[],
    taken: readonly Box[],
  ) {
    this.#width = size.width;
    this.#height = size.height;
    this.#outlines = outlines;
    this.#taken = [...taken];
    outlines.forEach((outline, band) => {
      for (const [x, y] of outline) {
        const key = cellKey(Math.floor(x / CELL), Math.floor(y / CELL));
        const cell = this.#cells.get(key);
        if (cell) cell.push([x, y, band]);
        else this.#cells.set(key, [[x, y, band]]);
      }
    });
  }

  /**
   * Puts a node's name in the cheapest of eight places round it.
   * @param textWidth - Pixels, without padding.
   * @returns Null if every place is covered.
   */
  placeNode(label: NodeLabel, textWidth: number): PlacedLabel | null {
    const width = textWidth + 4;
    const offset = label.chosen ? 15 : 11;
    let best: { cost: number; box: Box } | undefined;
    placesRound(label, width, offset).forEach(([x, y], rank) => {
      const box = { x, y, width, height: NODE_LINE };
      const cost =
        rank * 3 +
        this.#outside(box, 4) * 60 +
        this.#crossings(box, -1) * 2.5 +
        this.#covered(box) * 2;
      if (!best || cost < best.cost) best = { cost, box };
    });
    return this.#take(best?.box, label);
  }

  /** Puts a band's name on its own outline, far from the centre. Null if no place is free. */
  placeBand(label: BandLabel, textWidth: number): PlacedLabel | null {
    const width = textWidth + 12;
    let best: { cost: number; box: Box } | undefined;
    for (const [x, y] of this.#outlines[label.band] ?? []) {
      const box = {
        x: x - width / 2,
        y: y - PILL_HEIGHT / 2,
        width,
        height: PILL_HEIGHT,
      };
      const cost =
        this.#outside(box, 6) * 80 +
        this.#covered(box) * 3 +
        this.#crossings(box, label.band) * 7 -
        Math.hypot(x - this.#width / 2, y - this.#height / 2) * 0.05;
      if (!best || cost < best.cost) best = { cost, box };
    }
    return this.#take(best?.box, label);
  }

  #take(
    box: Box | undefined,
    label: { id: string; text: string; chosen: boolean },
  ): PlacedLabel | null {
    if (!box) return null;
    const covered = this.#covered(box) / (box.width * box.height);
    if (!label.chosen && (covered > TOO_COVERED || this.#outside(box, 0) > 1)) {
      return null;
    }
    this.#taken.push(box);
    const { id, text, chosen } = label;
    return { id, text, chosen, ...box };
  }

  #outside(box: Box, margin: number): number {
    return (
      Math.max(0, margin - box.x) +
      Math.max(0, box.x + box.width - this.#width + margin) +
      Math.max(0, margin - box.y) +
      Math.max(0, box.y + box.height - this.#height + margin)
    );
  }

  #covered(box: Box): number {
    return this.#taken.reduce((sum, other) => sum + overlap(box, other), 0);
  }

  #crossings(box: Box, except: number): number {
    let count = 0;
    const right = box.x + box.width;
    const bottom = box.y + box.height;
    for (let cx = Math.floor(box.x / CELL); cx * CELL <= right; cx++) {
      for (let cy = Math.floor(box.y / CELL); cy * CELL <= bottom; cy++) {
        for (const [x, y, band] of this.#cells.get(cellKey(cx, cy)) ?? []) {
          if (band === except) continue;
          if (x > box.x && x < right && y > box.y && y < bottom) count++;
        }
      }
    }
    return count;
  }
}

function cellKey(column: number, row: number): string {
  return `${String(column)},${String(row)}`;
}

/** Area shared by two boxes, square pixels. */
export function overlap(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, across) * Math.max(0, down);
}

/** Below, above, right, left, then the four corners: best first. */
function placesRound(
  { x, y }: NodeLabel,
  width: number,
  offset: number,
): Point[] {
  const below = y + offset - 1;
  const above = y - offset - NODE_LINE + 1;
  const right = x + offset;
  const left = x - offset - width;
  return [
    [x - width / 2, below],
    [x - width / 2, above],
    [right, y - NODE_LINE / 2],
    [left, y - NODE_LINE / 2],
    [right - 4, y + offset - 8],
    [left + 4, y + offset - 8],
    [right - 4, y - offset - NODE_LINE + 8],
    [left + 4, y - offset - NODE_LINE + 8],
  ];
}
