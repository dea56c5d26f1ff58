/** Step 0 to 6 of the colour scale for a count, on a log scale up to `most`. */
export function countLevel(count: number, most: number): number {
  if (most <= 1) return count > 0 ? 3 : 0;
  return step(Math.log(count) / Math.log(most));
}

/** Step 0 to 6 of the colour scale for a score between none and the highest. */
export function topLevel(score: number, highest: number): number {
  return highest <= 0 ? 0 : step(score / highest);
}

function step(share: number): number {
  return Math.max(0, Math.min(6, Math.floor(share * 6.999)));
}
