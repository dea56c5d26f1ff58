import { PolyadError } from '#errors/polyad-error.ts';
import { NO_TICK } from '#compute/cpu/tick-excess.ts';
import type { MomentOrder } from '#compute/cpu/moment-order.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Milliseconds in a day. */
export const DAY = 24 * HOUR;

/** A moment is the widest of these of which the data spans enough, its tick the next. */
const WIDTHS = [DAY, HOUR, MINUTE, SECOND, 1];
/** Fewer moments than this leave too little outside one's own to compare with. */
const FEWEST_MOMENTS = 14;

/** Hyperedges by time: moments to hold out, and shorter ticks to count bursts in. */
export interface EdgeMoments extends MomentOrder {
  /** Start of each edge in milliseconds, NaN where it has none; null if none has. */
  readonly times: Float64Array | null;
  /** Milliseconds from the first time to the last; 0 without times. */
  readonly span: number;
  /** Milliseconds of a moment; null where each edge is its own. */
  readonly width: number | null;
  /** Tick of each edge or {@link NO_TICK}; null if no edge has a time. */
  readonly ticks: Uint32Array | null;
  readonly tickCount: number;
  /** Milliseconds of a tick; null if no edge has a time. */
  readonly tickWidth: number | null;
}

export interface MomentOptions {
  /** Milliseconds held out around an edge; chosen from the time span if absent. */
  readonly moment?: number | undefined;
  /** Milliseconds within which a burst is counted; at most `moment`. */
  readonly tick?: number | undefined;
  /** Whether the moment, if not given, is as short as the tick: for streams. */
  readonly shortMoments?: boolean | undefined;
}

/**
 * Sorts edges into moments (default: the widest of a day, an hour, a minute, a
 * second that the data spans fourteen times) and ticks (the next finer unit),
 * both aligned to the Unix epoch. Edges without a time are moments of their own.
 * @throws PolyadError INVALID_ARGUMENT if a width is not positive, or the tick
 * is longer than the moment.
 * @remarks O(edges) where times ascend, else O(edges · log edges).
 */
export function edgeMoments(
  edgeCount: number,
  times: Float64Array | null,
  options: MomentOptions = {},
): EdgeMoments {
  const order = Uint32Array.from({ length: edgeCount }, (_, edge) => edge);
  const span = times ? timeSpan(times) : null;
  if (times === null || span === null) {
    const none = { times: null, span: 0, width: null };
    return {
      ...none,
      order,
      moments: order.slice(),
      momentCount: edgeCount,
      ticks: null,
      tickCount: 0,
      tickWidth: null,
    };
  }
  const { moment: width, tick: tickWidth } = chooseWidths(span, options);
  if (!ascends(times)) {
    order.sort((a, b) => compareTimes(times[a], times[b]) || a - b);
  }
  const moments = new Uint32Array(edgeCount);
  const ticks = new Uint32Array(edgeCount);
  const momentCount = number(order, times, { width, into: moments });
  const tickCount = number(order, times, {
    width: tickWidth,
    into: ticks,
    untimed: NO_TICK,
  });
  return {
    times,
    span,
    order,
    moments,
    momentCount,
    width,
    ticks,
    tickCount,
    tickWidth,
  };
}

function timeSpan(times: Float64Array): number | null {
  let first = Infinity;
  let last = -Infinity;
  for (const time of times) {
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return last < first ? null : last - first;
}

function chooseWidths(
  span: number,
  options: MomentOptions,
): { moment: number; tick: number } {
  const at = WIDTHS.findIndex((width) => span / width >= FEWEST_MOMENTS);
  const widest = options.moment ?? WIDTHS[at] ?? 1;
  const tick =
    options.tick ??
    (options.shortMoments === true && options.moment !== undefined
      ? options.moment
      : (WIDTHS.find((width) => width < widest) ?? widest));
  const moment =
    options.shortMoments === true ? (options.moment ?? tick) : widest;
  if (!(tick > 0 && moment >= tick && Number.isFinite(moment))) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `A moment of ${moment} ms and a tick of ${tick} ms: give positive milliseconds, the tick at most the moment.`,
      { moment, tick },
    );
  }
  return { moment, tick };
}

function ascends(times: Float64Array): boolean {
  let last = -Infinity;
  for (const time of times) {
    // NaN fails too: edges without a time go last
    if (!(time >= last)) return false;
    last = time;
  }
  return true;
}

function compareTimes(a = NaN, b = NaN): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  return Number.isNaN(b) ? -1 : a - b;
}

/** Gives edges of equal ⌊time / width⌋ one number, in order; returns how many. */
function number(
  order: Uint32Array,
  times: Float64Array,
  how: {
    readonly width: number;
    readonly into: Uint32Array;
    /** Number of every edge without a time; each its own if absent. */
    readonly untimed?: number;
  },
): number {
  let count = 0;
  let last = NaN;
  for (const edge of order) {
    const bin = Math.floor((times[edge] ?? NaN) / how.width);
    if (Number.isNaN(bin)) {
      how.into[edge] = how.untimed ?? count++;
      continue;
    }
    if (bin !== last) count++;
    last = bin;
    how.into[edge] = count - 1;
  }
  return count;
}
