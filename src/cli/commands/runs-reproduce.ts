import { PolyadError } from '#errors/polyad-error.ts';
import {
  compareWithRun,
  type OperationResult,
} from '#pipeline/workspace/run-results.ts';
import { defineCommand, type Command } from '../command.ts';
import { commandWord, optionsFrom } from '../record-result.ts';

export const runsReproduceCommand = defineCommand({
  name: 'reproduce <id>',
  summary: 'Compute a run again, and compare the results byte for byte',
  examples: [['$0 runs reproduce 0f3c9a…', 'Exit status 5 if they differ']],
  options: (yargs) =>
    yargs.positional('id', { type: 'string', demandOption: true }),
  run: async ({ id }, session) => {
    const started = performance.now();
    const workspace = await session.workspace();
    const run = await workspace.runs.get(id);
    const stored = await workspace.datasets.get(run.datasetVersion);
    if (!stored) {
      throw new PolyadError(
        'NOT_FOUND',
        `The data set that run ${id} was computed from was removed. Import it again and compute anew.`,
        { id, datasetVersion: run.datasetVersion },
      );
    }
    const command = await findCommand(run.operation);
    const { recording } = command;
    // Sums of floats may differ between backends, so it runs where it ran.
    const { backend, threads } = session.options;
    const result = await command.run(
      {
        ...optionsFrom(run.parameters),
        source: `ws:${stored.name}@${stored.version}`,
      },
      session.within({
        seed: run.seed,
        ...(backend === 'auto' && { backend: run.backend as typeof backend }),
        threads: threads ?? run.threads,
      }),
    );
    const compared = await compareWithRun(
      workspace,
      run,
      result as OperationResult,
      recording === false ? [] : recording?.varying,
    );
    if (!compared.same) {
      throw new PolyadError(
        'CONFLICT',
        `Run ${id} gives another result now, first at ${compared.difference ?? 'its end'}: it was made by Polyad ${run.codeVersion} on ${run.backend}.`,
        { id, ...compared },
      );
    }
    return { id, ...compared, run: session.runFacts(started) };
  },
  print: ({ id, now }, session) => {
    session.print(`${id} is reproduced: SHA-256 ${now}`);
  },
});

/** The command of a recorded operation. @throws PolyadError NOT_FOUND */
async function findCommand(
  operation: string,
): Promise<Command<object, object>> {
  // Loaded only here: the list of commands holds this one too.
  const { commands } = await import('../commands.ts');
  for (const entry of commands) {
    if ('commands' in entry) continue;
    const command = entry as unknown as Command<object, object>;
    if (commandWord(command.name) === operation) return command;
  }
  throw new PolyadError(
    'NOT_FOUND',
    `This Polyad has no operation ${operation}. Use the version that made the run.`,
    { operation },
  );
}
