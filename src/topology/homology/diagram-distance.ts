import { PolyadError } from '#errors/polyad-error.ts';
import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { bottleneckMatching } from '#compute/cpu/bottleneck-matching.ts';
import { cheapestMatching } from '#compute/cpu/cheapest-matching.ts';
import type { Bars } from './persistence.ts';

/** Options of the distances between diagrams. */
export interface DiagramOptions extends LoopOptions {
  /** Dimension of the bars to compare. Default 1. */
  readonly dim?: number | undefined;
}

/** Options of {@link wassersteinDistance}. */
export interface WassersteinOptions extends DiagramOptions {
  /** Power q ≥ 1 of the lengths that are added. Default 1. */
  readonly order?: number | undefined;
}

/** Most bars of both diagrams that are matched. */
const MOST_BARS = 3000;

/**
 * Bottleneck distance between the diagrams of one dimension: the least δ for
 * which bars can be matched one to one, or to the diagonal, with no end moved by
 * more than δ. Infinite if the numbers of endless bars differ.
 * @throws PolyadError LIMIT_EXCEEDED beyond 3000 bars, CANCELLED
 * @remarks Exact. Definition: Cohen-Steiner, Edelsbrunner and Harer 2007,
 * doi:10.1007/s00454-006-1276-5.
 */
export function bottleneckDistance(
  left: Bars,
  right: Bars,
  options: DiagramOptions = {},
): number {
  const [a, b] = diagramPair(left, right, options.dim);
  const endless = endlessGaps(a, b);
  if (endless === null) return Infinity;
  const watch = new LoopWatch(1, options);
  return Math.max(
    endless.reduce((most, gap) => Math.max(most, gap), 0),
    bottleneckMatching(a.ended, b.ended, watch),
  );
}

/**
 * q-Wasserstein distance between the diagrams of one dimension: (Σ δ^q)^(1/q) of
 * the cheapest matching, δ the larger of the distances between births and deaths.
 * Infinite if the numbers of endless bars differ.
 * @throws PolyadError INVALID_ARGUMENT if `order` is below 1; LIMIT_EXCEEDED
 * beyond 3000 bars; CANCELLED
 * @remarks Time cubic in the bars.
 */
export function wassersteinDistance(
  left: Bars,
  right: Bars,
  options: WassersteinOptions = {},
): number {
  const { order = 1 } = options;
  if (!(order >= 1 && order < Infinity)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `The order is ${order}; it must be a number of at least 1.`,
      { order },
    );
  }
  const [a, b] = diagramPair(left, right, options.dim);
  const endless = endlessGaps(a, b);
  if (endless === null) return Infinity;
  const watch = new LoopWatch(a.ended.length + b.ended.length, options);
  const ended = cheapestMatching(a.ended, b.ended, order, watch);
  const sum = endless.reduce((total, gap) => total + gap ** order, ended);
  return sum ** (1 / order);
}

/** Bars of one dimension. */
interface Diagram {
  /** Birth and death. */
  readonly ended: readonly (readonly [number, number])[];
  /** Births of bars without end, ascending. */
  readonly endless: readonly number[];
}

function diagramPair(
  left: Bars,
  right: Bars,
  dim = 1,
): readonly [Diagram, Diagram] {
  const [a, b] = [diagramOf(left, dim), diagramOf(right, dim)];
  const total = a.ended.length + b.ended.length;
  if (total <= MOST_BARS) return [a, b];
  throw new PolyadError(
    'LIMIT_EXCEEDED',
    `The diagrams have ${total} bars of dimension ${dim} that end, more than ${MOST_BARS}; leave out short ones.`,
    { bars: total, limit: MOST_BARS },
  );
}

function diagramOf(bars: Bars, dim: number): Diagram {
  const ended: (readonly [number, number])[] = [];
  const endless: number[] = [];
  bars.dims.forEach((own, i) => {
    if (own !== dim) return;
    const birth = bars.births[i] ?? NaN;
    const death = bars.deaths[i] ?? NaN;
    if (death === Infinity) endless.push(birth);
    else ended.push([birth, death]);
  });
  return { ended, endless: endless.sort((x, y) => x - y) };
}

/** Distances of endless bars in order of birth, the cheapest way; null if there are not as many. */
function endlessGaps(a: Diagram, b: Diagram): number[] | null {
  if (a.endless.length !== b.endless.length) return null;
  return a.endless.map((birth, i) => Math.abs(birth - (b.endless[i] ?? NaN)));
}
