import { PolyadError } from '#errors/polyad-error.ts';
import { parseDuration } from '#pipeline/duration.ts';
import { rankingHeads } from '#pipeline/operations/anomalies.ts';
import { compareModels } from '#pipeline/operations/model-scores.ts';
import {
  describeModel,
  findModel,
  listModels,
  promoteModel,
  retireModel,
  rollBackModel,
  trainStoredModel,
  type ModelFacts,
} from '#pipeline/operations/stored-models.ts';
import { defineCommand, type CommandGroup } from '../command.ts';
import type { Session } from '../session.ts';
import { loadSource, withSourceOptions } from '../source-options.ts';

const trainCommand = defineCommand({
  recording: false,
  name: 'train <dataset>',
  summary: 'Train a model on a data set of the workspace, and keep it',
  examples: [
    ['$0 models train month --name log-ons', 'On all of its relations'],
    ['$0 models train april --from 0f3c9a…', 'Go on from a model'],
  ],
  options: (yargs) =>
    yargs
      .positional('dataset', {
        type: 'string',
        demandOption: true,
        describe: 'Data set of the workspace, with or without ws:',
      })
      .option('name', {
        type: 'string',
        describe:
          "What the model is for; one of a name serves at a time. Default: its parent's, else the data set's",
      })
      .option('from', {
        type: 'string',
        describe: 'Id of a model to go on from, with its settings',
      })
      .option('until', {
        type: 'string',
        describe: 'Only relations before this time',
      })
      .option('mode', {
        choices: ['stream', 'static'] as const,
        describe:
          'By default what the recipe says, else stream where relations have times',
      })
      .option('tick', {
        type: 'string',
        describe: 'Width of a tick, such as 1m; by default as the data says',
      }),
  run: async (options, session) => {
    const started = performance.now();
    const { dataset, name, from, until, mode } = options;
    if (from !== undefined && (mode ?? options.tick) !== undefined) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        'Mode and tick are those of the model named by --from. Leave --mode and --tick out, or train anew.',
      );
    }
    const tick =
      options.tick === undefined ? undefined : parseDuration(options.tick);
    const { seed } = session.options;
    const { actor } = session;
    const { signal } = session.watch('training');
    const model = await trainStoredModel(
      await session.workspace(),
      { dataset, name, from, until, mode, tick, seed },
      { actor, signal },
    );
    return { model, run: session.runFacts(started) };
  },
  print: ({ model }, session) => printModel(model, session),
});

const listCommand = defineCommand({
  name: 'list',
  summary: 'List the models of the workspace',
  examples: [['$0 models list', 'Names, status and what they were trained on']],
  options: (yargs) => yargs,
  run: async (_options, session) => {
    const started = performance.now();
    const models = await listModels(await session.workspaceOrNone());
    return { models, run: session.runFacts(started) };
  },
  print: ({ models }, session) => {
    session.table(
      models.map((model) => [
        model.id,
        model.name,
        model.status,
        model.mode,
        model.trained.edges,
        model.lineage.map(({ dataset }) => `ws:${dataset}`).join(' '),
        model.parent ?? '',
        model.createdAt,
      ]),
      [
        'ID',
        'NAME',
        'STATUS',
        'MODE',
        'HYPEREDGES',
        'TRAINED ON',
        'FROM',
        'CREATED',
      ],
    );
    if (models.length === 0) {
      session.note('None yet: polyad models train DATASET.');
    }
  },
});

const showCommand = defineCommand({
  name: 'show <model>',
  summary: 'One model: settings, lineage, hashes of what it knows',
  examples: [['$0 models show log-ons', 'The promoted one of that name']],
  options: (yargs) =>
    yargs.positional('model', { type: 'string', demandOption: true }),
  run: async ({ model: name }, session) => {
    const started = performance.now();
    const stored = await findModel(await session.workspace(), name);
    return { model: describeModel(stored), run: session.runFacts(started) };
  },
  print: ({ model }, session) => printModel(model, session),
});

const promoteCommand = changeCommand(
  'promote <id>',
  'Let a model serve under its name; the one that did is retired',
  promoteModel,
);
const retireCommand = changeCommand(
  'retire <id>',
  'Take a model out of use; it stays in the list',
  retireModel,
);
const rollbackCommand = changeCommand(
  'rollback <name>',
  'Let the model serve again that served before',
  rollBackModel,
);

