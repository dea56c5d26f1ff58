import type { MappingChoice } from '../operations/load.ts';

/** What the commands of a report have in common. */
export interface CommandContext {
  /** SOURCE as it is to be typed. */
  readonly source: string;
  readonly choice: MappingChoice;
  readonly seed: number;
}

/** A command line that reads the same source in the same way. */
export function commandLine(
  { source, choice, seed }: CommandContext,
  command: string,
  options = '',
): string {
  const parts = [
    'polyad',
    command,
    quoted(source),
    ...readingOptions(choice),
    options,
    seed === 0 ? '' : `--seed ${seed}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** The mapping options given, as they are typed. */
export function readingOptions({
  format,
  recipe,
  mapping,
  strict,
}: MappingChoice): string[] {
  const { window, ...texts } = mapping;
  const given: [string, string | readonly string[] | undefined][] = [
    ['format', format],
    ['recipe', recipe],
    ...Object.entries(texts),
    ['window', window === undefined ? undefined : `${window}ms`],
  ];
  const options = given.flatMap(([name, value]) =>
    value === undefined
      ? []
      : [`--${name} ${quoted([value].flat().join(','))}`],
  );
  return strict ? [...options, '--strict'] : options;
}

/** An argument as a POSIX shell takes it. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text)
    ? text
    : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
