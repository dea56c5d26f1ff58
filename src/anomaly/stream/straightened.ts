const BEND_FROM = 4;
const BEND = 3;

/**
 * The combined score as calibration takes it: sure heads speak steeply, so above
 * 4 its logarithm counts.
 */
export function straightened(score: number): number {
  const above = score - BEND_FROM;
  return above > 0 ? BEND_FROM + Math.log1p(BEND * above) / BEND : score;
}
