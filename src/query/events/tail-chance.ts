import { logChoose, logFactorial } from '#numeric/log-choose.ts';

/** Chance of at least `least` successes in `trials` of chance `chance` each; O(trials). */
export function binomialTail(
  least: number,
  trials: number,
  chance: number,
): number {
  if (least <= 0) return 1;
  if (least > trials || chance <= 0) return 0;
  if (chance >= 1) return 1;
  let sum = 0;
  for (let i = least; i <= trials; i++) {
    sum += Math.exp(
      logChoose(trials, i) +
        i * Math.log(chance) +
        (trials - i) * Math.log1p(-chance),
    );
  }
  return Math.min(1, sum);
}

/** Chance that a Poisson count of mean `mean` is at least `least`; O(terms that count). */
export function poissonTail(least: number, mean: number): number {
  if (least <= 0) return 1;
  if (mean <= 0) return 0;
  let sum = 0;
  for (let i = least; ; i++) {
    const term = Math.exp(i * Math.log(mean) - mean - logFactorial(i));
    sum += term;
    if (i > mean && term < sum * 1e-17) return Math.min(1, sum);
  }
}
