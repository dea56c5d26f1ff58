import type { Argv } from 'yargs';
import {
  rankingHeads,
  type AnomalyRequest,
} from '#pipeline/operations/anomalies.ts';
import { defaultMode } from '#pipeline/operations/recipes.ts';
import type { Session } from './session.ts';
import { withSourceOptions, type SourceOptions } from './source-options.ts';

/** How elements are scored; the same for `anomalies` and `evaluate`. */
export interface AnomalyOptions extends SourceOptions {
  readonly of: 'edges' | 'nodes' | 'windows';
  readonly head: NonNullable<AnomalyRequest['head']>;
  readonly mode: 'stream' | 'static' | undefined;
  readonly fdr: number;
  readonly trainUntil: string | undefined;
}

export function withAnomalyOptions(yargs: Argv): Argv<AnomalyOptions> {
  return withSourceOptions(yargs)
    .option('of', {
      choices: ['edges', 'nodes', 'windows'] as const,
      default: 'edges' as const,
      describe: 'What is scored',
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
    }) as unknown as Argv<AnomalyOptions>;
}

/** The options as the pipeline takes them. */
export function anomalyRequest(
  options: AnomalyOptions,
  session: Session,
): AnomalyRequest {
  const { of, head, fdr, trainUntil, recipe } = options;
  const mode =
    options.mode ?? (recipe === undefined ? undefined : defaultMode(recipe));
  return { of, head, mode, fdr, trainUntil, seed: session.options.seed };
}
