/** Part of the matrix in view, as shares of it: x over relations, y over nodes. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  /** Width and height, both in (0, 1]. */
  readonly width: number;
  readonly height: number;
}

export const WHOLE: Viewport = { x: 0, y: 0, width: 1, height: 1 };
/** Cells along a side of a chunk; the server's. */
export const CHUNK = 64;
const DEEPEST = 18;
/** A tile is this many pixels wide, give or take a factor of √2. */
const TILE = 6;
/** Elements that stay in view at the closest. */
const LEAST_ELEMENTS = 6;

export interface MatrixSize {
  readonly nodes: number;
  readonly edges: number;
}

/** Tiles of one zoom. */
export interface TileGrid {
  readonly zoom: number;
  readonly columns: number;
  readonly rows: number;
}

/** Closer by `factor`, so that the place at (x, y), shares of the view, stays. */
export function zoomAt(
  view: Viewport,
  factor: number,
  at: { readonly x: number; readonly y: number },
  size: MatrixSize,
): Viewport {
  const width = clamp(view.width / factor, closest(size.edges), 1);
  const height = clamp(view.height / factor, closest(size.nodes), 1);
  return within({
    x: view.x + at.x * (view.width - width),
    y: view.y + at.y * (view.height - height),
    width,
    height,
  });
}

/** Moved by shares of the view. */
export function panBy(view: Viewport, dx: number, dy: number): Viewport {
  return within({
    ...view,
    x: view.x + dx * view.width,
    y: view.y + dy * view.height,
  });
}

/** A view of the same size round a place, shares of the matrix. */
export function centreView(view: Viewport, x: number, y: number): Viewport {
  return within({ ...view, x: x - view.width / 2, y: y - view.height / 2 });
}

function within(view: Viewport): Viewport {
  return {
    ...view,
    x: clamp(view.x, 0, 1 - view.width),
    y: clamp(view.y, 0, 1 - view.height),
  };
}

function closest(elements: number): number {
  return Math.min(1, LEAST_ELEMENTS / Math.max(1, elements));
}

/** The tiles to draw so that they are about six pixels wide. */
export function gridFor(
  view: Viewport,
  size: MatrixSize,
  pixels: { readonly width: number; readonly height: number },
): TileGrid {
  const across = pixels.width / view.width / TILE / CHUNK;
  const down = pixels.height / view.height / TILE / CHUNK;
  const wanted = Math.round(Math.log2(Math.sqrt(across * down)));
  return gridAt(Math.max(0, Math.min(DEEPEST, wanted)), size);
}

/** Tiles along each axis at a zoom: at most one an element. */
export function gridAt(zoom: number, size: MatrixSize): TileGrid {
  const most = CHUNK * 2 ** zoom;
  return {
    zoom,
    columns: Math.min(most, Math.max(1, size.edges)),
    rows: Math.min(most, Math.max(1, size.nodes)),
  };
}

/** Chunks of a grid that a view touches, each by its column and row. */
export function chunksIn(
  view: Viewport,
  { columns, rows }: TileGrid,
): readonly (readonly [x: number, y: number])[] {
  const across = range(view.x * columns, (view.x + view.width) * columns);
  const down = range(view.y * rows, (view.y + view.height) * rows);
  const last = (cells: number) => Math.ceil(cells / CHUNK) - 1;
  const xs = across.filter((x) => x <= last(columns));
  const ys = down.filter((y) => y <= last(rows));
  return ys.flatMap((y) => xs.map((x) => [x, y] as const));
}

function range(from: number, to: number): number[] {
  const first = Math.floor(from / CHUNK);
  const end = Math.ceil(to / CHUNK);
  return Array.from({ length: Math.max(1, end - first) }, (_, i) => first + i);
}

/** The tile at a place in the view, shares of it. */
export function tileAt(
  view: Viewport,
  { columns, rows }: TileGrid,
  at: { readonly x: number; readonly y: number },
): { readonly column: number; readonly row: number } {
  const x = view.x + at.x * view.width;
  const y = view.y + at.y * view.height;
  return {
    column: clamp(Math.floor(x * columns), 0, columns - 1),
    row: clamp(Math.floor(y * rows), 0, rows - 1),
  };
}

/** Places of elements under a tile: those whose cell it is. */
export function elementsOf(
  cell: number,
  cells: number,
  elements: number,
): readonly [from: number, to: number] {
  return [
    Math.ceil((cell * elements) / cells),
    Math.min(elements, Math.ceil(((cell + 1) * elements) / cells)),
  ];
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
