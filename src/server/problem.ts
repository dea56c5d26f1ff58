import type { ErrorRequestHandler, Request, Response } from 'express';
import { PolyadError, type ErrorCode } from '#errors/polyad-error.ts';
import type { ProblemDocument } from '#protocol/problem.ts';

/** HTTP status of every code; a new code does not compile until it is placed. */
const HTTP_STATUS = {
  INVALID_ARGUMENT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  LIMIT_EXCEEDED: 413,
  INVALID_DATA: 422,
  NOT_CONVERGED: 422,
  // The caller went away or asked to stop; nginx's number for it.
  CANCELLED: 499,
  INTERNAL: 500,
  DEVICE_LOST: 503,
} as const satisfies Record<ErrorCode, number>;

const TITLES = {
  INVALID_ARGUMENT: 'The request is wrong',
  UNAUTHENTICATED: 'Not signed in',
  FORBIDDEN: 'Not allowed',
  NOT_FOUND: 'Not found',
  CONFLICT: 'In conflict with what is there',
  LIMIT_EXCEEDED: 'Over a limit',
  INVALID_DATA: 'The data cannot be read',
  NOT_CONVERGED: 'No answer was reached',
  CANCELLED: 'Cancelled',
  INTERNAL: 'Something broke in the server',
  DEVICE_LOST: 'The compute device was lost',
} as const satisfies Record<ErrorCode, string>;

/** The problem document of an error; whatever is not a PolyadError is INTERNAL. */
export function problemDocument(
  thrown: unknown,
  traceId: string,
  status?: number,
): ProblemDocument {
  const { code, message, details } = publicError(thrown);
  const { errors, ...facts } = details;
  return {
    type: `urn:polyad:problem:${code}`,
    title: TITLES[code],
    status: status ?? HTTP_STATUS[code],
    detail: message,
    code,
    details: facts,
    ...(Array.isArray(errors)
      ? { errors: errors as { pointer: string; detail: string }[] }
      : {}),
    traceId,
  };
}

/** Answers with a problem document; `status` overrides the code's own. */
export function sendProblem(
  response: Response,
  thrown: unknown,
  status?: number,
): void {
  const traceId = response.get('X-Request-Id') ?? '';
  const problem = problemDocument(thrown, traceId, status);
  response
    .status(problem.status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

/** Express's last handler: every failure of every route ends here. */
export const answerProblem: ErrorRequestHandler = (
  thrown: unknown,
  request,
  response,
  next,
) => {
  const known = knownError(thrown);
  if (known === undefined || known.code === 'INTERNAL') {
    request.log.error({ err: thrown }, 'request failed');
  }
  if (response.headersSent) {
    // Too late for a status: breaking the connection tells the client.
    next(thrown);
    return;
  }
  sendProblem(response, known ?? thrown);
  if (!request.complete) drainBriefly(request);
};

/** How long the rest of a refused body is taken, so that its sender reads why. */
const DRAIN_MILLISECONDS = 5_000;

/** Closing at once would reset the connection before the answer is read. */
function drainBriefly(request: Request): void {
  const cutOff = setTimeout(() => request.destroy(), DRAIN_MILLISECONDS);
  cutOff.unref();
  request.once('close', () => {
    clearTimeout(cutOff);
  });
  request.resume();
}

function publicError(
  thrown: unknown,
): Pick<PolyadError, 'code' | 'message' | 'details'> {
  const error = knownError(thrown);
  if (error && error.code !== 'INTERNAL') return error;
  const message =
    'Something broke in the server. Its log has the cause under this trace id.';
  return { code: 'INTERNAL', message, details: {} };
}

/** Node's codes for a client that left while its body or our answer was under way. */
const BROKEN_OFF = new Set<unknown>([
  'ECONNRESET',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** Our own errors, and those of Express and its parsers in our terms. */
function knownError(thrown: unknown): PolyadError | undefined {
  if (thrown instanceof PolyadError) return thrown;
  if (!(thrown instanceof Error)) return undefined;
  const { status, type, code } = thrown as Record<string, unknown> & Error;
  if (thrown instanceof URIError) {
    return new PolyadError(
      'INVALID_ARGUMENT',
      'The address holds a broken percent-encoding.',
    );
  }
  if (type === 'request.aborted' || BROKEN_OFF.has(code)) {
    return new PolyadError('CANCELLED', 'The request was cut off.');
  }
  if (status === 413) {
    return new PolyadError('LIMIT_EXCEEDED', 'The body is too large.');
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new PolyadError('INVALID_ARGUMENT', badRequest(type));
  }
  return undefined;
}

function badRequest(type: unknown): string {
  if (type === 'entity.parse.failed') return 'The body is not valid JSON.';
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return 'The body comes in an encoding that is not understood; send UTF-8.';
  }
  return 'The request is malformed.';
}
