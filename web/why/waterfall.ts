import type { ScorePart } from '#protocol/anomalies.ts';

/** One bar of the waterfall. */
export interface Step {
  readonly name: string;
  readonly contribution: number;
  /** Sum before and after this part. */
  readonly from: number;
  readonly to: number;
}

export interface Waterfall {
  readonly steps: readonly Step[];
  readonly total: number;
  /** Ends of the common axis; they hold 0 and every sum. */
  readonly low: number;
  readonly high: number;
}

/** Parts that miss the score by more than this are not drawn: the picture would lie. */
const EXACT = 1e-9;
const MOST_STEPS = 8;

/**
 * Lays the parts of a score end to end: by falling size, lowering ones last.
 * Beyond eight the smallest raising and lowering parts are each added up to one.
 * @param restName - Names `count` parts that were added up.
 * @returns `{ gap }`, how far the parts miss the score, if that is over 1e-9.
 */
export function buildWaterfall(
  parts: readonly ScorePart[],
  score: number,
  restName: (count: number) => string,
): Waterfall | { readonly gap: number } {
  const sum = parts.reduce((total, part) => total + part.contribution, 0);
  const gap = Math.abs(sum - score);
  if (!(gap <= EXACT)) return { gap };
  let reached = 0;
  const steps = inOrder(parts, restName).map(({ name, contribution }) => {
    const from = reached;
    reached += contribution;
    return { name, contribution, from, to: reached };
  });
  const stops = [0, score, ...steps.map(({ to }) => to)];
  return {
    steps,
    total: score,
    low: Math.min(...stops),
    high: Math.max(...stops),
  };
}

type Part = Pick<ScorePart, 'name' | 'contribution'>;

function inOrder(
  parts: readonly Part[],
  restName: (count: number) => string,
): Part[] {
  const bySize = [...parts].sort(
    (a, b) => Math.abs(b.contribution) - Math.abs(a.contribution),
  );
  const kept =
    bySize.length > MOST_STEPS ? bySize.slice(0, MOST_STEPS - 2) : bySize;
  const rest = bySize.slice(kept.length);
  const addedUp = [true, false].flatMap((raises) => {
    const some = rest.filter(({ contribution }) => contribution > 0 === raises);
    if (some.length < 2) return some;
    const contribution = some.reduce((sum, part) => sum + part.contribution, 0);
    return [{ name: restName(some.length), contribution }];
  });
  const all = [...kept, ...addedUp];
  return [
    ...all.filter(({ contribution }) => contribution >= 0),
    ...all.filter(({ contribution }) => contribution < 0),
  ];
}
