import {
  FEATURE_COUNT,
  STREAM_FEATURES,
} from '#compute/cpu/stream-feature-names.ts';
import type { StreamFeatures } from '#compute/cpu/stream-features.ts';
import type { ScorePart } from '../detectors/detector.ts';
import type { StreamDetector } from './stream-detector.ts';
import {
  RECURRING,
  SAYS,
  SCORE_INDEX,
  TRAINED_HEADS,
  type StreamScore,
} from './stream-heads.ts';

/** An additive account of one score. */
export interface ScoreAccount {
  /** Contributions add up to the score. */
  readonly parts: readonly ScorePart[];
  /** What each member adds, in the order of the ids; they add up to what members make. */
  readonly members: Float64Array;
}

/** Why a relation scored as it did, by every head; members in the order of `ids`. */
export interface StreamFacts {
  /** Ids of the members; -1 for one that found no room in the table. */
  readonly ids: Int32Array;
  readonly accounts: Readonly<Record<StreamScore, ScoreAccount>>;
  /** The head with the most say in the combined score. */
  readonly leading: StreamScore;
}

/** What the combined score's parts are called. */
const HEAD_NAMES: Readonly<Record<StreamScore, string>> = {
  combined: 'all evidence',
  swap: 'Members that do not belong together',
  burst: 'A burst among few members',
  union: 'Two relations in one',
  removal: 'A usual relation with members missing',
  recurring: 'A company that meets now and then, and only so',
  surprise: 'Least expected members',
  recent: 'Members who have not met of late',
  volume: 'More than usual at once',
};

/**
 * Accounts for the scores of the relation scored last. To be called while its
 * tick is scored, before the next relation is.
 */
export function readFacts(
  detector: StreamDetector,
  index: number,
  scores: Float64Array,
): StreamFacts {
  const { open, features, z } = detector;
  const begin = open.begin(index);
  const size = open.size(index);
  const score = (name: StreamScore): number => scores[SCORE_INDEX[name]] ?? 0;
  const weighted = (weights: ArrayLike<number>, bias: number): ScoreAccount =>
    featureAccount(features, size, {
      contributions: Float64Array.from(z, (value, k) => {
        return value * (weights[k] ?? 0);
      }),
      bias,
    });
  const trained = Object.fromEntries(
    TRAINED_HEADS.map((name) => {
      const { weights } = detector.heads[name];
      return [name, weighted(weights, weights[FEATURE_COUNT] ?? 0)];
    }),
  ) as Record<(typeof TRAINED_HEADS)[number], ScoreAccount>;
  const recurring = new Float64Array(FEATURE_COUNT);
  for (const { feature, weight } of RECURRING) recurring[feature] = weight;
  const accounts = {
    ...trained,
    recurring: weighted(recurring, 0),
    surprise: memberAccount('surprise', softmaxShares(features, size), score),
    recent: memberAccount(
      'recent',
      features.recentSurprise.slice(0, size),
      score,
    ),
    volume: memberAccount('volume', volumeShares(detector, index), score),
  };
  const { account, leading } = combinedAccount(detector, accounts, score, size);
  return {
    ids: open.slots
      .slice(begin, begin + size)
      .map((slot) => detector.state.nodeKeys[slot] ?? -1),
    accounts: { ...accounts, combined: account },
    leading,
  };
}

/** Parts of ln Σ exp(tₖ): aₖ (tₖ − ln aₖ), where a is the softmax of t. */
function combinedAccount(
  detector: StreamDetector,
  accounts: Readonly<Record<Exclude<StreamScore, 'combined'>, ScoreAccount>>,
  score: (name: StreamScore) => number,
  size: number,
): { account: ScoreAccount; leading: StreamScore } {
  const members = new Float64Array(size);
  const parts: ScorePart[] = [];
  let leading: StreamScore = 'swap';
  let most = 0;
  for (const say of SAYS) {
    const { head, slope } = say;
    if (head === 'combined' || Number.isNaN(score(head))) continue;
    const term = detector.weigh(say, score(head));
    const share = Math.exp(term - score('combined'));
    const contribution = share > 0 ? share * (term - Math.log(share)) : 0;
    const name = HEAD_NAMES[head];
    const said = parts.findIndex((part) => part.name === name);
    const before = said < 0 ? 0 : (parts[said]?.contribution ?? 0);
    parts.splice(said < 0 ? parts.length : said, said < 0 ? 0 : 1, {
      name,
      value: score(head),
      contribution: before + contribution,
    });
    accounts[head].members.forEach((value, i) => {
      members[i] = (members[i] ?? 0) + share * slope * value;
    });
    if (share > most) {
      most = share;
      leading = head;
    }
  }
  return { account: { parts, members }, leading };
}

