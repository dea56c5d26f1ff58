import {
  recordRun,
  type OperationResult,
} from '#pipeline/workspace/run-results.ts';
import type { Command } from './command.ts';
import type { Session } from './session.ts';

/** Options that say nothing about the result, or are recorded apart. */
const NOT_PARAMETERS = new Set([
  '_',
  '$0',
  'source',
  'json',
  'quiet',
  'q',
  'workspace',
  'timeout',
  'seed',
  'backend',
  'threads',
  'strict',
  'help',
  'version',
]);

type ParameterValue = string | number | boolean;

/**
 * Records what a command computed from a data set of the workspace, before it is
 * printed: whoever has seen a result finds it again.
 * @returns The result, with the run's id among its facts where it was recorded.
 */
export async function recordResult(
  command: Command<object, object>,
  options: object,
  session: Session,
  result: object,
): Promise<object> {
  const stored = session.loaded?.stored;
  const { recording = {} } = command;
  if (!stored) return result;
  if (recording === false || !('run' in result)) {
    const { audit } = await session.workspace();
    await audit.record({
      actor: session.actor,
      action: 'data.read',
      subject: stored.id,
      details: { command: commandWord(command.name) },
    });
    return result;
  }
  const finished = result as OperationResult;
  const run = await recordRun(await session.workspace(), {
    datasetVersion: stored.id,
    operation: commandWord(command.name),
    parameters: {
      ...parametersOf(options, recording.outputs),
      ...session.recorded,
    },
    seed: session.options.seed,
    startedAt: session.startedAt,
    result: finished,
    ...(recording.varying && { varying: recording.varying }),
    actor: session.actor,
  });
  return { ...result, run: { ...finished.run, id: run.id } };
}

/** The word that calls a command: its name without what follows. */
export function commandWord(name: string): string {
  return name.split(' ')[0] ?? name;
}

/** The options given or assumed, by their names in camelCase. */
function parametersOf(
  options: object,
  outputs: readonly string[] = [],
): Record<string, ParameterValue> {
  const entries = Object.entries(options) as [string, unknown][];
  return Object.fromEntries(
    entries.filter(
      (entry): entry is [string, ParameterValue] =>
        ['string', 'number', 'boolean'].includes(typeof entry[1]) &&
        !entry[0].includes('-') &&
        !NOT_PARAMETERS.has(entry[0]) &&
        !outputs.includes(entry[0]),
    ),
  );
}

/** Options as a command takes them, from recorded parameters: under both spellings. */
export function optionsFrom(
  parameters: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const spelled = Object.entries(parameters).map(([name, value]) => [
    name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    value,
  ]);
  return { ...parameters, ...Object.fromEntries(spelled) } as Record<
    string,
    unknown
  >;
}
