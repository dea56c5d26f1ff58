import {
  PropertyColumn,
  timestampVector,
  validityBitmap,
} from '#hypergraph/property-column.ts';
import { GrowableFloat64 } from '#numeric/growable.ts';

/** Earliest and latest time of every hyperedge; 8 B an edge each. */
export class EdgeTimes {
  readonly #earliest = new GrowableFloat64();
  readonly #latest = new GrowableFloat64();

  /** Widens the span of `edge` by `time`, in milliseconds. */
  add(edge: number, time: number): void {
    const missing = edge + 1 - this.#earliest.length;
    if (missing > 0) {
      this.#earliest.fill(NaN, missing);
      this.#latest.fill(NaN, missing);
    }
    // Written so that the NaN of an edge without a time gives way.
    if (!(this.#earliest.at(edge) <= time)) this.#earliest.set(edge, time);
    if (!(this.#latest.at(edge) >= time)) this.#latest.set(edge, time);
  }

  /**
   * The properties `time` and, if asked for, `end`.
   * @param ends - `all` spans, those `later` than their start, or `none`.
   */
  columns(edges: number, ends: 'all' | 'later' | 'none'): PropertyColumn[] {
    const earliest = padded(this.#earliest, edges);
    const time = timeColumn('time', earliest);
    if (ends === 'none') return [time];
    const latest = padded(this.#latest, edges);
    if (ends === 'later') {
      for (let edge = 0; edge < edges; edge++) {
        if (latest[edge] === earliest[edge]) latest[edge] = NaN;
      }
      if (latest.every(Number.isNaN)) return [time];
    }
    return [time, timeColumn('end', latest)];
  }
}

function padded(values: GrowableFloat64, length: number): Float64Array {
  const missing = length - values.length;
  if (missing > 0) values.fill(NaN, missing);
  return values.view();
}

function timeColumn(name: string, values: Float64Array): PropertyColumn {
  const validity = validityBitmap(
    values.length,
    (row) => !Number.isNaN(values[row]),
  );
  return new PropertyColumn(
    name,
    'timestamp',
    timestampVector(values, validity),
  );
}
