/**
 * The closed list of what can go wrong. Two total maps place every code: HTTP
 * status in `server/problem.ts`, exit code in `cli/exit-code.ts`.
 */
export type ErrorCode =
  | 'INVALID_ARGUMENT'
  | 'INVALID_DATA'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'LIMIT_EXCEEDED'
  | 'NOT_CONVERGED'
  | 'DEVICE_LOST'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'CANCELLED'
  | 'INTERNAL';

/** Where in its source a fault was found; lines and columns count from 1. */
export interface SourceLocation {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Facts for machines beside the sentence for people; for bad input, its place. */
export type ErrorDetails = SourceLocation & Readonly<Record<string, unknown>>;

/**
 * The one error class that crosses folders.
 *
 * `message` says what was wrong, with the value, and what to do about it.
 */
export class PolyadError extends Error {
  override readonly name = 'PolyadError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(
    code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}
