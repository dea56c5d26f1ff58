import { describe, expect, it } from 'vitest';
import { auditPageSchema } from '#protocol/audit.ts';
import {
  modelPageSchema,
  modelSchema,
  trainedModelSchema,
} from '#protocol/models.ts';
import { readJson, startKeepingServer } from './keeping-server.ts';
import { problemOf } from './test-server.ts';

type Server = Awaited<ReturnType<typeof startKeepingServer>>;

async function train(server: Server, body: object = {}) {
  const dataset = server.dataset.id;
  const response = await server.post('/models', { dataset, ...body });
  if (response.status !== 201) throw new Error(await response.text());
  return trainedModelSchema.parse(await response.json()).model;
}

async function change(server: Server, path: string) {
  const response = await server.post(`/models/${path}`, {});
  if (!response.ok) throw new Error(await response.text());
  const { id, status } = modelSchema.parse(await response.json());
  return [id, status];
}

describe('models over HTTP', () => {
  it('are trained, promoted, asked and rolled back to', async () => {
    const server = await startKeepingServer();
    const one = await train(server, { name: 'm' });
    const two = await train(server, { name: 'm', mode: 'static' });
    expect(one).toMatchObject({ status: 'trained', parent: null });
    expect(one.lineage).toMatchObject([{ datasetVersion: server.dataset.id }]);
    expect(await change(server, `${one.id}/promote`)).toEqual([
      one.id,
      'promoted',
    ]);
    await change(server, `${two.id}/promote`);
    const path = `/datasets/${server.dataset.id}/anomalies`;
    const answer = await server.post(path, { model: 'm', top: 1 });
    expect(await answer.json()).toMatchObject({
      mode: 'static',
      trained: { edges: one.trained.edges },
    });
    expect(await change(server, `${two.id}/rollback`)).toEqual([
      one.id,
      'promoted',
    ]);
    const { items } = modelPageSchema.parse(await readJson(server, '/models'));
    expect(items.map(({ status }) => status)).toEqual(['promoted', 'retired']);
    const shown = await readJson(server, `/models/${one.id}`);
    expect(modelSchema.parse(shown).sha256).toEqual(one.sha256);
    const audit = auditPageSchema.parse(await readJson(server, '/audit'));
    expect(audit.items.map(({ action }) => action)).toContain('model.rollback');
  });

  it('that are not there, or score something else, are refused', async () => {
    const server = await startKeepingServer();
    const problem = await server.post('/models/none/promote', {});
    expect(await problemOf(problem)).toMatchObject({ status: 404 });
    const { id } = await train(server);
    const path = `/datasets/${server.dataset.id}/anomalies`;
    const nodes = await server.post(path, { model: id, of: 'nodes' });
    const refused = await problemOf(nodes);
    expect(refused.status).toBe(400);
    expect(refused.problem.detail).toContain('edges');
  });
});
