import { formatCount } from '../marks/format.ts';

/** Ways to say "out of how many", the smallest that gives one or more. */
const OUT_OF: readonly (readonly [number, string])[] = [
  [1e2, 'a hundred'],
  [1e3, 'a thousand'],
  [1e4, 'ten thousand'],
  [1e5, 'a hundred thousand'],
  [1e6, 'a million'],
  [1e7, 'ten million'],
  [1e8, 'a hundred million'],
  [1e9, 'a billion'],
];

/**
 * A p-value as a sentence: which share of ordinary relations score this high.
 * Never the share of such findings that is harmless, which is another number.
 * @param p - In (0, 1].
 * @param isEstimate - Whether p goes beyond the scores seen.
 */
export function chanceSentence(p: number, isEstimate: boolean): string {
  const share = shareOf(p);
  const claim = `${share} ordinary relations score this high.`;
  if (!isEstimate) return claim.charAt(0).toUpperCase() + claim.slice(1);
  return `By estimate, ${claim}`;
}

function shareOf(p: number): string {
  for (const [many, words] of OUT_OF) {
    const count = Math.round(p * many);
    if (p * many >= 0.995 && count >= 1) {
      return `${formatCount(count)} in ${words}`;
    }
  }
  return 'fewer than 1 in a billion';
}

/**
 * A q-value as advice on the list down to this row: the share of it that should
 * prove ordinary.
 * @returns Null where that share is so large that it advises nothing.
 */
export function budgetSentence(q: number): string | null {
  if (q > 0.5) return null;
  const share =
    q < 0.001
      ? 'fewer than 1 in 1,000'
      : `about 1 in ${formatCount(Math.round(1 / q))}`;
  return `Act on everything down to here and ${share} should prove ordinary.`;
}
