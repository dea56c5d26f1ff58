import { z } from 'zod';
import type { ErrorCode } from '#errors/polyad-error.ts';

/** Every code once; a new one does not compile until it is listed. */
const CODES = {
  INVALID_ARGUMENT: 'INVALID_ARGUMENT',
  INVALID_DATA: 'INVALID_DATA',
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  LIMIT_EXCEEDED: 'LIMIT_EXCEEDED',
  NOT_CONVERGED: 'NOT_CONVERGED',
  DEVICE_LOST: 'DEVICE_LOST',
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  FORBIDDEN: 'FORBIDDEN',
  CANCELLED: 'CANCELLED',
  INTERNAL: 'INTERNAL',
} as const satisfies { [Code in ErrorCode]: Code };

/** A failure as `application/problem+json` (RFC 9457). */
export const problemSchema = z.object({
  /** Stable name of the kind of failure, `urn:polyad:problem:CODE`. */
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** What was wrong, with the value, and what to do. */
  detail: z.string(),
  code: z.enum(CODES),
  /** Facts for machines; for bad input `file`, `line`, `column`. */
  details: z.record(z.string(), z.unknown()),
  /** For invalid requests: each fault, as a JSON Pointer and a sentence. */
  errors: z
    .array(z.object({ pointer: z.string(), detail: z.string() }))
    .optional(),
  /** Identifies the request in the server's log. */
  traceId: z.string(),
});

export type ProblemDocument = z.infer<typeof problemSchema>;