/** What a leading head is called at the beginning of a sentence. */
export function headName(head: StreamScore): string {
  return HEAD_NAMES[head];
}

function featureAccount(
  features: StreamFeatures,
  size: number,
  {
    contributions,
    bias,
  }: { readonly contributions: Float64Array; readonly bias: number },
): ScoreAccount {
  const members = new Float64Array(size);
  const parts: ScorePart[] = [];
  contributions.forEach((contribution, k) => {
    if (contribution === 0) return;
    const name = STREAM_FEATURES[k] ?? '';
    parts.push({ name, value: features.values[k] ?? 0, contribution });
    sharesOf(features, k, size).forEach((share, i) => {
      members[i] = (members[i] ?? 0) + share * contribution;
    });
  });
  parts.sort((a, b) => b.contribution - a.contribution);
  if (bias !== 0 || parts.length === 0) {
    parts.push({ name: 'rarity of all this', value: bias, contribution: bias });
  }
  return { parts, members };
}

/** A score that members make in proportion to `weights`. */
function memberAccount(
  name: StreamScore,
  weights: Float64Array,
  score: (name: StreamScore) => number,
): ScoreAccount {
  const value = Number.isNaN(score(name)) ? 0 : score(name);
  const members = normalised(weights).map((share) => share * value);
  return {
    parts: [{ name: HEAD_NAMES[name], value, contribution: value }],
    members,
  };
}

/** Shares a_v s_v / Σ a s of the members' surprise; may be negative. */
function softmaxShares(
  { surprise }: StreamFeatures,
  size: number,
): Float64Array {
  const own = surprise.slice(0, size);
  const top = own.reduce((a, b) => Math.max(a, b), -Infinity);
  return own.map((s) => Math.exp(2 * (s - top)) * s);
}

/** By relations in the tick and by weight, half each. */
function volumeShares(
  { features, open }: StreamDetector,
  index: number,
): Float64Array {
  const size = open.size(index);
  const begin = open.begin(index);
  const counts = normalised(features.tickCount.slice(0, size));
  const weights = normalised(open.weights.slice(begin, begin + size));
  return counts.map((share, i) => (share + (weights[i] ?? 0)) / 2);
}

/** Shares of a feature by member: they add up to 1. */
function sharesOf(
  features: StreamFeatures,
  feature: number,
  size: number,
): Float64Array {
  const source = SHARE_SOURCES[feature];
  if (!source) return new Float64Array(size).fill(1 / size);
  return normalised(
    features[source].slice(0, size).map((value) => Math.max(0, value)),
  );
}

/** Where a feature's shares come from; even where nothing is named. */
const SHARE_SOURCES: Readonly<
  Partial<
    Record<
      number,
      | 'surprise'
      | 'firstTerm'
      | 'secondTerm'
      | 'burst'
      | 'tickCount'
      | 'pairSurprise'
      | 'busyPairSurprise'
      | 'recentSurprise'
      | 'unseenPairs'
      | 'pairBurst'
    >
  >
> = {
  0: 'surprise',
  1: 'firstTerm',
  2: 'secondTerm',
  3: 'surprise',
  4: 'unseenPairs',
  10: 'burst',
  11: 'burst',
  12: 'busyPairSurprise',
  13: 'pairBurst',
  14: 'tickCount',
  15: 'tickCount',
  16: 'pairSurprise',
  17: 'recentSurprise',
};

/** Divided by their sum; even where that is 0. */
function normalised(values: Float64Array): Float64Array {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) =>
    Math.abs(sum) > 1e-12 ? value / sum : 1 / values.length,
  );
}
