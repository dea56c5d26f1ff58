import { writeScores } from '#pipeline/operations/anomalies.ts';
import { readLabels } from '#pipeline/operations/stored-labels.ts';
import {
  reportTaught,
  labelledKind,
  teachingLabels,
  type TaughtLabel,
} from '#pipeline/operations/taught-anomalies.ts';
import type { LoadedSource } from '#pipeline/operations/load.ts';
import { scoreSource, withAnomalyOptions } from '../anomaly-options.ts';
import { defineCommand } from '../command.ts';
import type { Session } from '../session.ts';
import { loadSource } from '../source-options.ts';

export const anomaliesCommand = defineCommand({
  recording: { outputs: ['scores', 'labels'] },
  name: 'anomalies <source>',
  summary: 'Rank the most surprising relations, each with its reasons',
  examples: [
    ['$0 anomalies events.csv --recipe auth --top 20', 'Log-ons worth a look'],
    ['$0 anomalies events.csv --recipe auth --scores scores.csv', 'All scores'],
    [
      '$0 anomalies events.csv --recipe auth --of windows --width 1d',
      'Days unlike others, and lasting changes',
    ],
    [
      '$0 anomalies pathways.gmt --of missing',
      'Members that sets seem to lack',
    ],
    [
      '$0 anomalies events.csv --recipe auth --labels seen.csv --ask 10',
      'Ranked by what was said of some, and what to look at next',
    ],
  ],
  options: (yargs) =>
    withAnomalyOptions(yargs)
      .option('top', {
        type: 'number',
        default: 50,
        describe: 'How many to show',
      })
      .option('explain', {
        type: 'boolean',
        default: true,
        describe: 'Give the parts of each score',
      })
      .option('labels', {
        type: 'string',
        describe:
          'CSV file id,label with anomalous, benign or unsure: rank again by what it teaches; with ws:NAME the labels there count too',
      })
      .option('ask', {
        type: 'number',
        default: 0,
        describe: 'How many to suggest for labelling next',
      })
      .option('scores', {
        type: 'string',
        describe: 'Write the scores of every element to this CSV file',
      }),
  run: async (options, session) => {
    const loaded = await loadSource(options, session);
    const { hypergraph } = loaded;
    const labels = await labelsFor(options, loaded, session);
    const started = performance.now();
    const detection = await scoreSource(options, loaded, session);
    const { top, explain, ask } = options;
    const { seed } = session.options;
    const range = { top, explain, ask, seed, labels };
    const report = reportTaught(detection, hypergraph, range);
    if (options.scores !== undefined) {
      await writeScores(options.scores, detection);
    }
    return { ...report, run: session.runFacts(started) };
  },
  print: (
    { results, flagged, total, guarantee, changes, teaching },
    session,
  ) => {
    session.table(
      results.map((result) => [
        movedRank(result.rank, result.taught?.rankBefore),
        result.score.toFixed(2),
        result.p.toExponential(1),
        result.flagged ? 'yes' : '',
        result.time === null ? '' : new Date(result.time).toISOString(),
        result.id,
        result.explanation?.text ?? result.members.join(' '),
      ]),
      ['RANK', 'SCORE', 'P', 'FLAGGED', 'TIME', 'ID', 'WHY'],
    );
    session.note(`${flagged} of ${total} flagged. ${guarantee.text}`);
    for (const { time, p, text } of changes ?? []) {
      const when = new Date(time).toISOString();
      session.note(`Changed at ${when} (p ${p.toPrecision(1)}): ${text}`);
    }
    if (!teaching) return;
    const { anomalous, benign, unsure } = teaching.labels;
    const isTaught = anomalous + benign + unsure > 0;
    if (isTaught) {
      session.note(
        `Ranked again by ${anomalous} anomalous, ${benign} benign and ${unsure} unsure: ${teaching.moved} moved. p, q and flags are as without labels.`,
      );
    }
    if (teaching.ask.length === 0) return;
    const ids = teaching.ask.map(({ id, rank }) => `${id} (rank ${rank})`);
    session.note(`Look at next: ${ids.join(', ')}`);
  },
});

/** The rank, and where it came from if labels moved it. */
function movedRank(rank: number, before = rank): string {
  return rank === before ? String(rank) : `${rank} (was ${before})`;
}

/** Where labels come from; a recorded run says which ones it was taught by. */
interface LabelOptions {
  readonly of: string;
  /** A file. */
  readonly labels: string | undefined;
  /** Position of the last label of the workspace that counted. */
  readonly labelsUntil?: number;
  /** What the file held. */
  readonly labelsGiven?: readonly TaughtLabel[];
}

/**
 * Labels of the workspace, then those of the file: the last of each counts; null
 * without any. What was used is recorded with the run, so that it can be
 * reproduced after the labels changed.
 */
async function labelsFor(
  { labels: file, of, labelsUntil, labelsGiven }: LabelOptions,
  { hypergraph, stored }: LoadedSource,
  session: Session,
): Promise<TaughtLabel[] | null> {
  const element = labelledKind(of);
  if (element === null) return null;
  const known: TaughtLabel[] = [];
  if (stored) {
    const workspace = await session.workspace();
    const until = labelsUntil ?? (await workspace.labels.position(stored.id));
    session.recorded['labelsUntil'] = until;
    known.push(...(await teachingLabels(workspace, stored, element, until)));
  }
  if (labelsGiven) return [...known, ...labelsGiven];
  if (file === undefined) return known.length > 0 ? known : null;
  const who = session.actor;
  const given = await readLabels(file, hypergraph, { of: element, who });
  if (stored) {
    session.recorded['labelsGiven'] = given.map(({ of, id, label }) => {
      return { of, id, label };
    });
  }
  return [...known, ...given];
}
