import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { nodeKind, nodeLabel, roundedCount } from '../explanation/wording.ts';
import type { Detection, Explanation, ScorePart } from './detector.ts';
import { detectorName, trainedFacts } from './edge-detection.ts';
import {
  edgeScores,
  type EdgeScoreOptions,
  type EdgeScores,
} from './edge-scores.ts';

/** Relations of average surprise added to each node, so that one alone proves little. */
const PRIOR_RELATIONS = 3;
/** Relations named one by one in an explanation, and listed as members. */
const NAMED_RELATIONS = 5;
const LISTED_RELATIONS = 100;

/**
 * Scores every node by the mean surprise of its presence in its relations,
 * (Σ s + 3 s̄) / (degree + 3) with s̄ the mean over all incidences. Only the head
 * `surprise` exists.
 * @throws PolyadError INVALID_ARGUMENT for bad widths, CANCELLED
 * @remarks As {@link edgeScores}, and O(incidences).
 */
export function detectNodes(
  hypergraph: Hypergraph,
  options: EdgeScoreOptions = {},
): Detection {
  const scores = edgeScores(hypergraph, options);
  const prior = mean(scores.memberSurprise);
  const surprise = Float64Array.from(
    { length: hypergraph.nodeCount },
    (_, node) => nodeScore(scores, node, prior),
  );
  return {
    detector: detectorName(scores),
    trained: trainedFacts(scores, options.trainUntil),
    combined: surprise,
    heads: {
      unexpected: null,
      surprise,
      recent: null,
      bursty: null,
      volume: null,
      attributes: null,
    },
    aspects: [{ name: 'surprise', values: surprise }],
    classes: scores.kinds.kinds,
    isReference: null,
    times: null,
    stream: null,
    causal: false,
    ids: hypergraph.nodeIds,
    members: (node) => {
      const ids = relationsOf(scores, node)
        .slice(0, LISTED_RELATIONS)
        .map(({ edge }) => hypergraph.edgeIds.textAt(edge));
      return { ids, kinds: ids.map(() => null) };
    },
    explain: (node) => explainNode(scores, node, prior),
  };
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length > 0 ? sum / values.length : 0;
}

function nodeScore(scores: EdgeScores, node: number, prior: number): number {
  const { offsets, positions } = scores.nodes;
  const begin = offsets[node] ?? 0;
  const end = offsets[node + 1] ?? begin;
  let sum = PRIOR_RELATIONS * prior;
  for (let i = begin; i < end; i++) {
    sum += scores.memberSurprise[positions[i] ?? 0] ?? 0;
  }
  return sum / (end - begin + PRIOR_RELATIONS);
}

interface Relation {
  readonly edge: number;
  readonly surprise: number;
}

/** The node's relations, most surprising first. */
function relationsOf(scores: EdgeScores, node: number): Relation[] {
  const { offsets, edges, positions } = scores.nodes;
  const begin = offsets[node] ?? 0;
  const count = (offsets[node + 1] ?? begin) - begin;
  return Array.from({ length: count }, (_, i) => ({
    edge: edges[begin + i] ?? 0,
    surprise: scores.memberSurprise[positions[begin + i] ?? 0] ?? 0,
  })).sort((a, b) => b.surprise - a.surprise || a.edge - b.edge);
}

function explainNode(
  scores: EdgeScores,
  node: number,
  prior: number,
): Explanation {
  const { hypergraph } = scores;
  const relations = relationsOf(scores, node);
  const divisor = relations.length + PRIOR_RELATIONS;
  const named = relations.slice(0, NAMED_RELATIONS);
  const rest = relations.slice(NAMED_RELATIONS);
  const id = (edge: number): string => hypergraph.edgeIds.textAt(edge);
  const parts: ScorePart[] = named.map(({ edge, surprise }) => ({
    name: `relation ${id(edge)}`,
    value: surprise,
    contribution: surprise / divisor,
  }));
  if (rest.length > 0) {
    const sum = rest.reduce((total, { surprise }) => total + surprise, 0);
    parts.push({
      name: `${rest.length} other relations`,
      value: sum / rest.length,
      contribution: sum / divisor,
    });
  }
  parts.push({
    name: 'an ordinary node, to start from',
    value: prior,
    contribution: (PRIOR_RELATIONS * prior) / divisor,
  });
  const unusual = relations.filter(({ surprise }) => surprise > 0).length;
  const kind = nodeKind(hypergraph, node);
  return {
    text: `${nodeLabel(hypergraph, node)}: less expected than a random ${kind ?? 'node'} in ${roundedCount(unusual)} of ${roundedCount(relations.length)} relations.`,
    parts,
    members: relations.slice(0, LISTED_RELATIONS).map(({ edge, surprise }) => ({
      id: id(edge),
      contribution: surprise / divisor,
    })),
    pairs: [],
    nearest: null,
  };
}
