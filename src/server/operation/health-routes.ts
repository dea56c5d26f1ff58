import { Router, type RequestHandler } from 'express';
import { requireSession } from '../access/require-session.ts';
import type { ServerContext } from '../context.ts';

/**
 * `/health` says that the process answers, `/ready` that it takes requests, and
 * `/metrics` is Prometheus text; the last needs the token where others than this
 * machine can reach the server.
 */
export function healthRoutes(context: ServerContext): Router {
  const router = Router();
  router.get('/health', named('/health'), (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/ready', named('/ready'), (_request, response) => {
    const ready = context.isReady();
    response
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? 'ready' : 'closing' });
  });
  router.get(
    '/metrics',
    named('/metrics'),
    ...(context.isLoopback ? [] : [requireSession(context.access, 'admin')]),
    async (_request, response) => {
      const { registry } = context.metrics;
      const text = await registry.metrics();
      response.set('Cache-Control', 'no-store').type(registry.contentType);
      response.send(text);
    },
  );
  return router;
}

function named(pattern: string): RequestHandler {
  return (_request, response, next) => {
    response.locals['route'] = pattern;
    next();
  };
}
