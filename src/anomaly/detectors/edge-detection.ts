import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { explainEdge } from '../explanation/explain-edge.ts';
import { nodeKind } from '../explanation/wording.ts';
import type { Aspect, Detection } from './detector.ts';
import {
  edgeScores,
  type EdgeScoreOptions,
  type EdgeScores,
} from './edge-scores.ts';

/** Name and version of the methods; a changed formula raises the version. */
export const DETECTORS = {
  static: 'static-surprise/1',
  stream: 'stream-surprise/1',
} as const;

/** Name and version of the method that made these scores. */
export function detectorName({ earlierOnly }: EdgeScores): string {
  return DETECTORS[earlierOnly ? 'stream' : 'static'];
}

/**
 * Scores every hyperedge by how surprising it is beside all others.
 * @throws PolyadError INVALID_ARGUMENT for bad widths, CANCELLED
 * @remarks See {@link edgeScores}.
 */
export function detectEdges(
  hypergraph: Hypergraph,
  options: EdgeScoreOptions = {},
): Detection {
  const scores = edgeScores(hypergraph, options);
  return {
    ...describeEdges(scores, options.trainUntil),
    detector: detectorName(scores),
    combined: scores.combined,
    heads: {
      unexpected: null,
      surprise: scores.surprise,
      recent: null,
      bursty: scores.bursty,
      volume: scores.volume,
      attributes: scores.attributes,
    },
    aspects: edgeAspects(scores),
    explain: (edge, head) => explainEdge(scores, edge, head),
  };
}

/** What the combined score of a relation adds up. */
export function edgeAspects({
  surprise,
  bursty,
  volume,
  categories,
}: EdgeScores): Aspect[] {
  return [
    { name: 'surprise', values: surprise },
    ...(bursty ? [{ name: 'bursty', values: bursty }] : []),
    ...(volume ? [{ name: 'volume', values: volume }] : []),
    ...categories.map(({ name, surprise: values }) => ({ name, values })),
  ];
}

/** What a detection of hyperedges says of them whatever scores them. */
export function describeEdges(
  scores: EdgeScores,
  trainUntil: number | undefined,
): Omit<Detection, 'detector' | 'combined' | 'heads' | 'aspects' | 'explain'> {
  const { hypergraph, moments, trained } = scores;
  const { times } = moments;
  return {
    trained: trainedFacts(scores, trainUntil),
    classes: sizeClasses(hypergraph),
    isReference: trained ? (edge) => trained.has(edge) : null,
    times,
    stream: times || scores.earlierOnly ? moments : null,
    causal: scores.earlierOnly,
    ids: hypergraph.edgeIds,
    members: (edge) => {
      const members = Array.from(hypergraph.edgeMembers(edge));
      return {
        ids: members.map((node) => hypergraph.nodeIds.textAt(node)),
        kinds: members.map((node) => nodeKind(hypergraph, node)),
      };
    },
  };
}

/** What the counts come from. */
export function trainedFacts(
  { hypergraph, trained, moments }: EdgeScores,
  until: number | undefined,
): Detection['trained'] {
  const limit = trained && until !== undefined ? until : null;
  return {
    edges: trained ? trained.count() : hypergraph.edgeCount,
    until: limit ?? lastTime(moments.times),
  };
}

function lastTime(times: Float64Array | null): number | null {
  let last = -Infinity;
  for (const time of times ?? []) if (time > last) last = time;
  return last === -Infinity ? null : last;
}

/** Sizes that are compared with each other: up to 1, 2, 3–4, 5 and more. */
function sizeClasses(hypergraph: Hypergraph): Uint8Array {
  return Uint8Array.from({ length: hypergraph.edgeCount }, (_, edge) => {
    const size = hypergraph.edgeSize(edge);
    if (size <= 2) return Math.max(0, size - 1);
    return size <= 4 ? 2 : 3;
  });
}
