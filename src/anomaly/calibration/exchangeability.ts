/** What a list of flagged elements promises. */
export interface Guarantee {
  /** Whether the share of false alarms among the flagged is held to the rate asked. */
  readonly controlled: boolean;
  /** For people. */
  readonly text: string;
}

/** Correlation of neighbours' scores that chance alone hardly reaches. */
const SIGNIFICANCE = 4;
/** Fewer elements than this say little about anything. */
const FEWEST_ELEMENTS = 200;

/**
 * Says whether p-values may be read as such. They need ordinary elements to be
 * exchangeable: one as good as another, in any order. That fails where scores
 * of neighbours in time resemble each other (a night shift, a release, a patch
 * day), which their serial rank correlation shows.
 * @param p - p-value of each element.
 * @param order - Elements in order of time, or null where none have one.
 * @param fdr - Share of false alarms asked for.
 */
export function judgeExchangeability(
  p: Float64Array,
  order: Uint32Array | null,
  fdr: number,
): Guarantee {
  if (p.length < FEWEST_ELEMENTS) {
    return ranked(`there are only ${p.length} to compare`);
  }
  if (order !== null && order.length > 1) {
    const correlation = serialCorrelation(p, order);
    if (correlation * Math.sqrt(order.length) > SIGNIFICANCE) {
      return ranked('scores close in time resemble each other');
    }
  }
  const share = Math.round(1 / fdr);
  return {
    controlled: true,
    text: `By estimate: act on everything flagged and about 1 in ${share} should prove ordinary, if ordinary relations are alike.`,
  };
}

function ranked(because: string): Guarantee {
  return {
    controlled: false,
    text: `A ranking, not a verdict: ranked, not FDR-controlled, because ${because}. No false-alarm rate is promised for this list.`,
  };
}

/** Correlation of the p-values of successive elements. */
function serialCorrelation(p: Float64Array, order: Uint32Array): number {
  let sum = 0;
  for (const element of order) sum += p[element] ?? 0;
  const mean = sum / order.length;
  let variance = 0;
  let covariance = 0;
  let before = 0;
  for (const element of order) {
    const deviation = (p[element] ?? 0) - mean;
    variance += deviation * deviation;
    covariance += deviation * before;
    before = deviation;
  }
  return variance > 0 ? covariance / variance : 0;
}
