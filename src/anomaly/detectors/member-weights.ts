/**
 * Softmax weights of member surprises; they add up to 1, so that the weighted
 * surprises add up to the edge's.
 * @param sharpness - 0 gives the mean, larger values lean to the most surprising.
 */
export function memberWeights(
  surprises: Float64Array,
  sharpness: number,
): Float64Array {
  let top = -Infinity;
  for (const surprise of surprises) top = Math.max(top, surprise);
  const weights = surprises.map((surprise) =>
    Math.exp(sharpness * (surprise - top)),
  );
  let sum = 0;
  for (const weight of weights) sum += weight;
  return weights.map((weight) => weight / sum);
}

/** Surprise of an edge from its members': their softmax-weighted mean; 0 without members. */
export function edgeSurprise(
  surprises: Float64Array,
  begin: number,
  end: number,
  sharpness: number,
): number {
  let top = -Infinity;
  for (let p = begin; p < end; p++) top = Math.max(top, surprises[p] ?? 0);
  let sum = 0;
  let total = 0;
  for (let p = begin; p < end; p++) {
    const surprise = surprises[p] ?? 0;
    const weight = Math.exp(sharpness * (surprise - top));
    sum += weight;
    total += weight * surprise;
  }
  return sum > 0 ? total / sum : 0;
}
