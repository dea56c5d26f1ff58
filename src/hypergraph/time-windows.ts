import { lowerBound } from '#numeric/sorted-search.ts';
import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from './hypergraph.ts';
import { restrictToEdges } from './restrict.ts';

/** Hyperedges that start within `[from, to)`; a view of the snapshot, not a copy. */
export interface TimeWindow {
  /** Milliseconds since the Unix epoch. */
  readonly from: number;
  readonly to: number;
  /** Hyperedge indices by ascending time, ties by index. */
  readonly edges: Uint32Array;
}

export interface SlidingWindows {
  /** Width of each window, milliseconds. */
  readonly width: number;
  /** From one start to the next, milliseconds; default `width`, so that windows tile. */
  readonly step?: number;
  /** Start of the first window; default the earliest hyperedge. */
  readonly from?: number;
  /** Windows start before this; default just after the latest hyperedge. */
  readonly to?: number;
}

/** The hyperedges that have a time, in its order: windows are ranges of it. */
export class TimeIndex {
  readonly hypergraph: Hypergraph;
  /** Hyperedge indices by ascending time, ties by index; those without a time are left out. */
  readonly edges: Uint32Array;
  /** Start of each of `edges`, ascending, milliseconds. */
  readonly times: Float64Array;

  /** @remarks O(edges log edges), O(edges) where the edges are in time order already. */
  constructor(hypergraph: Hypergraph) {
    const times = hypergraph.edgeTimes() ?? new Float64Array();
    const order: number[] = [];
    times.forEach((time, edge) => {
      if (!Number.isNaN(time)) order.push(edge);
    });
    const ascends = order.every(
      (edge, i) => i === 0 || times[order[i - 1]!]! <= times[edge]!,
    );
    if (!ascends) order.sort((a, b) => times[a]! - times[b]! || a - b);
    this.hypergraph = hypergraph;
    this.edges = Uint32Array.from(order);
    this.times = Float64Array.from(order, (edge) => times[edge]!);
  }

  /** The hyperedges that start within `[from, to)`; O(log edges). */
  window(from: number, to: number): TimeWindow {
    const start = lowerBound(this.times, from);
    const end = lowerBound(this.times, to);
    return {
      from,
      to,
      edges: this.edges.subarray(start, Math.max(start, end)),
    };
  }

  /**
   * Windows one after another, empty ones included.
   * @throws PolyadError INVALID_ARGUMENT if width or step is not positive.
   */
  *sliding(options: SlidingWindows): Generator<TimeWindow> {
    const step = options.step ?? options.width;
    if (!(options.width > 0) || !(step > 0)) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        `Window width ${options.width} and step ${step} must be positive milliseconds.`,
      );
    }
    if (this.times.length === 0) return;
    const first = options.from ?? this.times[0]!;
    const end = options.to ?? this.times.at(-1)! + 1;
    for (let i = 0; first + i * step < end; i++) {
      const from = first + i * step;
      yield this.window(from, from + options.width);
    }
  }

  /** The window as a hypergraph of its own: its hyperedges and their nodes. */
  snapshot(window: TimeWindow): Hypergraph {
    return restrictToEdges(this.hypergraph, window.edges);
  }
}
