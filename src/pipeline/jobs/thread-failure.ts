import { PolyadError, type ErrorCode } from '#errors/polyad-error.ts';

/** An error by its parts, because classes are not sent between threads. */
export interface ThreadFailure {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** Where it broke, for the log. */
  readonly stack?: string | undefined;
}

export function threadFailure(error: unknown): ThreadFailure {
  if (error instanceof PolyadError) {
    const { code, message } = error;
    // What JSON keeps of the details can be sent.
    const text = JSON.stringify(error.details);
    const details = JSON.parse(text) as Record<string, unknown>;
    return { ok: false, code, message, details };
  }
  const { message, stack } =
    error instanceof Error ? error : new Error(String(error));
  return { ok: false, code: 'INTERNAL', message, details: {}, stack };
}

/** The error that a thread failed with. */
export function errorOfFailure(failure: ThreadFailure): PolyadError {
  const { code, message, details, stack } = failure;
  return new PolyadError(code, message, details, { cause: stack });
}
