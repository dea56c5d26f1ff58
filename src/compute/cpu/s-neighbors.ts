import type { LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import { sAdjacency } from './overlap-pairs.ts';
import { WedgeCounter } from './wedge-counter.ts';

/**
 * Neighbours in an s-line graph, one vertex at a time: after `find(v)` they are
 * `list[start … end)`. The list may be overwritten by the next `find`.
 */
export interface SNeighbors {
  readonly list: Uint32Array;
  readonly start: number;
  readonly end: number;
  /** Elementary steps of the last `find`. */
  readonly work: number;
  find(vertex: number): void;
}

/** Neighbours read from a stored line graph. */
export class StoredNeighbors implements SNeighbors {
  readonly list: Uint32Array;
  start = 0;
  end = 0;
  work = 0;
  readonly #offsets: Uint32Array;

  /** @param adjacency - Symmetric; row = vertex, members = neighbours. */
  constructor(adjacency: Incidence) {
    this.#offsets = adjacency.offsets;
    this.list = adjacency.members;
  }

  find(vertex: number): void {
    this.start = this.#offsets[vertex]!;
    this.end = this.#offsets[vertex + 1]!;
    this.work = this.end - this.start + 1;
  }
}

/** Neighbours found anew by wedge counting each time; memory O(rows). */
export class ImplicitNeighbors implements SNeighbors {
  readonly list: Uint32Array;
  readonly start = 0;
  end = 0;
  work = 0;
  readonly #wedges: WedgeCounter;
  readonly #s: number;

  constructor(rows: Incidence, columns: Incidence, s: number) {
    this.#wedges = new WedgeCounter(rows, columns, s);
    this.#s = s;
    this.list = new Uint32Array(rowCount(rows));
  }

  find(vertex: number): void {
    const { counts, touched } = this.#wedges;
    const met = this.#wedges.countAll(vertex);
    let kept = 0;
    for (let t = 0; t < met; t++) {
      const other = touched[t]!;
      if (counts[other]! >= this.#s) this.list[kept++] = other;
      counts[other] = 0;
    }
    this.end = kept;
    this.work = this.#wedges.work + 1;
  }
}

/** How much memory a stored line graph may take. */
export interface NeighborOptions extends LoopOptions {
  /** Most pairs to store; beyond it neighbours are found anew. Default 2²⁵. */
  readonly maxStoredPairs?: number | undefined;
}

/** 256 MiB of symmetric adjacency. */
export const DEFAULT_STORED_PAIRS = 2 ** 25;

/**
 * Neighbours from a stored line graph where it fits, else implicit ones.
 * @throws PolyadError CANCELLED
 */
export function sNeighbors(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: NeighborOptions = {},
): SNeighbors {
  const adjacency = sAdjacency(rows, columns, s, {
    signal: options.signal,
    maxPairs: options.maxStoredPairs ?? DEFAULT_STORED_PAIRS,
  });
  return adjacency
    ? new StoredNeighbors(adjacency)
    : new ImplicitNeighbors(rows, columns, s);
}
