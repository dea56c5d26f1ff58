import { PolyadError } from '#errors/polyad-error.ts';

const MILLISECONDS = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
} as const;

const PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m|h|d|w)$/;

/**
 * Reads a duration such as `30s`, `10m`, `1.5h` or `1d`.
 * @returns Milliseconds.
 * @throws PolyadError INVALID_ARGUMENT for anything else, and for zero.
 */
export function parseDuration(text: string): number {
  const match = PATTERN.exec(text.trim());
  const milliseconds = match
    ? Number(match[1]) * MILLISECONDS[match[2] as keyof typeof MILLISECONDS]
    : 0;
  if (milliseconds > 0) return milliseconds;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `"${text}" is not a duration. Write a positive number and a unit: 30s, 10m, 1h or 1d.`,
    { value: text },
  );
}
