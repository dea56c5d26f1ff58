import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DatasetCatalog } from '#pipeline/dataset-catalog.ts';
import { openWorkspace } from '#pipeline/workspace/open-workspace.ts';
import { openShelf } from '#pipeline/workspace/workspace-shelf.ts';
import { auditPageSchema } from '#protocol/audit.ts';
import { labelPageSchema } from '#protocol/labels.ts';
import { runDetailSchema, runPageSchema } from '#protocol/runs.ts';
import { readJson, startKeepingServer } from './keeping-server.ts';
import { problemOf, startTestServer } from './test-server.ts';

describe('runs over HTTP', () => {
  it('are recorded once for equal questions, and shown with results', async () => {
    const server = await startKeepingServer();
    const { id } = server.dataset;
    const ask = async (path: string, body: object) => {
      const response = await server.post(`/datasets/${id}/${path}`, body);
      expect(response.status).toBe(200);
      return (await response.json()) as { run: unknown; measure?: string };
    };
    const answer = await ask('topology/components', { s: 2 });
    await ask('topology/components', { s: 2 });
    await ask('topology/components', { s: 1 });
    await ask('anomalies', { top: 3, seed: 5 });
    await ask('anomalies', { top: 3, seed: 5, offset: 3 });
    const page = runPageSchema.parse(await readJson(server, '/runs'));
    expect(page.items.map(({ operation, seed }) => [operation, seed])).toEqual([
      ['anomalies', 5],
      ['topology', 0],
      ['topology', 0],
    ]);
    expect(page.items[2]).toMatchObject({
      dataset: 'visits',
      datasetVersion: id,
      parameters: { measure: 'components', s: 2 },
    });
    const first = page.items[2]?.id ?? '';
    const run = runDetailSchema.parse(await readJson(server, `/runs/${first}`));
    const { run: _, measure, ...result } = answer;
    expect(measure).toBe('components');
    expect(run.result).toEqual(result);
  });

  it('come in pages, of one data set or operation', async () => {
    const server = await startKeepingServer();
    const { id } = server.dataset;
    for (const s of [1, 2, 3]) {
      await server.post(`/datasets/${id}/topology/components`, { s });
    }
    const list = async (query: string) =>
      runPageSchema.parse(await readJson(server, `/runs?${query}`));
    const first = await list('limit=2');
    const rest = await list(`limit=2&cursor=${first.next ?? ''}`);
    const all = [...first.items, ...rest.items];
    expect(all.map(({ parameters }) => parameters['s'])).toEqual([3, 2, 1]);
    expect(rest.next).toBeNull();
    expect((await list(`dataset=${id}`)).items).toHaveLength(3);
    expect((await list('dataset=other')).items).toEqual([]);
    expect((await list('operation=info')).items).toEqual([]);
  });

  it.each(['/runs/none', '/runs/..%2Fx', "/runs/'%20OR%201=1--"])(
    'that are not there give 404: %s',
    async (path) => {
      const server = await startKeepingServer();
      const { status } = await problemOf(await server.fetch(`/api/v1${path}`));
      expect(status).toBe(404);
    },
  );
});

describe('labels over HTTP', () => {
  it('are put, counted and taken back', async () => {
    const server = await startKeepingServer();
    const path = `/datasets/${server.dataset.id}/labels`;
    const put = async (body: object) => {
      const response = await server.post(path, body);
      return [response.status, (await response.json()) as unknown];
    };
    const one = { id: 'monday', label: 'odd', reason: 'who is cy?' };
    expect(await put(one)).toEqual([201, { added: 1 }]);
    expect(
      await put({
        labels: [
          { of: 'nodes', id: 'ada', label: 'fine' },
          { id: 'tuesday', label: 'fine' },
        ],
      }),
    ).toEqual([201, { added: 2 }]);
    await put({ id: 'tuesday', label: null });
    const { items } = labelPageSchema.parse(await readJson(server, path));
    expect(items).toMatchObject([
      { of: 'edges', ...one, who: 'api' },
      { of: 'nodes', id: 'ada', label: 'fine', reason: '' },
    ]);
  });

  it('of what is not there, or without text, are refused', async () => {
    const server = await startKeepingServer();
    const path = `/datasets/${server.dataset.id}/labels`;
    const missing = await server.post(path, {
      labels: [
        { id: 'monday', label: 'odd' },
        { id: 'nobody', label: 'odd' },
      ],
    });
    expect((await problemOf(missing)).status).toBe(404);
    for (const body of [{}, { id: 'monday' }, { id: 'monday', label: '' }]) {
      const { status } = await problemOf(await server.post(path, body));
      expect(status).toBe(400);
    }
    expect(await readJson(server, path)).toEqual({ items: [], next: null });
  });
});

describe('the audit trail over HTTP', () => {
  it('tells who did what, in pages', async () => {
    const server = await startKeepingServer();
    const { id } = server.dataset;
    const label = { id: 'monday', label: 'odd' };
    await server.post(`/datasets/${id}/labels`, label);
    await server.fetch(`/api/v1/datasets/${id}`, { method: 'DELETE' });
    const list = async (query: string) =>
      auditPageSchema.parse(await readJson(server, `/audit?${query}`));
    const first = await list('limit=2');
    const rest = await list(`cursor=${first.next ?? ''}`);
    const actions = [...first.items, ...rest.items].map(
      ({ actor, action, subject }) => [actor, action, subject],
    );
    expect(actions).toEqual(
      expect.arrayContaining([
        ['api', 'dataset.import', id],
        ['api', 'labels.add', id],
        ['api', 'dataset.remove', id],
      ]),
    );
  });
});

describe('reads over HTTP', () => {
  it('are in the audit trail: which data set, which route, how often', async () => {
    const root = join(mkdtempSync(join(tmpdir(), 'polyad-served-')), 'ws');
    const workspace = await openWorkspace(root);
    const shelf = await openShelf(workspace, 'api');
    const catalog = new DatasetCatalog({ maxBytes: 2 ** 26, shelf });
    const { server, dataset, read, fetch } = await startTestServer({
      catalog,
      workspace,
    });
    await read('/edges');
    await read('/edges');
    await read('/edges/monday');
    await fetch('/api/v1/datasets/nothing');
    await fetch('/api/v1/datasets');
    await server.close();
    const [, ...entries] = await workspace.audit.list();
    expect(
      entries.map(({ actor, action, subject, details }) => [
        actor,
        action,
        subject,
        details,
      ]),
    ).toEqual(
      [
        { route: 'GET /datasets/:id/edges', times: 2 },
        { route: 'GET /datasets/:id/edges/:edge', times: 1 },
      ].map((details) => ['api', 'data.read', dataset.id, details]),
    );
    await workspace.close();
  });
});

describe('a server that keeps nothing', () => {
  it('says so', async () => {
    const server = await startTestServer();
    const { id } = server.dataset;
    for (const path of [
      '/runs',
      '/runs/x',
      '/audit',
      `/datasets/${id}/labels`,
    ]) {
      const response = await server.fetch(`/api/v1${path}`);
      const { status, problem } = await problemOf(response);
      expect([status, problem.code]).toEqual([404, 'NOT_FOUND']);
      expect(problem.detail).toContain('--workspace');
    }
  });
});
