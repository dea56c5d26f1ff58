import {
  auditRobustness,
  type AttackResult,
} from '#anomaly/audit/robustness.ts';
import { auditBias, type Slice } from '#anomaly/audit/bias.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import { parseTime, scoreAnomalies, type AnomalyRequest } from './anomalies.ts';
import { readTruth } from './evaluate.ts';

export interface RobustnessRequest extends AnomalyRequest {
  readonly targets: number;
  /** Ids of the relations to attack instead of the first. */
  readonly ids?: readonly string[] | undefined;
}

/**
 * Attacks the first relations of the ranking.
 * @throws PolyadError INVALID_ARGUMENT; CANCELLED
 */
export function measureRobustness(
  hypergraph: Hypergraph,
  { trainUntil, ...request }: RobustnessRequest,
  loop: LoopOptions = {},
): AttackResult[] {
  return auditRobustness(hypergraph, {
    ...request,
    signal: loop.signal,
    ...(trainUntil !== undefined && { trainUntil: parseTime(trainUntil) }),
  });
}

/**
 * Compares slices of the relations by a property.
 * @param truth - CSV file id,label.
 * @throws PolyadError INVALID_ARGUMENT, INVALID_DATA, NOT_FOUND
 */
export async function measureBias(
  hypergraph: Hypergraph,
  request: AnomalyRequest & {
    readonly by: string;
    readonly truth?: string | undefined;
  },
  loop: LoopOptions = {},
): Promise<Slice[]> {
  const { by, truth, ...rest } = request;
  const labels =
    truth === undefined ? null : await readTruth(truth, hypergraph.edgeIds);
  const detection = scoreAnomalies(hypergraph, { ...rest, of: 'edges' }, loop);
  return auditBias(hypergraph, detection, {
    by,
    fdr: rest.fdr ?? 0.05,
    labels,
  });
}
