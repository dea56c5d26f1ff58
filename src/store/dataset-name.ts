import { PolyadError } from '#errors/polyad-error.ts';

const MAX_LENGTH = 200;

/** A data set by name, and one of its versions; the newest where none is named. */
export interface DatasetReference {
  readonly name: string;
  readonly version?: number;
}

/**
 * Reads `NAME` or `NAME@VERSION`.
 * @throws PolyadError INVALID_ARGUMENT for an empty name
 */
export function parseReference(text: string): DatasetReference {
  const match = /^(.+)@([1-9]\d{0,8})$/su.exec(text);
  if (match?.[1] !== undefined) {
    return { name: match[1], version: Number(match[2]) };
  }
  if (text !== '') return { name: text };
  throw new PolyadError(
    'INVALID_ARGUMENT',
    'The data set has no name. Write ws:NAME, or ws:NAME@VERSION.',
  );
}

/** `NAME`, or `NAME@VERSION` from the second version on. */
export function referenceText(name: string, version: number): string {
  return version === 1 ? name : `${name}@${version}`;
}

/**
 * Checks a name before a data set takes it.
 * @throws PolyadError INVALID_ARGUMENT
 */
export function checkDatasetName(name: string): void {
  const fault =
    name === '' || name !== name.trim()
      ? 'is empty or has blanks around it'
      : name.length > MAX_LENGTH
        ? `is over ${MAX_LENGTH} characters long`
        : /\p{Cc}/u.test(name)
          ? 'holds control characters'
          : /@\d+$/u.test(name)
            ? 'ends like a version (@ and digits)'
            : undefined;
  if (fault === undefined) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `The name ${JSON.stringify(name.slice(0, MAX_LENGTH))} ${fault}. Choose another with --name.`,
    { name },
  );
}

/** The nearest name that {@link checkDatasetName} takes. */
export function tidyDatasetName(text: string): string {
  const clean = text
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(0, MAX_LENGTH)
    .trim()
    .replace(/(\s*@\d+)+$/u, '');
  return clean === '' ? 'data' : clean;
}
