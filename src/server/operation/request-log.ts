import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/**
 * Logs each request by its id, method, route pattern, status and duration.
 *
 * Addresses, headers and bodies are left out: they hold ids of the analysed
 * data and secrets. An id for the request comes from us, never from the client.
 */
export function logRequests(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: (_request, response) => {
      const id = randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: (_request, { statusCode }, error) => {
      if (error !== undefined || statusCode >= 500) return 'error';
      return statusCode >= 400 ? 'warn' : 'info';
    },
    customProps: (_request, response) => ({ route: routeOf(response) }),
    serializers: {
      req: ({ id, method }: { id: string; method: string }) => ({ id, method }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
}

/** Pattern of the route that answered. */
export function routeOf(response: Response | ServerResponse): string {
  const locals: unknown = 'locals' in response ? response.locals : undefined;
  const route = (locals as Record<string, unknown> | undefined)?.['route'];
  return typeof route === 'string' ? route : '(none)';
}
