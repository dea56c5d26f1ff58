import { Bitset } from '#numeric/bitset.ts';
import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';

/** Sources that must have seen two members together before that counts. */
const CORROBORATION = 3;
/** Pairs looked at in a large relation. */
const MOST_PAIRS = 66;

/**
 * Relations that may say what is ordinary: those whose every pair of members was
 * recorded by three sources or more. Two sources can put nothing into the
 * counts that others do not vouch for, however much they write: an anomaly's own
 * record and an attacker's are two. The others are scored, not counted. What two
 * others saw already is at the margin: one more source makes it count.
 *
 * A source is who writes records (a sensor, a tenant, a feed). Where it is a
 * member itself or each pair has one source, nothing would be counted.
 * @param column - Property of the hyperedges that names the source.
 * @throws PolyadError INVALID_ARGUMENT without that property
 * @remarks O(Σ min(|e|², 66)) time and memory. Relations above twelve members
 * are vouched for by their first twelve.
 */
export function corroboratedEdges(
  hypergraph: Hypergraph,
  column: string,
): Bitset {
  const sources = hypergraph.edgeProperties.column(column);
  if (!sources) throw missingProperty(hypergraph, column);
  const seen = new Map<number, Set<unknown>>();
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    for (const pair of pairsOf(hypergraph, edge)) {
      const by = seen.get(pair) ?? new Set();
      if (by.size < CORROBORATION) by.add(sources.get(edge));
      seen.set(pair, by);
    }
  }
  const counted = new Bitset(hypergraph.edgeCount);
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    const vouched = pairsOf(hypergraph, edge).every(
      (pair) => (seen.get(pair)?.size ?? 0) >= CORROBORATION,
    );
    if (vouched) counted.add(edge);
  }
  return counted;
}

/** Says which properties there are. */
export function missingProperty(
  { edgeProperties }: Hypergraph,
  column: string,
): PolyadError {
  const known = [...edgeProperties.columns()].map(({ name }) => name);
  return new PolyadError(
    'INVALID_ARGUMENT',
    `The relations have no property ${column}; they have ${known.join(', ') || 'none'}. Keep a column with --keep.`,
    { property: column, known },
  );
}

function pairsOf(hypergraph: Hypergraph, edge: number): number[] {
  const { nodeCount } = hypergraph;
  const members = hypergraph.edgeMembers(edge);
  const pairs: number[] = [];
  for (let j = 1; j < members.length; j++) {
    for (let i = 0; i < j && pairs.length < MOST_PAIRS; i++) {
      pairs.push((members[i] ?? 0) * nodeCount + (members[j] ?? 0));
    }
  }
  return pairs;
}
