import type { ErrorCode } from '#errors/polyad-error.ts';

/** Exit status of a run that did what it was asked. */
export const DONE = 0;

/** Exit status for every error code; a new code does not compile until it is placed. */
export const EXIT_CODE = {
  INTERNAL: 1,
  DEVICE_LOST: 1,
  NOT_CONVERGED: 1,
  INVALID_ARGUMENT: 2,
  INVALID_DATA: 3,
  NOT_FOUND: 4,
  CONFLICT: 5,
  UNAUTHENTICATED: 5,
  FORBIDDEN: 5,
  LIMIT_EXCEEDED: 6,
  CANCELLED: 130,
} as const satisfies Record<ErrorCode, number>;
