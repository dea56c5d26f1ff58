import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { DatasetCatalog } from '#pipeline/dataset-catalog.ts';
import {
  openWorkspace,
  type OpenWorkspace,
} from '#pipeline/workspace/open-workspace.ts';
import { openShelf } from '#pipeline/workspace/workspace-shelf.ts';
import type { ServerOptions } from '#server/start-server.ts';
import { startTestServer, type TestServer } from './test-server.ts';

/** A server over a workspace of its own. */
export async function startKeepingServer(
  options: Partial<ServerOptions> = {},
): Promise<TestServer & { readonly workspace: OpenWorkspace }> {
  const root = join(mkdtempSync(join(tmpdir(), 'polyad-served-')), 'ws');
  const workspace = await openWorkspace(root);
  const shelf = await openShelf(workspace, 'api');
  const catalog = new DatasetCatalog({ maxBytes: 2 ** 26, shelf });
  const server = await startTestServer({ catalog, workspace, ...options });
  afterAll(async () => {
    await server.server.close();
    await workspace.close();
  });
  return { ...server, workspace };
}

/** Parsed JSON of a successful answer. */
export async function readJson(
  server: TestServer,
  path: string,
): Promise<unknown> {
  const response = await server.fetch(`/api/v1${path}`);
  if (response.status !== 200) throw new Error(await response.text());
  return response.json();
}
