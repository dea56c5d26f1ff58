import type {
  Explanation,
  PairEvidence,
  RankingHead,
  ScorePart,
} from '../detectors/detector.ts';
import { memberWeights } from '../detectors/member-weights.ts';
import {
  strangeness,
  WEIGHTS,
  type EdgeScores,
} from '../detectors/edge-scores.ts';
import { byDeficit, countPairs } from './pair-evidence.ts';
import { makeOrdinary } from './make-ordinary.ts';
import { nearestRelation } from './nearest-relation.ts';
import { describeEdge } from './describe-edge.ts';
import { tickCounts } from './tick-counts.ts';
import { nodeLabel, spanWords } from './wording.ts';

/** Members named one by one in the parts; the rest are added up. */
const NAMED_MEMBERS = 8;
/** Members whose pairs are counted. */
const PAIRED_MEMBERS = 6;
const NAMED_PAIRS = 3;

/** A member, its surprise and its share in the edge's. */
interface Share {
  readonly node: number;
  readonly surprise: number;
  readonly contribution: number;
}

/**
 * Explains one score of a hyperedge.
 *
 * Parts add up to the score of `head` and members to its member part: each
 * member v gives a_v s_v (surprise) or its share of the burst.
 * @remarks O(Σ sizes of the members' edges).
 */
export function explainEdge(
  scores: EdgeScores,
  edge: number,
  head: RankingHead,
): Explanation {
  const burst =
    head === 'bursty' || head === 'volume'
      ? burstShares(scores, edge, head)
      : null;
  const shares =
    burst ??
    (head === 'attributes' ? [] : surpriseShares(scores, edge)).sort(
      (a, b) => b.contribution - a.contribution,
    );
  const parts = [
    ...memberParts(scores, shares, burst !== null),
    ...(head === 'combined' || head === 'attributes'
      ? categoryParts(scores, edge)
      : []),
    ...(head === 'combined' ? burstParts(scores, edge) : []),
  ];
  const leading = surpriseShares(scores, edge)
    .sort((a, b) => b.surprise - a.surprise)
    .slice(0, PAIRED_MEMBERS)
    .map(({ node }) => node);
  const counts = countPairs(scores, edge, leading);
  const pairs = [...counts.pairs]
    .sort(byDeficit)
    .slice(0, NAMED_PAIRS)
    .map(({ left, right, seen, expected }): PairEvidence => {
      const id = (node: number) => scores.hypergraph.nodeIds.textAt(node);
      return { pair: [id(left), id(right)], seen, expected };
    });
  return {
    text: describeEdge(scores, edge, { parts, counts }),
    parts:
      parts.length > 0
        ? parts
        : [{ name: 'no members', value: 0, contribution: 0 }],
    members: shares.map(({ node, contribution }) => ({
      id: scores.hypergraph.nodeIds.textAt(node),
      contribution,
    })),
    pairs,
    nearest: nearestRelation(scores, edge),
    ordinary: makeOrdinary(scores, edge),
  };
}

/** Each member's a_v s_v; they add up to the edge's surprise. */
function surpriseShares(scores: EdgeScores, edge: number): Share[] {
  const { offsets, members } = scores.hypergraph.edges;
  const begin = offsets[edge] ?? 0;
  const surprises = scores.memberSurprise.subarray(begin, offsets[edge + 1]);
  const weights = memberWeights(surprises, scores.sharpness);
  return Array.from(surprises, (surprise, i) => ({
    node: members[begin + i] ?? 0,
    surprise,
    contribution: WEIGHTS.surprise * (weights[i] ?? 0) * surprise,
  }));
}

/** Each member's share of the burst score. */
function burstShares(
  scores: EdgeScores,
  edge: number,
  head: 'bursty' | 'volume',
): Share[] {
  const weights = head === 'volume' ? scores.weights : null;
  const counts = tickCounts(scores, edge, weights);
  const factor =
    strangeness(scores.meanSurprise[edge] ?? 0) / Math.max(1, counts.length);
  return counts
    .map(({ node, count, excess }) => ({
      node,
      surprise: count,
      contribution: excess * factor,
    }))
    .sort((a, b) => b.contribution - a.contribution);
}

function memberParts(
  { hypergraph, moments }: EdgeScores,
  shares: readonly Share[],
  isBurst: boolean,
): ScorePart[] {
  const name = (node: number): string =>
    isBurst
      ? `${nodeLabel(hypergraph, node)} within ${spanWords(moments.tickWidth ?? 1)}`
      : `${nodeLabel(hypergraph, node)} in this company`;
  const named =
    shares.length > NAMED_MEMBERS + 1 ? NAMED_MEMBERS : shares.length;
  const parts = shares.slice(0, named).map((share) => ({
    name: name(share.node),
    value: share.surprise,
    contribution: share.contribution,
  }));
  const rest = shares.slice(named);
  if (rest.length > 0) {
    const sum = (of: (share: Share) => number): number =>
      rest.reduce((total, share) => total + of(share), 0);
    parts.push({
      name: `${rest.length} other members`,
      value: sum(({ surprise }) => surprise) / rest.length,
      contribution: sum(({ contribution }) => contribution),
    });
  }
  return parts;
}

function categoryParts(scores: EdgeScores, edge: number): ScorePart[] {
  return scores.categories.map(({ describe: words, surprise, weight }) => {
    const value = surprise[edge] ?? 0;
    return { name: words(edge), value, contribution: weight * value };
  });
}

function burstParts(scores: EdgeScores, edge: number): ScorePart[] {
  const span = spanWords(scores.moments.tickWidth ?? 1);
  const part = (name: string, column: Float64Array | null): ScorePart[] => {
    if (column === null) return [];
    const value = column[edge] ?? 0;
    return [{ name, value, contribution: WEIGHTS.burst * Math.log1p(value) }];
  };
  return [
    ...part(`Many within ${span}`, scores.bursty),
    ...part(`Much within ${span}`, scores.volume),
  ];
}
