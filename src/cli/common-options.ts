import type { Argv } from 'yargs';

/** Options of every command. */
export interface CommonOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly backend: 'auto' | 'gpu' | 'wasm' | 'js';
  readonly threads: number | undefined;
  readonly seed: number;
  /** Undefined where the default is meant. */
  readonly workspace: string | undefined;
  readonly timeout: string | undefined;
}

export function withCommonOptions(yargs: Argv): Argv<CommonOptions> {
  return yargs
    .option('json', {
      type: 'boolean',
      default: false,
      describe: 'Print one JSON document and nothing else',
    })
    .option('quiet', {
      alias: 'q',
      type: 'boolean',
      default: false,
      describe: 'No progress and no notes',
    })
    .option('backend', {
      choices: ['auto', 'gpu', 'wasm', 'js'] as const,
      default: 'auto' as const,
      describe: 'What computes',
    })
    .option('threads', { type: 'number', describe: 'Most threads to use' })
    .option('seed', {
      type: 'number',
      default: 0,
      describe: 'Seed of everything random',
    })
    .option('workspace', {
      type: 'string',
      defaultDescription: '.polyad',
      describe: 'Folder that keeps data sets and results',
    })
    .option('timeout', {
      type: 'string',
      describe: 'Give up after this long, such as 30s or 10m',
    });
}
