import type { ScorePart } from '../detectors/detector.ts';
import type { EdgeScores } from '../detectors/edge-scores.ts';
import {
  byDeficit,
  type countPairs,
  type MemberCounts,
} from './pair-evidence.ts';
import { tickCounts, type TickCount } from './tick-counts.ts';
import { nodeLabel, roundedCount, sentence, spanWords } from './wording.ts';

type Counts = ReturnType<typeof countPairs>;

/** Clauses of the sentence. */
const CLAUSES = 3;
/** Nats from which a property or an hour is worth a word. */
const NOTABLE = 1.5;
/** Nats from which a burst is. */
const NOTABLE_BURST = 4;
/** A member with fewer other relations is itself the news. */
const SELDOM = 3;
/** That a pair was not met says little where fewer than this were expected. */
const WORTH_EXPECTING = 0.1;

/** The sentence: at most three clauses, most telling first. */
export function describeEdge(
  scores: EdgeScores,
  edge: number,
  {
    parts,
    counts,
  }: {
    readonly parts: readonly ScorePart[];
    readonly counts: Counts;
  },
): string {
  const { hypergraph, moments } = scores;
  const label = (node: number): string => nodeLabel(hypergraph, node);
  const clauses: string[] = [];
  const rare = counts.members.filter(({ degree }) => degree < SELDOM);
  for (const member of rare.slice(0, 1)) {
    clauses.push(`${label(member.node)}: ${rareWords(member, moments.width)}`);
  }
  const known = new Set(rare.map(({ node }) => node));
  const telling = counts.pairs
    .filter(
      ({ left, right, seen, expected }) =>
        !known.has(left) &&
        !known.has(right) &&
        seen < expected &&
        expected >= WORTH_EXPECTING,
    )
    .sort(byDeficit);
  for (const { left, right, seen, expected } of telling.slice(0, 2)) {
    clauses.push(
      `${label(left)} with ${label(right)}: ${roundedCount(seen)} seen together, ${roundedCount(expected)} expected`,
    );
  }
  const burst = busiest(scores, edge);
  if (burst) {
    clauses.push(
      `${label(burst.node)}: ${roundedCount(burst.count)} within ${spanWords(moments.tickWidth ?? 1)}, ${roundedCount(burst.usual)} expected`,
    );
  }
  const notable = scores.categories
    .map(({ describe: words, surprise }) => ({
      words: words(edge),
      surprise: surprise[edge] ?? 0,
    }))
    .filter(({ surprise }) => surprise > NOTABLE)
    .sort((a, b) => b.surprise - a.surprise);
  for (const { words } of notable) {
    clauses.push(`${words} is seldom seen with these members`);
  }
  if (clauses.length > 0) return sentence(clauses.slice(0, CLAUSES));
  const first = parts.reduce<ScorePart | undefined>(
    (best, part) =>
      best && best.contribution >= part.contribution ? best : part,
    undefined,
  );
  return first && first.contribution > 0
    ? sentence([`mostly ${first.name}, and little that is unusual`])
    : 'Nothing unusual was found.';
}

function rareWords({ degree }: MemberCounts, width: number | null): string {
  const where =
    width === null ? 'relation' : `relation outside this ${spanName(width)}`;
  if (degree === 0) return `in no other ${where}`;
  return degree === 1
    ? `in 1 other ${where}`
    : `in only ${degree} other ${where.replace('relation', 'relations')}`;
}

function spanName(width: number): string {
  const words = spanWords(width);
  return /^an? /.test(words) ? words.replace(/^an? /, '') : `span of ${words}`;
}

/** The member that exceeds its habit most, if that is worth a word. */
function busiest(scores: EdgeScores, edge: number): TickCount | null {
  let best: TickCount | null = null;
  for (const count of tickCounts(scores, edge, null)) {
    if (count.count < 2) continue;
    if (count.excess > (best?.excess ?? NOTABLE_BURST)) best = count;
  }
  return best;
}
