import compression from 'compression';
import express, { type Express } from 'express';
import { PolyadError } from '#errors/polyad-error.ts';
import { checkOrigin } from './access/check-origin.ts';
import { limitRequests } from './access/rate-limits.ts';
import { apiDocs } from './api-docs.ts';
import { apiRoutes } from './api-routes.ts';
import type { ServerContext } from './context.ts';
import { mountRoutes } from './http/mount-routes.ts';
import { healthRoutes } from './operation/health-routes.ts';
import { logRequests } from './operation/request-log.ts';
import { pageFiles } from './page-files.ts';
import { answerProblem } from './problem.ts';
import { securityHeaders } from './security-headers.ts';

/**
 * The whole server as a request handler; it listens to nothing yet.
 *
 * Order matters: log first, so that refusals are logged; headers next, so that
 * refusals carry them; then who may ask; then the routes.
 */
export function createApp(context: ServerContext): Express {
  const app = express();
  app.set('query parser', 'simple');
  app.set('trust proxy', context.isBehindProxy ? 1 : false);
  app.set('etag', false);
  app.disable('x-powered-by');
  app.use(logRequests(context.logger));
  app.use(context.metrics.observe());
  app.use(securityHeaders(context.isTls || context.isBehindProxy));
  app.use(checkOrigin(context.hostNames));
  app.use(limitRequests(context.limits.requestsPerMinute));
  app.use(compression());
  app.use(healthRoutes(context));
  app.use('/api/v1', mountRoutes(apiRoutes, context));
  app.use('/api/docs', apiDocs());
  app.use('/api', () => {
    throw new PolyadError(
      'NOT_FOUND',
      'There is no such address. /api/v1/openapi.json lists all.',
    );
  });
  app.use(pageFiles(context.pageRoot));
  app.use(() => {
    throw new PolyadError('NOT_FOUND', 'There is no such page.');
  });
  app.use(answerProblem);
  return app;
}
