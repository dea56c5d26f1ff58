import { PolyadError } from '#errors/polyad-error.ts';
import type { AnomalyDetection } from '#anomaly/detect-anomalies.ts';
import {
  compareRankings,
  type RankingComparison,
} from '#anomaly/evaluation/compare-rankings.ts';
import type { ScoreEvaluation } from '#anomaly/evaluation/evaluate-scores.ts';
import { scoreWithModel } from '#anomaly/model/anomaly-model.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import type { AnomalyRequest } from './anomalies.ts';
import { evaluateDetection } from './evaluate.ts';
import {
  describeModel,
  findModel,
  openModel,
  type ModelFacts,
} from './stored-models.ts';

/** What is asked of a model; what it was trained with is not asked again. */
export interface ModelRequest extends AnomalyRequest {
  /** Id, or name of a promoted one. */
  readonly model: string;
}

/**
 * Scores relations by a model of the workspace.
 * @throws PolyadError NOT_FOUND; INVALID_ARGUMENT for another mode than the
 * model's, or elements it does not score; CANCELLED
 */
export async function scoreByModel(
  workspace: OpenWorkspace,
  hypergraph: Hypergraph,
  request: ModelRequest,
  { signal }: LoopOptions = {},
): Promise<AnomalyDetection> {
  const { model: name, of = 'edges', mode, head, fdr } = request;
  const { trainUntil, sourceColumn } = request;
  const stored = await findModel(workspace, name);
  const model = await openModel(workspace, stored);
  const { settings } = model;
  const fault =
    of !== 'edges'
      ? `A model scores edges, not ${of}`
      : mode !== undefined && mode !== settings.mode
        ? `Model ${stored.id} is of mode ${settings.mode}, not ${mode}`
        : trainUntil !== undefined
          ? 'What a model counts was said when it was trained'
          : sourceColumn !== undefined
            ? 'A model was trained on all sources'
            : null;
  if (fault !== null) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `${fault}. Leave that option out, or score without --model.`,
      { model: stored.id },
    );
  }
  return scoreWithModel(model, hypergraph, { head, fdr, signal });
}

/** Two models on the same data. */
export interface ModelDifference extends Omit<RankingComparison, 'movers'> {
  readonly a: ModelFacts;
  readonly b: ModelFacts;
  readonly movers: readonly {
    readonly id: string;
    readonly rankA: number;
    readonly rankB: number;
  }[];
  /** Against the truth, where it was given. */
  readonly evaluation?: {
    readonly a: ScoreEvaluation;
    readonly b: ScoreEvaluation;
  };
}

/**
 * Scores the same relations by two models, and says where they differ.
 * @param truth - CSV file id,label.
 * @throws PolyadError NOT_FOUND, INVALID_DATA, CANCELLED
 */
export async function compareModels(
  workspace: OpenWorkspace,
  hypergraph: Hypergraph,
  names: readonly [string, string],
  options: {
    readonly head?: AnomalyRequest['head'];
    readonly fdr?: number | undefined;
    readonly truth?: string | undefined;
  } & LoopOptions = {},
): Promise<ModelDifference> {
  const { truth, signal, ...request } = options;
  const score = (model: string): Promise<AnomalyDetection> =>
    scoreByModel(workspace, hypergraph, { ...request, model }, { signal });
  const [first, second] = names;
  const a = await score(first);
  const b = await score(second);
  const { movers, ...compared } = compareRankings(a, b);
  const judge = (detection: AnomalyDetection, file: string) =>
    evaluateDetection(detection, file);
  return {
    a: describeModel(await findModel(workspace, first)),
    b: describeModel(await findModel(workspace, second)),
    ...compared,
    movers: movers.map(({ element, ...ranks }) => ({
      id: hypergraph.edgeIds.textAt(element),
      ...ranks,
    })),
    ...(truth !== undefined && {
      evaluation: { a: await judge(a, truth), b: await judge(b, truth) },
    }),
  };
}
