import type { Argv } from 'yargs';
import {
  rankingHeads,
  scoredKinds,
  scoreAnomalies,
  type AnomalyRequest,
} from '#pipeline/operations/anomalies.ts';
import { parseDuration } from '#pipeline/duration.ts';
import type { LoadedSource } from '#pipeline/operations/load.ts';
import { scoreByModel } from '#pipeline/operations/model-scores.ts';
import { findModel } from '#pipeline/operations/stored-models.ts';
import { defaultMode } from '#pipeline/operations/default-mode.ts';
import type { Session } from './session.ts';
import { withSourceOptions, type SourceOptions } from './source-options.ts';

/** How elements are scored; the same for `anomalies` and `evaluate`. */
export interface AnomalyOptions extends SourceOptions {
  readonly of: NonNullable<AnomalyRequest['of']>;
  readonly width: string | undefined;
  readonly head: NonNullable<AnomalyRequest['head']>;
  readonly mode: 'stream' | 'static' | undefined;
  readonly fdr: number;
  readonly trainUntil: string | undefined;
  readonly model: string | undefined;
  readonly sourceColumn: string | undefined;
}

export function withAnomalyOptions(yargs: Argv): Argv<AnomalyOptions> {
  return withSourceOptions(yargs)
    .option('of', {
      choices: scoredKinds,
      default: 'edges' as const,
      describe:
        'What is scored: relations, nodes, windows of time, groups that meet too often, members that relations are missing, combinations of kept columns',
    })
    .option('width', {
      type: 'string',
      describe: 'Width of a window of time, such as 1h',
    })
    .option('head', {
      choices: rankingHeads,
      default: 'combined' as const,
      describe: 'Which evidence ranks',
    })
    .option('mode', {
      choices: ['stream', 'static'] as const,
      describe:
        'Against the past only, or against all others; by default what the recipe says, else the past where relations have times',
    })
    .option('fdr', {
      type: 'number',
      default: 0.05,
      describe: 'Share of false alarms accepted among the flagged',
    })
    .option('train-until', {
      type: 'string',
      describe: 'Count only what came before this time',
    })
    .option('source-column', {
      type: 'string',
      describe:
        'Kept column that names who wrote a record: each is left out once, so that none can hide a relation',
    })
    .option('model', {
      type: 'string',
      describe:
        'Score by a model of the workspace: its id, or the name of a promoted one',
    }) as unknown as Argv<AnomalyOptions>;
}

/**
 * Scores what was read, by the model asked for or by the data itself.
 * @throws PolyadError NOT_FOUND for the model; INVALID_ARGUMENT for options that
 * are the model's to say
 */
export async function scoreSource(
  options: AnomalyOptions,
  { hypergraph, recipe, stored }: LoadedSource,
  session: Session,
): Promise<ReturnType<typeof scoreAnomalies>> {
  const request = anomalyRequest({ ...options, recipe }, session);
  const watch = session.watch('scoring');
  if (options.model === undefined) {
    return scoreAnomalies(hypergraph, request, watch);
  }
  const workspace = await session.workspace();
  const { id } = await findModel(workspace, options.model);
  if (stored) session.recorded['model'] = id;
  const { mode, trainUntil } = options;
  return scoreByModel(
    workspace,
    hypergraph,
    { ...request, mode, trainUntil, model: id },
    watch,
  );
}

/** The options as the pipeline takes them. */
export function anomalyRequest(
  options: AnomalyOptions,
  session: Session,
): AnomalyRequest {
  const { of, head, fdr, trainUntil, sourceColumn, recipe } = options;
  const mode =
    options.mode ?? (recipe === undefined ? undefined : defaultMode(recipe));
  const width =
    options.width === undefined ? undefined : parseDuration(options.width);
  const { seed } = session.options;
  return { of, head, mode, fdr, trainUntil, sourceColumn, width, seed };
}
