import type { z } from 'zod';
import { PolyadError } from '#errors/polyad-error.ts';

/**
 * Parses one part of a request.
 * @param where - `path`, `query` or `body`, for the message.
 * @throws PolyadError INVALID_ARGUMENT with `errors` as JSON Pointers.
 */
export function checkInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  where: 'path' | 'query' | 'body',
): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) => ({
    pointer: jsonPointer(issue.path),
    detail: issue.message,
  }));
  const [first] = errors;
  const place = first && first.pointer !== '' ? ` at ${first.pointer}` : '';
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `The ${where} is wrong${place}: ${first?.detail ?? 'unknown fault'}.`,
    { errors },
  );
}

function jsonPointer(path: readonly PropertyKey[]): string {
  return path
    .map(
      (part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    )
    .join('');
}
