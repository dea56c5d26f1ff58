import type { Argv } from 'yargs';
import type { Session } from './session.ts';

/**
 * One command of the command line: how it is called, what it does and how its
 * result looks to people. With `--json` the result itself is the output.
 */
export interface Command<Options, Result extends object> {
  /** As yargs writes it: `info <source>`. */
  readonly name: string;
  readonly summary: string;
  /** Calls worth copying, each with what it does. */
  readonly examples: readonly (readonly [call: string, what: string])[];
  readonly options: (yargs: Argv) => Argv<Options>;
  readonly run: (options: Options, session: Session) => Promise<Result>;
  readonly print: (result: Result, session: Session) => void;
  /** Whether it prints JSON lines as it goes; then `print` alone has the last word, also with `--json`. */
  readonly isStream?: boolean;
  /** How a run on a data set of the workspace is recorded; false if not at all. */
  readonly recording?: Recording | false;
}

/** What a recorded run leaves out. */
export interface Recording {
  /** Options that name files to write. */
  readonly outputs?: readonly string[];
  /** Parts of the result that differ from run to run. */
  readonly varying?: readonly string[];
}

/** Commands behind one word, such as `datasets list` and `datasets import`. */
export interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly AnyCommand[];
}

/** A command whose option types its own file has already checked. */
export type AnyCommand = Command<never, never>;

/** Lets a command's file infer its option and result types. */
export function defineCommand<Options, Result extends object>(
  command: Command<Options, Result>,
): AnyCommand {
  return command as unknown as AnyCommand;
}
