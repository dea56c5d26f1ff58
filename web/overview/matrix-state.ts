import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { MatrixTile } from '#protocol/matrix.ts';
import { fetchMatrixChunk, fetchMatrixTile } from '../api/client.ts';
import { valueOf } from '../state/loadable.ts';
import type { Store } from '../state/store.ts';
import { ChunkCache } from './chunk-cache.ts';
import type { MatrixFrame, PlacedChunk } from './matrix-painter.ts';
import { overviewQuery } from './overview-query.ts';
import {
  chunksIn,
  elementsOf,
  gridAt,
  gridFor,
  WHOLE,
  type MatrixSize,
  type TileGrid,
  type Viewport,
} from './viewport.ts';

export interface TilePlace {
  readonly column: number;
  readonly row: number;
}

/** What the panels of the matrix share while the overview is shown. */
export class MatrixState {
  readonly store: Store;
  readonly cache = new ChunkCache();
  /** Pixels of the tiles' area. */
  readonly pixels = signal({ width: 1, height: 1 });
  /** The tile under the pointer or the keyboard's cursor. */
  readonly cursor = signal<TilePlace | null>(null);
  readonly tile = signal<MatrixTile | null>(null);
  readonly theme = signal(0);
  #asking: AbortController | null = null;

  constructor(store: Store) {
    this.store = store;
  }

  readonly size: ReadonlySignal<MatrixSize> = computed(() => {
    const dataset = this.store.dataset.value;
    return { nodes: dataset?.nodes ?? 1, edges: dataset?.edges ?? 1 };
  });

  readonly grid: ReadonlySignal<TileGrid> = computed(() =>
    gridFor(this.store.matrixView.value, this.size.value, this.pixels.value),
  );

  /** Chunks for a view of a grid, coarser ones below where some are missing; asks for those. */
  chunksFor(view: Viewport, grid: TileGrid): PlacedChunk[] {
    const here = this.#placed(view, grid);
    const isWhole = here.length === chunksIn(view, grid).length;
    for (let zoom = grid.zoom - 1; zoom >= 0 && !isWhole; zoom--) {
      const below = this.#placed(view, gridAt(zoom, this.size.peek()));
      if (below.length > 0) return [...below, ...here];
    }
    return here;
  }

  #placed(view: Viewport, grid: TileGrid): PlacedChunk[] {
    return chunksIn(view, grid).flatMap(([x, y]) => {
      const chunk = this.cache.get(this.#key(grid, x, y));
      return chunk ? [{ chunk, grid, x, y }] : [];
    });
  }

  /** Asks for the chunks of the view and of the whole. */
  askForChunks(): void {
    const dataset = this.store.datasetId.value;
    const s = this.store.overviewS.value;
    if (dataset === null || s === null) return;
    const query = this.#query(s);
    const view = this.store.matrixView.value;
    const wanted = [
      ...this.#names(view, this.grid.value),
      ...this.#names(WHOLE, gridAt(0, this.size.value)),
    ];
    this.cache.want(
      new Map(
        wanted.map(({ key, grid, x, y }) => [
          key,
          (abort) =>
            fetchMatrixChunk(
              dataset,
              { ...query, zoom: grid.zoom, x, y },
              abort,
            ),
        ]),
      ),
    );
  }

  #names(view: Viewport, grid: TileGrid) {
    return chunksIn(view, grid).map(([x, y]) => ({
      key: this.#key(grid, x, y),
      grid,
      x,
      y,
    }));
  }

  #key({ zoom }: TileGrid, x: number, y: number): string {
    const s = this.store.overviewS.value ?? 1;
    const dataset = this.store.datasetId.value ?? '';
    return JSON.stringify([dataset, this.#query(s), zoom, x, y]);
  }

  #query(s: number) {
    const order = this.store.matrixOrder.value;
    const filter = overviewQuery(this.store.filters.value);
    // s tells nothing apart in other orders than groups
    return { ...filter, order, s: order === 'groups' ? s : 1 };
  }

  /** One frame of the view as it is now. */
  frame(): MatrixFrame {
    const { store } = this;
    const view = store.matrixView.value;
    const grid = this.grid.value;
    const chunks = this.chunksFor(view, grid);
    return {
      view,
      grid,
      chunks,
      meaning: store.tileMeaning.value,
      most: highestCount(chunks),
      highest: store.ranking.value?.highest ?? 0,
      layout: valueOf(store.matrixLayout.value),
      ...this.pixels.value,
      theme: String(this.theme.value),
      hasFlags: true,
      cursor: this.cursor.value,
    };
  }

  /** Moves the cursor and asks what lies there. */
  point(at: TilePlace | null): void {
    const now = this.cursor.peek();
    if (now?.column === at?.column && now?.row === at?.row) return;
    this.cursor.value = at;
    this.#asking?.abort();
    if (at) void this.#ask(at);
    else this.tile.value = null;
  }

  async #ask(at: TilePlace): Promise<void> {
    const dataset = this.store.datasetId.peek();
    const controller = new AbortController();
    this.#asking = controller;
    // a pointer that is only passing asks for nothing
    await new Promise((resolve) => setTimeout(resolve, 60));
    if (controller.signal.aborted || dataset === null) return;
    try {
      const query = {
        ...this.#query(this.store.overviewS.peek() ?? 1),
        ...this.rangeOf(at),
      };
      const tile = await fetchMatrixTile(dataset, query, controller.signal);
      if (this.#asking === controller) this.tile.value = tile;
    } catch {
      if (this.#asking === controller) this.tile.value = null;
    }
  }

  /** Places of the elements under a tile; ends are not included. */
  rangeOf({ column, row }: TilePlace) {
    const { nodes, edges } = this.size.peek();
    const { columns, rows } = this.grid.peek();
    const [columnFrom, columnTo] = elementsOf(column, columns, edges);
    const [rowFrom, rowTo] = elementsOf(row, rows, nodes);
    return { rowFrom, rowTo, columnFrom, columnTo };
  }

  stop(): void {
    this.cache.clear();
    this.#asking?.abort();
  }
}

/** The highest count in view, which the colours are scaled to. */
function highestCount(chunks: readonly PlacedChunk[]): number {
  return chunks.reduce((most, { chunk }) => Math.max(most, chunk.most), 1);
}
