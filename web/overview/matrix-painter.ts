import type { MatrixLayout } from '#protocol/matrix.ts';
import { resolvedColour } from '../drawing/resolved-colour.ts';
import { pictureOf, type LoadedChunk } from './chunk-cache.ts';
import { countLevel, topLevel } from './tile-level.ts';
import { CHUNK, type TileGrid, type Viewport } from './viewport.ts';

export type TileMeaning = 'count' | 'top';

/** Everything one frame shows. */
export interface MatrixFrame {
  readonly view: Viewport;
  readonly grid: TileGrid;
  /** Chunks of this grid, and coarser ones for where these are not here yet. */
  readonly chunks: readonly PlacedChunk[];
  readonly meaning: TileMeaning;
  /** Highest count and score, which scale the colours. */
  readonly most: number;
  readonly highest: number;
  readonly layout: MatrixLayout | null;
  /** Pixels, CSS. */
  readonly width: number;
  readonly height: number;
  readonly theme: string;
  /** Whether flagged tiles are outlined. */
  readonly hasFlags: boolean;
  readonly cursor: { readonly column: number; readonly row: number } | null;
}

export interface PlacedChunk {
  readonly chunk: LoadedChunk;
  readonly grid: TileGrid;
  readonly x: number;
  readonly y: number;
}

/** More outlines than this would hide the tiles; small squares stand in them instead. */
const MOST_OUTLINES = 150;
/** Below this many pixels tiles touch. */
const GAP_FROM = 4;

/** Draws one frame of the matrix. A few dozen calls, whatever the data's size. */
export function paintMatrix(
  context: CanvasRenderingContext2D,
  frame: MatrixFrame,
  scale: number,
): void {
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = resolvedColour('var(--surface-quiet)');
  context.fillRect(0, 0, frame.width, frame.height);
  context.imageSmoothingEnabled = false;
  for (const placed of frame.chunks) paintChunk(context, frame, placed);
  paintGaps(context, frame);
  paintBlocks(context, frame);
  if (frame.hasFlags) paintFlags(context, frame);
  paintPlace(context, frame);
  paintCursor(context, frame);
}

/** Pixel of a share of the matrix. */
export function toPixels({ view, width, height }: MatrixFrame) {
  return {
    x: (share: number) => ((share - view.x) / view.width) * width,
    y: (share: number) => ((share - view.y) / view.height) * height,
  };
}

function paintChunk(
  context: CanvasRenderingContext2D,
  frame: MatrixFrame,
  { chunk, grid, x, y }: PlacedChunk,
): void {
  const { meaning, most, highest, theme } = frame;
  const levels =
    meaning === 'count'
      ? (at: number) => countLevel(chunk.counts[at] ?? 0, most)
      : (at: number) => topLevel(chunk.tops[at] ?? 0, highest);
  const scaleKey = meaning === 'count' ? most : highest;
  const key = `${meaning} ${String(scaleKey)} ${theme}`;
  const image = pictureOf(chunk, key, levels, palette);
  const to = toPixels(frame);
  const left = to.x((x * CHUNK) / grid.columns);
  const top = to.y((y * CHUNK) / grid.rows);
  const right = to.x(((x + 1) * CHUNK) / grid.columns);
  const bottom = to.y(((y + 1) * CHUNK) / grid.rows);
  context.drawImage(image, left, top, right - left, bottom - top);
}

/** Hairlines between tiles, so that each can be told from the next. */
function paintGaps(
  context: CanvasRenderingContext2D,
  frame: MatrixFrame,
): void {
  const { view, grid, width, height } = frame;
  const tileWidth = width / (view.width * grid.columns);
  const tileHeight = height / (view.height * grid.rows);
  const to = toPixels(frame);
  context.strokeStyle = resolvedColour('var(--surface-quiet)');
  context.lineWidth = 0.8;
  context.beginPath();
  if (tileWidth >= GAP_FROM) {
    const first = Math.ceil(view.x * grid.columns);
    const last = Math.floor((view.x + view.width) * grid.columns);
    for (let column = first; column <= last; column++) {
      const x = to.x(column / grid.columns);
      context.moveTo(x, 0);
      context.lineTo(x, height);
    }
  }
  if (tileHeight >= GAP_FROM) {
    const first = Math.ceil(view.y * grid.rows);
    const last = Math.floor((view.y + view.height) * grid.rows);
    for (let row = first; row <= last; row++) {
      const y = to.y(row / grid.rows);
      context.moveTo(0, y);
      context.lineTo(width, y);
    }
  }
  context.stroke();
}

