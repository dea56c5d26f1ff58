import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { DatasetCatalog } from '#pipeline/dataset-catalog.ts';
import type { Dataset } from '#pipeline/dataset.ts';
import type { ProblemDocument } from '#protocol/problem.ts';
import {
  startServer,
  type RunningServer,
  type ServerOptions,
} from '#server/start-server.ts';
import { visits } from '../pipeline/visits.ts';

export const TOKEN = 'a-token-for-tests-only';

/** A page folder with an index and one hashed file. */
export function builtPage(): string {
  const root = mkdtempSync(join(tmpdir(), 'polyad-page-'));
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>p</title>');
  writeFileSync(join(root, 'assets', 'index-AbCd1234.js'), 'export {};');
  writeFileSync(join(root, '.hidden'), 'secret');
  return root;
}

export interface TestServer {
  readonly server: RunningServer;
  readonly catalog: DatasetCatalog;
  /** The data set `visits`. */
  readonly dataset: Dataset;
  /** `fetch` below the server's address, with the token unless headers say otherwise. */
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** Parsed JSON of a successful answer below the data set's address. */
  readonly read: (path: string) => Promise<unknown>;
  readonly post: (
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ) => Promise<Response>;
}

/** A listening server with one small data set; closed after the file's tests. */
export async function startTestServer(
  options: Partial<ServerOptions> = {},
): Promise<TestServer> {
  const catalog =
    options.catalog ?? new DatasetCatalog({ maxBytes: 64 * 2 ** 20 });
  const dataset = await catalog.add(visits());
  const server = await startServer({
    port: 0,
    token: TOKEN,
    // In this thread: the build may be older than the tests.
    jobThreads: 0,
    ...options,
    catalog,
  });
  afterAll(() => server.close());
  const send: TestServer['fetch'] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has('authorization') && !headers.has('cookie')) {
      headers.set('authorization', `Bearer ${TOKEN}`);
    }
    return fetch(new URL(path, server.url), { ...init, headers });
  };
  return {
    server,
    catalog,
    dataset,
    fetch: send,
    read: async (path) => {
      const response = await send(`/api/v1/datasets/${dataset.id}${path}`);
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as unknown;
    },
    post: (path, body, headers = {}) =>
      send(`/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
  };
}

/** Status and problem document of a failed answer. */
export async function problemOf(
  response: Response,
): Promise<{ status: number; problem: ProblemDocument }> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('application/problem+json')) {
    throw new Error(`no problem but ${type}: ${await response.text()}`);
  }
  return {
    status: response.status,
    problem: (await response.json()) as ProblemDocument,
  };
}

/** A request that `fetch` would refuse or tidy up: its own Host, a raw path. */
export function rawRequest(
  url: string,
  options: { path: string; headers?: Record<string, string>; method?: string },
): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { hostname, port, method: 'GET', ...options },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (body += chunk));
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body,
          });
        });
      },
    );
    request.once('error', reject);
    request.end();
  });
}
