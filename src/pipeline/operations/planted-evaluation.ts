import {
  evaluateScores,
  type ScoreEvaluation,
} from '#anomaly/evaluation/evaluate-scores.ts';
import { withJitteredTimes } from '#anomaly/evaluation/leak-check.ts';
import {
  plantAnomalies,
  PLANTED_TYPES,
  type PlantedStream,
  type PlantedType,
  type TimedRelation,
} from '#anomaly/evaluation/planted-stream.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import { Random } from '#numeric/random.ts';
import { scoreAnomalies, type AnomalyRequest } from './anomalies.ts';

/** Ways in which relations can be made to go wrong. */
export const plantedTypes: readonly PlantedType[] = PLANTED_TYPES;

/** A measure over seeds. */
export interface Spread {
  readonly mean: number | null;
  /** Standard deviation over seeds; null of one. */
  readonly deviation: number | null;
}

/** How well what was planted is found. */
export interface PlantedEvaluation {
  readonly plant: PlantedType;
  readonly seeds: readonly ({ readonly seed: number } & ScoreEvaluation)[];
  readonly auroc: Spread;
  readonly averagePrecision: Spread;
  readonly precisionAt100: Spread;
  /**
   * The same with each planted relation at a time of chance: where it is far
   * worse, others were found by what their time gave away. Null without times.
   */
  readonly jittered: {
    readonly auroc: Spread;
    readonly averagePrecision: Spread;
  } | null;
}

/**
 * Plants relations that did not happen into the data, scores all, and says how
 * well they are found, for several seeds. Kinds and properties are left out:
 * what is planted has none.
 * @param request - How to score; its seed is the first.
 * @throws PolyadError INVALID_ARGUMENT for data too small to plant in; CANCELLED
 * @remarks Two detections a seed, one without times.
 */
export function evaluatePlanted(
  hypergraph: Hypergraph,
  request: AnomalyRequest,
  { plant, seeds }: { readonly plant: PlantedType; readonly seeds: number },
  loop: LoopOptions = {},
): PlantedEvaluation {
  const isTimed = hypergraph.edgeTimes() !== null;
  const normal = timedRelations(hypergraph);
  const judge = (stream: PlantedStream, seed: number): ScoreEvaluation => {
    const data = plantedHypergraph(stream, isTimed);
    const { scores } = scoreAnomalies(data, { ...request, seed }, loop);
    return evaluateScores(scores.evidence, stream.labels, scores.flagged);
  };
  const first = request.seed ?? 0;
  const runs = Array.from({ length: seeds }, (_, i) => {
    const seed = first + i;
    const random = new Random(seed);
    const planted = plantAnomalies(normal, plant, random);
    return {
      found: { seed, ...judge(planted, seed) },
      jittered: isTimed
        ? judge(withJitteredTimes(planted, random), seed)
        : null,
    };
  });
  const found = runs.map((run) => run.found);
  const jittered = runs.flatMap((run) => run.jittered ?? []);
  return {
    plant,
    seeds: found,
    auroc: spread(found.map(({ auroc }) => auroc)),
    averagePrecision: spread(found.map((f) => f.averagePrecision)),
    precisionAt100: spread(found.map(({ precisionAt }) => precisionAt['100'])),
    jittered: isTimed
      ? {
          auroc: spread(jittered.map(({ auroc }) => auroc)),
          averagePrecision: spread(jittered.map((j) => j.averagePrecision)),
        }
      : null,
  };
}

/** Relations with members in order of time; by their place where none has one. */
function timedRelations(hypergraph: Hypergraph): TimedRelation[] {
  const times = hypergraph.edgeTimes();
  const relations: TimedRelation[] = [];
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    const time = times ? (times[edge] ?? NaN) : edge;
    const members = Array.from(hypergraph.edgeMembers(edge));
    if (members.length > 0 && !Number.isNaN(time)) {
      relations.push({ members, time });
    }
  }
  return relations.sort((a, b) => a.time - b.time);
}

function plantedHypergraph(
  { relations }: PlantedStream,
  isTimed: boolean,
): Hypergraph {
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  for (const { members, time } of relations) {
    const edge = builder.addNextEdge();
    for (const member of members) {
      builder.addIncidence(edge, builder.addNode(String(member)));
    }
    if (isTimed) builder.setEdge(edge, 'time', time);
  }
  return builder.build();
}

function spread(values: readonly (number | null)[]): Spread {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { mean: null, deviation: null };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    mean,
    deviation:
      known.length > 1 ? Math.sqrt(squares / (known.length - 1)) : null,
  };
}
