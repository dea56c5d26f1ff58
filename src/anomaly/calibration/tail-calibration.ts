import { RecentScores } from './recent-scores.ts';
import { FEWEST_REFERENCES, ReferenceScores } from './reference-scores.ts';

const CLASS_LIMIT = 256;

/** How rare each score is among ordinary ones. */
export interface Calibration {
  /**
   * −ln of the chance among all classes together: what a ranking goes by. Finite
   * where the chance itself is too small to store.
   */
  readonly evidence: Float64Array;
  /** Chance that an ordinary element of the same class scores at least as high. */
  readonly p: Float64Array;
  /** 1 where `p` lies beyond the 98th percentile and comes from the fitted tail. */
  readonly extrapolated: Uint8Array;
}

export interface CalibrationInput {
  readonly scores: Float64Array;
  /** Class of each element, below 256; a score is compared within its class. */
  readonly classes: Uint8Array;
  /** Elements that show what is ordinary; all where null. */
  readonly isReference: ((element: number) => boolean) | null;
}

/**
 * Turns scores into p-values, class by class (Mondrian conformal; Vovk et al.
 * 2005, doi:10.1007/b106715): p = references at least as high over n, or
 * (higher + 1) / (n + 1) for an element that is no reference.
 *
 * Beyond the 98th percentile p = 0.02 · exp(−(score − threshold) / scale). The
 * scale is the maximum-likelihood mean excess over the 90th percentile with all
 * beyond the 98th taken as censored: up to one element in fifty may be anomalous
 * without hiding itself and its like by stretching the tail. Classes with fewer
 * than 200 references use all classes together; where those are fewer too, ranks
 * alone are used.
 * @remarks O(n log n).
 */
export function calibrate(input: CalibrationInput): Calibration {
  const { scores, classes } = input;
  const pooled = referencesOf(input, null);
  const byClass: (ReferenceScores | undefined)[] = Array.from(
    { length: CLASS_LIMIT },
    () => undefined,
  );
  const calibration = emptyCalibration(scores.length);
  for (let element = 0; element < scores.length; element++) {
    const which = classes[element] ?? 0;
    let references = byClass[which];
    if (!references) {
      const own = referencesOf(input, which);
      references = own.count < FEWEST_REFERENCES ? pooled : own;
      byClass[which] = references;
    }
    record(calibration, element, {
      references,
      pooled,
      score: scores[element] ?? 0,
      isReference: input.isReference?.(element) ?? true,
    });
  }
  return calibration;
}

function referencesOf(
  { scores, classes, isReference }: CalibrationInput,
  which: number | null,
): ReferenceScores {
  const kept = scores.filter(
    (_, element) =>
      (which === null || classes[element] === which) &&
      (isReference?.(element) ?? true),
  );
  return new ReferenceScores(kept.sort());
}

export interface StreamCalibrationInput extends CalibrationInput {
  /** Elements in order of time. */
  readonly order: Uint32Array;
  /** Moment of each element; those of one are judged before any of them counts. */
  readonly moments: Uint32Array;
}

/**
 * The same for a stream: each score against the last 2000 of its class from
 * earlier moments (of all classes together while those are fewer than 200).
 * Flagged scores stay among them: leaving them out makes the detector ever more
 * alarmed by what it flagged.
 * @remarks O(n · 20 log 2000).
 */
export function calibrateStream(input: StreamCalibrationInput): Calibration {
  const { scores, classes, order, moments } = input;
  const calibration = emptyCalibration(scores.length);
  const pooled = new RecentScores();
  const rings = Array.from({ length: CLASS_LIMIT }, () => new RecentScores());
  const ringOf = (element: number): RecentScores =>
    rings[classes[element] ?? 0] ?? pooled;
  for (let start = 0, end; start < order.length; start = end) {
    const moment = moments[order[start] ?? 0];
    end = start + 1;
    while (end < order.length && moments[order[end] ?? 0] === moment) end++;
    const here = order.subarray(start, end);
    for (const element of here) {
      const own = ringOf(element);
      record(calibration, element, {
        references: own.count < FEWEST_REFERENCES ? pooled.read() : own.read(),
        pooled: pooled.read(),
        score: scores[element] ?? 0,
        isReference: false,
      });
    }
    for (const element of here) {
      if (input.isReference?.(element) === false) continue;
      ringOf(element).add(scores[element] ?? 0);
      pooled.add(scores[element] ?? 0);
    }
  }
  return calibration;
}

function emptyCalibration(length: number): Calibration {
  return {
    evidence: new Float64Array(length),
    p: new Float64Array(length),
    extrapolated: new Uint8Array(length),
  };
}

function record(
  { evidence, p, extrapolated }: Calibration,
  element: number,
  {
    references,
    pooled,
    score,
    isReference,
  }: {
    readonly references: ReferenceScores;
    readonly pooled: ReferenceScores;
    readonly score: number;
    readonly isReference: boolean;
  },
): void {
  evidence[element] = pooled.evidence(score, isReference);
  p[element] = Math.exp(-references.evidence(score, isReference));
  extrapolated[element] = references.reachesTail(score) ? 1 : 0;
}
