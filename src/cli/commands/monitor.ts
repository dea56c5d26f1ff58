import { resolve } from 'node:path';
import type { Argv } from 'yargs';
import { PolyadError } from '#errors/polyad-error.ts';
import { parseDuration } from '#pipeline/duration.ts';
import {
  checkpointPath,
  settingsDigest,
} from '#pipeline/monitor/monitor-checkpoint.ts';
import {
  runMonitor,
  type MonitorRequest,
} from '#pipeline/monitor/run-monitor.ts';
import { defineCommand } from '../command.ts';
import type { Session } from '../session.ts';
import {
  mappingChoice,
  withSourceOptions,
  type SourceOptions,
} from '../source-options.ts';
import { writeStdout } from '../stdout.ts';

interface Options extends SourceOptions {
  readonly follow: boolean;
  readonly alerts: string | undefined;
  readonly alertRate: number;
  readonly fdr: number | undefined;
  readonly minScore: number | undefined;
  readonly tick: string | undefined;
  readonly checkpoint: string | undefined;
  readonly checkpointEvery: number;
  readonly restart: boolean;
}

export const monitorCommand = defineCommand({
  name: 'monitor <source>',
  summary: 'Score a stream as it arrives; a JSON line an alert',
  examples: [
    ['$0 monitor events.csv --recipe auth --follow', 'As the file grows'],
    ['zcat old.csv.gz | $0 monitor - --recipe auth', 'From a pipe'],
    [
      '$0 monitor events.jsonl --node user,host --time ts --alerts alerts.jsonl',
      'Alerts in a file too, each exactly once',
    ],
  ],
  isStream: true,
  recording: false,
  options: monitorOptions,
  run: async (options, session) => {
    const started = performance.now();
    const stop = new AbortController();
    const onSignal = (): void => stop.abort();
    process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
    try {
      const summary = await runMonitor(requestOf(options, session), {
        print: writeStdout,
        note: (text) => session.note(text),
        signal: AbortSignal.any([stop.signal, session.deadline.signal]),
      });
      return { ...summary, run: session.runFacts(started) };
    } finally {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    }
  },
  print: ({ rows, rejected, scored, alerts, run }, session) => {
    const rate = Math.round(scored / Math.max(run.seconds, 1e-3));
    const left = rejected === 0 ? '' : `, ${rejected} could not be read`;
    session.note(
      `${rows} rows${left}; ${scored} relations scored (${rate}/s), ${alerts} alerts.`,
    );
  },
});

function monitorOptions(yargs: Argv): Argv<Options> {
  return withSourceOptions(yargs)
    .option('follow', {
      type: 'boolean',
      default: false,
      describe: 'Wait for more at the end, through rotation and truncation',
    })
    .option('alerts', {
      type: 'string',
      describe: 'Write alerts to this file too',
    })
    .option('alert-rate', {
      type: 'number',
      default: 0.001,
      describe: 'Alert on relations that are this rare',
    })
    .option('fdr', {
      type: 'number',
      describe: 'Alert by this false-discovery rate (LORD++) instead of rarity',
    })
    .option('min-score', {
      type: 'number',
      describe: 'Alert by score instead of rarity',
    })
    .option('tick', {
      type: 'string',
      describe: 'Width of a tick, such as 1m; by default as the stream goes',
    })
    .option('checkpoint', {
      type: 'string',
      describe:
        'File of the checkpoint, kept at the end; by default in the workspace, removed when the source ends',
    })
    .option('checkpoint-every', {
      type: 'number',
      default: 20_000,
      describe: 'Relations between checkpoints; one is due every 10 s too',
    })
    .option('restart', {
      type: 'boolean',
      default: false,
      describe: 'Begin anew, whatever the checkpoint says',
    }) as unknown as Argv<Options>;
}

function requestOf(options: Options, session: Session): MonitorRequest {
  const { source, follow, restart, checkpointEvery: every } = options;
  if (source.startsWith('ws:')) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `${source} is whole already and does not grow. Score it with polyad anomalies, or monitor a file.`,
      { source },
    );
  }
  const choice = mappingChoice(options);
  const alerts =
    options.alerts === undefined ? undefined : resolve(options.alerts);
  const detector = {
    seed: session.options.seed,
    tick: options.tick === undefined ? undefined : parseDuration(options.tick),
    rule: ruleOf(options),
  };
  const settings = settingsDigest({
    source: source === '-' ? source : resolve(source),
    choice,
    alerts,
    detector,
  });
  return {
    source,
    choice,
    follow,
    alerts,
    options: detector,
    settings,
    checkpoint:
      options.checkpoint ??
      checkpointPath(session.workspaceRoot, source, settings),
    keep: options.checkpoint !== undefined,
    restart,
    every,
  };
}

function ruleOf({
  alertRate,
  fdr,
  minScore,
}: Options): NonNullable<MonitorRequest['options']['rule']> {
  if (fdr !== undefined && minScore !== undefined) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      'Give --fdr or --min-score, not both: one rule makes an alert.',
    );
  }
  if (minScore !== undefined) return { by: 'score', least: minScore };
  const most = fdr ?? alertRate;
  if (!(most > 0 && most < 1)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `A rate of ${most}: give a number above 0 and below 1, such as 0.01.`,
      { rate: most },
    );
  }
  return { by: fdr === undefined ? 'chance' : 'false discoveries', most };
}
