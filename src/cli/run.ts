import yargs, { type Argv } from 'yargs';
import { PolyadError, type ErrorDetails } from '#errors/polyad-error.ts';
import { jsonChunks } from '#pipeline/operations/json-chunks.ts';
import { version } from '#pipeline/version.ts';
import type { AnyCommand, Command, CommandGroup } from './command.ts';
import { withCommonOptions, type CommonOptions } from './common-options.ts';
import { DONE, EXIT_CODE } from './exit-code.ts';
import { recordResult } from './record-result.ts';
import { Session } from './session.ts';
import { commands } from './commands.ts';
import { STANDARD_INPUT } from './source-options.ts';
import { writeStdout } from './stdout.ts';

/**
 * Runs one command line.
 * @param argv - Arguments after the program's name.
 * @returns The exit status.
 */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  try {
    await buildParser(argv).parseAsync();
    return DONE;
  } catch (thrown) {
    return reportFailure(thrown, argv.includes('--json'));
  }
}

function buildParser(argv: readonly string[]): Argv<CommonOptions> {
  const parser = withCommonOptions(yargs(argv.map(markStandardInput)))
    .scriptName('polyad')
    .usage(
      '$0 COMMAND SOURCE [options]\n\nSOURCE is a file, - for standard input, or ws:NAME.',
    )
    .version(version)
    .completion('completion', 'Print a completion script for your shell')
    .recommendCommands()
    .demandCommand(1, 'Say which command to run; polyad --help lists them.')
    .strict()
    .exitProcess(false)
    .parserConfiguration({ 'duplicate-arguments-array': false })
    .fail((message: string, error: Error | undefined) => {
      throw error ?? new PolyadError('INVALID_ARGUMENT', message);
    })
    .wrap(Math.min(100, process.stdout.columns || 100));
  for (const entry of commands) {
    if ('commands' in entry) addGroup(parser, entry);
    else addCommand(parser, entry);
  }
  return parser;
}

function addGroup(parser: Argv<CommonOptions>, group: CommandGroup): void {
  const { name, summary, commands: members } = group;
  parser.command(`${name} <command>`, summary, (inner) => {
    for (const command of members) {
      addCommand(inner, command);
    }
    return inner.demandCommand(1, `Say what to do; polyad ${name} --help.`);
  });
}

function markStandardInput(argument: string): string {
  return argument === '-' ? STANDARD_INPUT : argument;
}

function addCommand(parser: Argv<CommonOptions>, erased: AnyCommand): void {
  const command = erased as unknown as Command<object, object>;
  parser.command(
    command.name,
    command.summary,
    (inner) => {
      for (const [call, what] of command.examples) inner.example(call, what);
      return command.options(inner);
    },
    async (options) => {
      const session = new Session(options as unknown as CommonOptions);
      const result = await runCommand(command, options, session);
      const isDocument = session.options.json && command.isStream !== true;
      if (isDocument) await writeJson(result);
      else command.print(result, session);
    },
  );
}

async function runCommand(
  command: Command<object, object>,
  options: object,
  session: Session,
): Promise<object> {
  try {
    const result = await command.run(options, session);
    return await recordResult(command, options, session, result);
  } finally {
    await session.close();
  }
}

async function writeJson(result: object): Promise<void> {
  for (const text of jsonChunks(result)) await writeStdout(text);
  await writeStdout('\n');
}

/** Says what went wrong where it is looked for, and returns the exit status. */
async function reportFailure(thrown: unknown, json: boolean): Promise<number> {
  const error = asPolyadError(thrown);
  process.stderr.write(`polyad: ${error.message}\n`);
  if (error.code === 'INTERNAL' && process.env['POLYAD_DEBUG'] !== undefined) {
    process.stderr.write(`${(thrown as Error).stack ?? String(thrown)}\n`);
  }
  if (json) {
    const { code, message, details } = error;
    await writeJson({ error: { code, message, details } });
  }
  return EXIT_CODE[error.code];
}

function asPolyadError(thrown: unknown): PolyadError {
  if (thrown instanceof PolyadError) return thrown;
  if (thrown instanceof Error && thrown.name === 'YError') {
    return new PolyadError('INVALID_ARGUMENT', thrown.message);
  }
  const details: ErrorDetails = {};
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new PolyadError(
    'INTERNAL',
    `Polyad failed: ${message}. Set POLYAD_DEBUG=1 to see where.`,
    details,
    { cause: thrown },
  );
}
