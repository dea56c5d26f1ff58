import { TEXT } from '../messages.ts';

/** Where in a file something was wrong; lines and columns count from 1. */
export interface ProblemPlace {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number | string;
  readonly expected?: string;
}

/** A failure as the page shows it: what stopped, where, and a code to copy. */
export class Problem extends Error {
  readonly code: string;
  /** HTTP status; 0 if no answer came. */
  readonly status: number;
  readonly place: ProblemPlace;
  readonly traceId: string | null;

  constructor(
    message: string,
    facts: {
      code: string;
      status?: number;
      place?: ProblemPlace;
      traceId?: string | null;
      cause?: unknown;
    },
  ) {
    super(message, { cause: facts.cause });
    this.name = 'Problem';
    this.code = facts.code;
    this.status = facts.status ?? 0;
    this.place = facts.place ?? {};
    this.traceId = facts.traceId ?? null;
  }
}

/** Reads an `application/problem+json` body; anything else becomes a plain problem. */
export function problemFrom(status: number, body: string): Problem {
  const fields = parseFields(body);
  const details = asFields(fields['details']);
  const message =
    text(fields['detail']) ??
    text(fields['title']) ??
    TEXT.problem.http(status);
  return new Problem(message, {
    code: text(fields['code']) ?? `HTTP_${String(status)}`,
    status,
    place: placeFrom({ ...fields, ...details }),
    traceId: text(fields['traceId']) ?? null,
  });
}

/** Turns whatever was thrown into a problem; null for an abort, which is no failure. */
export function problemOf(thrown: unknown): Problem | null {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof DOMException && thrown.name === 'AbortError') {
    return null;
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new Problem(message, { code: 'INTERNAL', cause: thrown });
}

/** Where a failure's details say that something was wrong. */
export function placeFrom(details: unknown): ProblemPlace {
  const { file, line, column, expected } = asFields(details);
  return {
    ...(typeof file === 'string' ? { file } : {}),
    ...(typeof line === 'number' ? { line } : {}),
    ...(typeof column === 'number' || typeof column === 'string'
      ? { column }
      : {}),
    ...(typeof expected === 'string' ? { expected } : {}),
  };
}

function parseFields(body: string): Record<string, unknown> {
  try {
    return asFields(JSON.parse(body));
  } catch {
    return {};
  }
}

function asFields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
