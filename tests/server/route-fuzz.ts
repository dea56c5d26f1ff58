import fc from 'fast-check';
import { expect } from 'vitest';
import { z } from 'zod';
import { problemSchema } from '#protocol/problem.ts';
import { apiRoutes } from '#server/api-routes.ts';
import type { Route } from '#server/http/route.ts';
import {
  mostlyValuesOf,
  valuesOf,
  wordsOf,
  type JsonSchema,
} from '../support/schema-arbitrary.ts';
import { startKeepingServer } from './keeping-server.ts';

/** One generated request. */
interface FuzzRequest {
  readonly route: Route;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is asked of data sets too small to tell anything takes no longer. */
const WAIT = 'wait=1';

/**
 * Sends generated requests to every route, and fails where one answers 5xx, an
 * error is no problem document, or a result is not what its schema says.
 * @returns How many answers there were of each status.
 */
export async function fuzzRoutes(
  runs: number,
  seed: number,
): Promise<Map<number, number>> {
  const server = await startKeepingServer({
    jobThreads: 2,
    limits: {
      requestsPerMinute: 1e9,
      signInsPerMinute: 1e9,
      computeSeconds: 5,
    },
  });
  const ids = new Map([
    ['id', server.dataset.id],
    ['edge', 'monday'],
    ['node', 'ada'],
    ['name', 'visits'],
  ]);
  const statuses = new Map<number, number>();
  const check = async (request: FuzzRequest): Promise<void> => {
    const response = await send(server.server.url, request);
    const { status } = response;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const told = `${request.route.method} ${request.path} ${JSON.stringify(request.body ?? null).slice(0, 300)}`;
    if (status >= 500) throw new Error(`${status}: ${told}: ${response.text}`);
    if (status >= 400) {
      const problem = problemSchema.safeParse(JSON.parse(response.text));
      expect(problem.success, told).toBe(true);
    } else if (status === (request.route.status ?? 200)) {
      checkResult(request.route, response, told);
    }
  };
  await fc.assert(fc.asyncProperty(requests(ids), check), {
    numRuns: runs,
    seed,
    endOnFailure: true,
  });
  expect((await server.fetch('/health')).status).toBe(200);
  expect(await server.workspace.audit.verify()).toMatchObject({ intact: true });
  return statuses;
}

function checkResult(route: Route, { text, type }: Sent, told: string): void {
  if (!route.result || !type.startsWith('application/json')) return;
  const parsed = route.result.schema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${told}: ${parsed.error.message}`);
}

function requests(ids: ReadonlyMap<string, string>): fc.Arbitrary<FuzzRequest> {
  // The data set stays, or all that follows would answer 404.
  const routes = apiRoutes.filter(
    ({ method, path }) => !(method === 'delete' && path === '/datasets/:id'),
  );
  return fc.constantFrom(...routes).chain((route) => {
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    return fc.record({
      route: fc.constant(route),
      path: fc
        .tuple(...names.map((name = '') => wordsOf([ids.get(name) ?? 'x'])))
        .map((words) => pathOf(route, words)),
      query: fc.oneof(
        { weight: 4, arbitrary: queryOf(route) },
        { weight: 1, arbitrary: fc.dictionary(fc.string(), fc.string()) },
      ),
      body: bodyOf(route),
      headers: fc.record(
        {
          accept: fc.constantFrom(
            '*/*',
            'application/vnd.apache.arrow.stream',
            'application/x-ndjson',
            'text/html',
          ),
          'idempotency-key': fc.oneof(
            fc.constantFrom('a', 'b'),
            fc.stringMatching(/^[a-z]{12}$/),
            fc.stringMatching(/^[a-z]{12}$/),
          ),
          'if-none-match': fc.constantFrom('*', 'W/"x"'),
          'last-event-id': fc.constantFrom('a-1', '0'),
        },
        { requiredKeys: [] },
      ),
    });
  });
}

function pathOf(route: Route, words: readonly string[]): string {
  const rest = words.map((word) =>
    // A lone surrogate has no percent-encoding.
    encodeURIComponent(wellFormed(word)),
  );
  return route.path.replaceAll(/:\w+/g, () => rest.shift() ?? '');
}

function queryOf({ query }: Route): fc.Arbitrary<Record<string, unknown>> {
  if (!query) return fc.constant({});
  const values = valuesOf(jsonSchemaOf(query)) as fc.Arbitrary<
    Record<string, unknown>
  >;
  return values.map((value) => ({ ...value }));
}

function bodyOf(route: Route): fc.Arbitrary<unknown> {
  if (route.body) return mostlyValuesOf(jsonSchemaOf(route.body.schema));
  if (!route.stream) return fc.constant(undefined);
  return fc.oneof(
    fc.constantFrom(
      'edge,node\nA,a\nA,b\nB,b\n',
      '{"members":["a","b"],"time":1}\n{"members":["b"],"time":2}\n',
      '{"A":["a","b"]}',
      '[["a"],["b","c"]]',
    ),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );
}

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  }) as JsonSchema;
}

interface Sent {
  readonly status: number;
  readonly text: string;
  readonly type: string;
}

async function send(base: string, request: FuzzRequest): Promise<Sent> {
  try {
    return await sendOnce(base, request);
  } catch (error) {
    // A kept connection may be closed just when it is used again; a server that is
    // gone is gone the second time too.
    if (!(error instanceof TypeError)) throw error;
    return sendOnce(base, request);
  }
}

async function sendOnce(base: string, request: FuzzRequest): Promise<Sent> {
  const { route, path, query, body, headers } = request;
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [
      wellFormed(name),
      wellFormed(typeof value === 'string' ? value : JSON.stringify(value)),
    ]),
  ).toString();
  const leaving = new AbortController();
  const response = await fetch(`${base}api/v1${path}?${search}`, {
    method: route.method.toUpperCase(),
    headers: {
      authorization: 'Bearer a-token-for-tests-only',
      prefer: WAIT,
      ...headers,
      ...(route.body && { 'content-type': 'application/json' }),
      ...(route.stream && { 'content-type': 'application/octet-stream' }),
    },
    signal: leaving.signal,
    ...(body !== undefined && {
      body:
        typeof body === 'string' && route.stream ? body : JSON.stringify(body),
    }),
  });
  const type = response.headers.get('content-type') ?? '';
  const { status } = response;
  // A feed does not end by itself.
  if (type.startsWith('text/event-stream')) {
    leaving.abort();
    return { status, text: '', type };
  }
  return { status, text: await response.text(), type };
}

/** Without halves of characters, which no address holds. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '?');
}
