import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, {
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { PolyadError } from '#errors/polyad-error.ts';
import { mayRead } from '../access/identity.ts';
import { requireSession, whoAsks } from '../access/require-session.ts';
import type { ServerContext } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { bulkType } from './bulk-list.ts';
import { checkInput } from './check-input.ts';
import { canonicalJson } from './canonical-json.ts';
import { handleOnce } from './idempotency.ts';
import type { Answer, Route, RouteInput } from './route.ts';
import { sendEvents } from './send-events.ts';

/** JSON bodies hold options, never data. */
const JSON_LIMIT = '256kb';

const readJson = express.json({ limit: JSON_LIMIT, type: () => true });

/** A router with every route, and 405 for other methods on their paths. */
export function mountRoutes(
  routes: readonly Route[],
  context: ServerContext,
): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const route of routes) {
    router[route.method](
      route.path,
      named(route.path),
      ...(route.guard ? [route.guard(context)] : []),
      ...(route.role === 'anyone'
        ? []
        : [requireSession(context.access, route.role)]),
      ...(route.body ? [requireJson, readJson] : []),
      answerer(route, context),
    );
  }
  for (const [path, methods] of methodsByPath(routes)) {
    router.all(path, named(path), refuseMethod(methods));
  }
  return router;
}

/** The pattern, not the address, goes to log and metrics: ids are data. */
function named(pattern: string): RequestHandler {
  return (_request, response, next) => {
    response.locals['route'] = pattern;
    next();
  };
}

function answerer(route: Route, context: ServerContext): RequestHandler {
  return async (request, response) => {
    const input = routeInput(route, request, response);
    checkDataset(route, input, context);
    const etag = route.immutable === true ? etagOf(route, input, context) : '';
    response.set('Cache-Control', 'no-store');
    if (route.isBulk === true) response.vary('Accept');
    if (etag !== '') {
      response.set('ETag', etag);
      if (isKnownTo(request, etag)) {
        response.status(304).end();
        return;
      }
    }
    const { readings } = context;
    const answer =
      readings?.takes(route, input) === true
        ? await readings.answer(route, input)
        : await handleOnce(route, input, context);
    noteRead(route, input, context);
    if (response.destroyed) return;
    if (answer.events) sendEvents(input, answer.events, context);
    else await send(response, route, answer);
  };
}

/**
 * A data set that is not theirs to see is one that is not there.
 * @throws PolyadError NOT_FOUND
 */
function checkDataset(
  route: Route,
  { params, who }: RouteInput<never, never, never>,
  { catalog }: ServerContext,
): void {
  if (who.datasets === null || !route.path.startsWith('/datasets/:id')) return;
  const { id } = params as { id: string };
  if (!mayRead(who, catalog.get(id).name)) throw catalog.notThere(id);
}

/** Whatever answers for one data set or run has read it; removals tell themselves. */
function noteRead(
  route: Route,
  input: RouteInput<never, never, never>,
  { reads }: ServerContext,
): void {
  const { id } = { ...(input.params as { id?: string } | undefined) };
  if (id === undefined || route.method === 'delete') return;
  const name = `${route.method.toUpperCase()} ${route.path}`;
  reads?.note(input.who.name, id, name);
}

function routeInput(
  route: Route,
  request: Request,
  response: Response,
): RouteInput<never, never, never> {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) {
      controller.abort(
        new PolyadError('CANCELLED', 'The client has disconnected.'),
      );
    }
  });
  const { params, query, body } = route;
  return {
    params: (params
      ? checkInput(params, request.params, 'path')
      : undefined) as never,
    query: (query
      ? checkInput(query, { ...request.query }, 'query')
      : undefined) as never,
    body: (body
      ? checkInput(body.schema, (request.body as unknown) ?? {}, 'body')
      : undefined) as never,
    who: whoAsks(response),
    signal: controller.signal,
    request,
    response,
  };
}

async function send(
  response: Response,
  route: Route,
  answer: Answer<unknown>,
): Promise<void> {
  response.status(answer.status ?? route.status ?? 200);
  if (answer.headers) response.set(answer.headers);
  if (answer.chunks !== undefined) {
    response.type('application/json');
    await sendPieces(answer.chunks, response);
  } else if (answer.bytes !== undefined) {
    await sendPieces(answer.bytes, response);
  } else if (answer.body === undefined) response.end();
  else response.json(answer.body);
}

/** Sends pieces as they come, no faster than they are taken. */
async function sendPieces(
  pieces: Iterable<string> | AsyncIterable<string | Uint8Array>,
  response: Response,
): Promise<void> {
  // A pipeline listens eight times over, beside log, metrics and compression.
  response.setMaxListeners(20);
  await pipeline(Readable.from(pieces), response);
}

/**
 * Whether If-None-Match names the ETag. Express's `fresh` would not do: clients
 * that send If-None-Match by hand also send no-cache, which is meant for caches.
 */
function isKnownTo(request: Request, etag: string): boolean {
  const known = request.headers['if-none-match']?.split(',') ?? [];
  return known.some((one) => one.trim() === etag || one.trim() === '*');
}

/** Weak, because run facts such as seconds differ between equal results. */
function etagOf(
  route: Route,
  input: RouteInput<never, never, never>,
  context: ServerContext,
): string {
  const { params, query } = input as { params: { id: string }; query: unknown };
  const { fingerprint } = context.catalog.get(params.id);
  const type = route.isBulk === true ? bulkType(input.request) : null;
  const content = canonicalJson([route.path, params, query ?? null, type]);
  const hash = createHash('sha256')
    .update(`${context.version}\n${fingerprint}\n${content}`)
    .digest('base64url');
  return `W/"${hash}"`;
}

/** Browsers send other types across origins without asking first. */
const requireJson: RequestHandler = (request, _response, next) => {
  const isEmpty =
    request.headers['transfer-encoding'] === undefined &&
    (request.headers['content-length'] ?? '0') === '0';
  if (isEmpty || request.is('application/json')) {
    next();
    return;
  }
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `The body is ${request.headers['content-type'] ?? 'of no stated type'}; send application/json.`,
  );
};

function methodsByPath(routes: readonly Route[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) {
    const known = methods.get(path) ?? [];
    methods.set(path, [...known, method.toUpperCase()]);
  }
  return methods;
}

function refuseMethod(methods: readonly string[]): RequestHandler {
  const allowed = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
  return (request, response) => {
    const error = new PolyadError(
      'INVALID_ARGUMENT',
      `${request.method} is not possible here; use ${methods.join(' or ')}.`,
    );
    response.set('Allow', allowed.join(', '));
    sendProblem(response, error, 405);
  };
}
