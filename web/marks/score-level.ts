/** 0 faint to 6 strongest: the seven steps of the score's colour scale. */
export type ScoreLevel = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/**
 * Step of the colour scale for a score, by its share of the highest one.
 * Marks and lines use 3 and up, which stand out 3:1 from the ground.
 */
export function scoreLevel(score: number | null, highest: number): ScoreLevel {
  if (score === null || highest <= 0) return 3;
  const share = score / highest;
  if (share > 0.85) return 6;
  if (share > 0.7) return 5;
  if (share > 0.4) return 4;
  return 3;
}

/** Length of a score's bar, percent of the highest score. */
export function scoreShare(score: number, highest: number): number {
  if (highest <= 0) return 0;
  return Math.max(0, Math.min(100, (100 * score) / highest));
}