const diffCommand = defineCommand({
  recording: false,
  name: 'diff <a> <b> <source>',
  summary: 'Score the same data by two models, and say where they differ',
  examples: [
    ['$0 models diff 0f3c9a… log-ons ws:may', 'A new one and the one in use'],
    [
      '$0 models diff 0f3c9a… 77ab01… ws:may --truth truth.csv',
      'And which is better',
    ],
  ],
  options: (yargs) =>
    withSourceOptions(yargs)
      .positional('a', { type: 'string', demandOption: true })
      .positional('b', { type: 'string', demandOption: true })
      .option('head', {
        choices: rankingHeads,
        default: 'combined' as const,
        describe: 'Which evidence ranks',
      })
      .option('fdr', {
        type: 'number',
        default: 0.05,
        describe: 'Share of false alarms accepted among the flagged',
      })
      .option('truth', {
        type: 'string',
        describe: 'CSV file with the columns id and label (0 or 1)',
      }),
  run: async (options, session) => {
    const { hypergraph } = await loadSource(options, session);
    const started = performance.now();
    const { a, b, head, fdr, truth } = options;
    const { signal } = session.watch('scoring');
    const difference = await compareModels(
      await session.workspace(),
      hypergraph,
      [a, b],
      { head, fdr, truth, signal },
    );
    return { ...difference, run: session.runFacts(started) };
  },
  print: (found, session) => {
    const { evaluation, flagged, shared } = found;
    session.table([
      ['relations', found.total],
      ['rank correlation', found.rankCorrelation],
      ['shared among the first 10', shared['10']],
      ['shared among the first 100', shared['100']],
      ['flagged by both', flagged.both],
      ['flagged by A only', flagged.onlyA],
      ['flagged by B only', flagged.onlyB],
      ...(evaluation
        ? [
            ['average precision of A', evaluation.a.averagePrecision],
            ['average precision of B', evaluation.b.averagePrecision],
          ]
        : []),
    ]);
    session.print('');
    session.table(
      found.movers.map(({ id, rankA, rankB }) => [id, rankA, rankB]),
      ['ID', 'RANK BY A', 'RANK BY B'],
    );
  },
});

/** A command that changes what a model is used for. */
function changeCommand(
  name: string,
  summary: string,
  change: typeof promoteModel,
) {
  const [, argument = ''] = /<(.*)>/u.exec(name) ?? [];
  return defineCommand({
    name,
    summary,
    examples: [
      [
        `$0 models ${name.replace(/<.*>/u, argument === 'id' ? '0f3c9a…' : 'log-ons')}`,
        summary,
      ],
    ],
    options: (yargs) =>
      yargs.positional(argument, { type: 'string', demandOption: true }),
    run: async (options: Record<string, unknown>, session) => {
      const started = performance.now();
      const workspace = await session.workspace();
      const subject = String(options[argument]);
      const model = await change(workspace, subject, session.actor);
      return { model, run: session.runFacts(started) };
    },
    print: ({ model }, session) => {
      session.print(`${model.name} ${model.id} is ${model.status}.`);
    },
  });
}

function printModel(model: ModelFacts, session: Session): void {
  const { trained, lineage, sha256, ...facts } = model;
  const day = (time: number): string => new Date(time).toISOString();
  session.table([
    ...Object.entries(facts).map(([name, value]) => [name, value ?? 'none']),
    ['hyperedges', trained.edges],
    ['nodes', trained.nodes],
    ...(trained.from === null || trained.until === null
      ? []
      : [['time', `${day(trained.from)} to ${day(trained.until)}`]]),
    ...lineage.map(({ dataset, edges, fingerprint }) => [
      'trained on',
      `ws:${dataset}, ${edges} hyperedges, content ${fingerprint.slice(0, 12)}`,
    ]),
    ['SHA-256 of the relations', sha256.relations],
    ['SHA-256 of the state', sha256.state ?? 'none'],
  ]);
}

/** The life of a model: trained, compared, promoted, retired, rolled back to. */
export const modelsGroup: CommandGroup = {
  name: 'models',
  summary: 'Keep models: train, list, show, diff, promote, retire, rollback',
  commands: [
    trainCommand,
    listCommand,
    showCommand,
    diffCommand,
    promoteCommand,
    retireCommand,
    rollbackCommand,
  ],
};
