import { Random } from '#numeric/random.ts';
import { choleskyOf, varianceAlong, chance, dot } from './bayesian-logistic.ts';
import type { TaughtRanking } from './teach-ranking.ts';

/** Elements that questions may be about: the first, and as many from there to the end, ever farther apart. */
const FIRST = 100;
const FARTHER = 200;

/** An element worth a look next. */
export interface Question {
  readonly element: number;
  /** Chance that it is an anomaly, as far as is known. */
  readonly chance: number;
  /** Standard deviation of its log odds: how much the answer may teach. */
  readonly uncertainty: number;
}

/**
 * The elements whose labels are worth most. Each question is about the element
 * with the largest p (1 − p) variance, p its chance under weights drawn from what
 * is believed of them (Thompson sampling): about what is in doubt and would
 * change the ranking, near the top where anomalies are rare, deeper where the
 * top is sure. What an answer would settle is taken from the variance before the
 * next question. Nothing labelled is asked again.
 * @remarks O(elements + count · 300 · features²); deterministic for a seed.
 */
export function nextQuestions(
  ranking: TaughtRanking,
  count: number,
  seed = 0,
): Question[] {
  const { logOdds, features, posterior } = ranking;
  const { mean } = posterior;
  const pool = poolOf(ranking).map((element) => ({
    element,
    row: features.read(element),
    logOdds: logOdds[element] ?? 0,
  }));
  const random = new Random(seed);
  const covariance = posterior.covariance.slice();
  const asked: Question[] = [];
  while (asked.length < count && pool.length > 0) {
    const noise = drawFrom(choleskyOf(covariance, mean.length), random);
    let best = 0;
    let most = -Infinity;
    pool.forEach(({ row, logOdds: believed }, i) => {
      const p = chance(believed + dot(row, noise));
      const worth = p * (1 - p) * varianceAlong(row, covariance);
      if (worth > most) {
        most = worth;
        best = i;
      }
    });
    const [question] = pool.splice(best, 1);
    if (!question) break;
    const { element, row } = question;
    const variance = varianceAlong(row, covariance);
    const p = chance(question.logOdds);
    asked.push({ element, chance: p, uncertainty: Math.sqrt(variance) });
    settle(covariance, row, p);
  }
  return asked;
}

/** The first unlabelled elements and, spread by the logarithm of rank, some of the rest. */
function poolOf({ order, verdicts }: TaughtRanking): number[] {
  const open = order.filter((element) => !verdicts.has(element));
  const places = new Set<number>();
  for (let i = 0; i < Math.min(FIRST, open.length); i++) places.add(i);
  const growth = (open.length / FIRST) ** (1 / FARTHER);
  for (let k = 1; k <= FARTHER && open.length > FIRST; k++) {
    places.add(Math.min(open.length - 1, Math.floor(FIRST * growth ** k)));
  }
  return [...places].map((place) => open[place] ?? 0);
}

/** Covariance after one more label at x, whichever it is (Sherman and Morrison). */
function settle(covariance: Float64Array, x: Float64Array, p: number): void {
  const width = x.length;
  const along = Float64Array.from({ length: width }, (_, i) =>
    dot(covariance.subarray(i * width, (i + 1) * width), x),
  );
  const gain = p * (1 - p);
  const by = gain / (1 + gain * dot(along, x));
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) {
      const at = i * width + j;
      covariance[at] =
        (covariance[at] ?? 0) - by * (along[i] ?? 0) * (along[j] ?? 0);
    }
  }
}

/** A draw from N(0, L Lᵀ). */
function drawFrom(l: Float64Array, random: Random): Float64Array {
  const width = Math.round(Math.sqrt(l.length));
  const z = Float64Array.from({ length: width }, () => random.normal());
  return z.map((_, i) => {
    let sum = 0;
    for (let k = 0; k <= i; k++) sum += (l[i * width + k] ?? 0) * (z[k] ?? 0);
    return sum;
  });
}
