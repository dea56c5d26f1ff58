import {
  EXCLUSIVE_FEATURE,
  FEATURE_COUNT,
  RECENT_FEATURE,
  SIZE_FEATURE,
} from '#compute/cpu/stream-feature-names.ts';
import type { LearningOptions } from '#compute/cpu/online-logistic.ts';
import type { MadeKind } from '#compute/cpu/made-relations.ts';

/** Heads trained on made relations. */
export const TRAINED_HEADS = ['swap', 'burst', 'union', 'removal'] as const;
export type TrainedHead = (typeof TRAINED_HEADS)[number];

/** What the stream detector says of each relation, in this order. */
export const STREAM_SCORES = [
  'combined',
  'swap',
  'burst',
  'union',
  'removal',
  'recurring',
  'surprise',
  'recent',
  'volume',
] as const;
export type StreamScore = (typeof STREAM_SCORES)[number];

/** Where each score stands. */
export const SCORE_INDEX = Object.fromEntries(
  STREAM_SCORES.map((name, i) => [name, i]),
) as Readonly<Record<StreamScore, number>>;

/** Kinds of made relation in turn, and the head that learns each. */
export const LESSONS: readonly (readonly [MadeKind, TrainedHead])[] = [
  ['swapped for any', 'swap'],
  ['swapped for frequent', 'swap'],
  ['burst', 'burst'],
  ['union', 'union'],
  ['swapped for any', 'swap'],
  ['swapped for frequent', 'swap'],
  ['burst', 'burst'],
  ['removal', 'removal'],
];

/** First weights of features; those not named are 0. */
function weights(named: Readonly<Record<number, number>>): number[] {
  return Array.from({ length: FEATURE_COUNT }, (_, k) => named[k] ?? 0);
}

const SWAP_PRIOR = weights({
  0: 0.5,
  1: 0.1,
  2: 0.3,
  3: 0.2,
  4: 0.1,
  5: 0.3,
  6: 0.1,
  12: 0.2,
  14: 0.1,
  16: 0.1,
});
const BURST_PRIOR = weights({
  1: 0.1,
  5: 0.2,
  6: 0.1,
  8: 0.3,
  10: 0.2,
  11: 0.4,
  12: 0.4,
  13: 0.2,
  14: 0.3,
  15: 0.2,
});

/**
 * How each head learns. A removal leaves what meets often in a set never seen,
 * so its weights may have either sign; elsewhere more of a feature is never
 * less suspicious.
 */
export const LEARNING: Readonly<Record<TrainedHead, LearningOptions>> = {
  swap: {
    prior: SWAP_PRIOR,
    free: [SIZE_FEATURE],
    balance: 0.15,
    rate: 0.15,
    replay: 4,
  },
  burst: {
    prior: BURST_PRIOR,
    free: [SIZE_FEATURE],
    balance: 2,
    rate: 0.3,
    replay: 8,
  },
  union: {
    prior: SWAP_PRIOR.map((w, k) => (k === RECENT_FEATURE ? 0.3 : w)),
    free: [SIZE_FEATURE],
    balance: 0.3,
    rate: 0.15,
    replay: 4,
  },
  removal: {
    prior: weights({}),
    free: Array.from({ length: FEATURE_COUNT }, (_, k) => k),
    balance: 0.3,
    rate: 0.15,
    replay: 4,
  },
};

/** Standardised features the untrained `recurring` head adds up. */
export const RECURRING: readonly {
  readonly feature: number;
  readonly weight: number;
}[] = [
  { feature: RECENT_FEATURE, weight: 0.5 },
  { feature: EXCLUSIVE_FEATURE, weight: 0.3 },
];

/** A head's say in the combined score: exp(offset + slope · its score). */
export interface Say {
  readonly head: StreamScore;
  readonly offset: number;
  readonly slope: number;
  /** Taken from the offset for every thousand relations known; 0 if absent. */
  readonly fading?: number;
}

/**
 * Found on contact-high-school, email-Eu and Enron; see the README. The swap
 * head speaks twice: steeply where it is sure, and faintly so that what no head
 * is sure of is still in some order. Until the others have learnt, untrained
 * surprise speaks for them.
 */
export const SAYS: readonly Say[] = [
  { head: 'swap', offset: -1.8, slope: 1.2 },
  { head: 'swap', offset: 3.2, slope: 0.22 },
  { head: 'burst', offset: -3, slope: 1.7 },
  { head: 'union', offset: 3.6, slope: 0.14 },
  { head: 'removal', offset: -0.35, slope: 0.37 },
  { head: 'recurring', offset: -0.75, slope: 3.65 },
  { head: 'surprise', offset: 1, slope: 1.2, fading: 10 },
  { head: 'volume', offset: 1, slope: 2.5 },
];
