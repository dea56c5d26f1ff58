import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { PolyadError } from '#errors/polyad-error.ts';
import { sendProblem } from '../problem.ts';

const MINUTE = 60_000;

/** Requests a minute from one address, whatever they ask. */
export function limitRequests(perMinute: number): RequestHandler {
  return limiter(perMinute, false);
}

/** Failed sign-ins a minute from one address. */
export function limitSignIns(perMinute: number): RequestHandler {
  return limiter(perMinute, true);
}

function limiter(limit: number, onlyFailures: boolean): RequestHandler {
  return rateLimit({
    windowMs: MINUTE,
    limit,
    skipSuccessfulRequests: onlyFailures,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response) => {
      const error = new PolyadError(
        'LIMIT_EXCEEDED',
        `More than ${limit} requests in a minute. Wait for the seconds in Retry-After.`,
      );
      sendProblem(response, error, 429);
    },
  });
}