function paintBlocks(
  context: CanvasRenderingContext2D,
  frame: MatrixFrame,
): void {
  const { layout, width, height } = frame;
  if (!layout || layout.blocks.length < 2) return;
  const to = toPixels(frame);
  context.strokeStyle = resolvedColour('var(--ink)');
  context.globalAlpha = 0.22;
  context.lineWidth = 1;
  context.beginPath();
  for (const { rows, columns } of layout.blocks) {
    const x = Math.round(to.x(columns[1] / layout.edges)) + 0.5;
    const y = Math.round(to.y(rows[1] / layout.nodes)) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, height);
    context.moveTo(0, y);
    context.lineTo(width, y);
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** A square round each tile that holds a flagged relation, or in it where there are many. */
function paintFlags(
  context: CanvasRenderingContext2D,
  frame: MatrixFrame,
): void {
  const squares: (readonly [number, number, number])[] = [];
  for (const { chunk, grid, x, y } of frame.chunks) {
    if (grid.zoom !== frame.grid.zoom) continue;
    for (const cell of chunk.flagged) {
      const column = x * CHUNK + (cell % CHUNK);
      const row = y * CHUNK + Math.floor(cell / CHUNK);
      squares.push(squareOf(frame, { column, row }));
    }
  }
  if (squares.length === 0) return;
  if (squares.length > MOST_OUTLINES) {
    context.fillStyle = resolvedColour('var(--raise)');
    for (const [x, y, side] of squares) {
      context.fillRect(x + side / 2 - 1.5, y + side / 2 - 1.5, 3, 3);
    }
    return;
  }
  for (const [colour, line] of [
    ['var(--surface)', 3.5],
    ['var(--raise)', 1.8],
  ] as const) {
    context.strokeStyle = resolvedColour(colour);
    context.lineWidth = line;
    context.beginPath();
    for (const [x, y, side] of squares) context.rect(x, y, side, side);
    context.stroke();
  }
}

function squareOf(
  frame: MatrixFrame,
  { column, row }: { column: number; row: number },
): readonly [x: number, y: number, side: number] {
  const { grid } = frame;
  const to = toPixels(frame);
  const x = to.x((column + 0.5) / grid.columns);
  const y = to.y((row + 0.5) / grid.rows);
  const side = Math.max(
    8,
    Math.min(
      20,
      to.x((column + 1) / grid.columns) - to.x(column / grid.columns) + 3,
    ),
  );
  return [x - side / 2, y - side / 2, side];
}

/** The open relation: a dashed line down its column, a square at each member. */
function paintPlace(
  context: CanvasRenderingContext2D,
  frame: MatrixFrame,
): void {
  const { layout, height } = frame;
  if (!layout?.place) return;
  const to = toPixels(frame);
  const x = to.x((layout.place.column + 0.5) / layout.edges);
  context.strokeStyle = resolvedColour('var(--accent)');
  context.lineWidth = 1.2;
  context.setLineDash([4, 3]);
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, height);
  context.stroke();
  context.setLineDash([]);
  context.lineWidth = 2.2;
  context.beginPath();
  for (const row of layout.place.rows) {
    const y = to.y((row + 0.5) / layout.nodes);
    context.roundRect(x - 5, y - 5, 10, 10, 3);
  }
  context.stroke();
}

function paintCursor(
  context: CanvasRenderingContext2D,
  frame: MatrixFrame,
): void {
  const { cursor, grid } = frame;
  if (!cursor) return;
  const to = toPixels(frame);
  const left = to.x(cursor.column / grid.columns);
  const top = to.y(cursor.row / grid.rows);
  const width = to.x((cursor.column + 1) / grid.columns) - left;
  const height = to.y((cursor.row + 1) / grid.rows) - top;
  context.strokeStyle = resolvedColour('var(--ink)');
  context.lineWidth = 1.5;
  context.strokeRect(left - 1.5, top - 1.5, width + 3, height + 3);
}

function palette(): [number, number, number][] {
  return Array.from({ length: 7 }, (_, level) => {
    const parts = resolvedColour(`var(--score-${String(level)})`).match(
      /[\d.]+/g,
    );
    const [red = 0, green = 0, blue = 0] = parts?.map(Number) ?? [];
    return [red, green, blue];
  });
}
