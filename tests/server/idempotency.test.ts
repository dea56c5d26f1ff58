import { describe, expect, it } from 'vitest';
import { readJson, startKeepingServer } from './keeping-server.ts';
import { problemOf, startTestServer } from './test-server.ts';

const server = await startKeepingServer();
const labels = `/datasets/${server.dataset.id}/labels`;

async function historyLength(): Promise<number> {
  const { id } = server.dataset;
  return (await server.workspace.labels.history(id)).length;
}

describe('a request with an Idempotency-Key', () => {
  it('is done once, and answered alike', async () => {
    const before = await historyLength();
    const ask = () =>
      server.post(
        labels,
        { id: 'monday', label: 'odd' },
        { 'idempotency-key': 'first' },
      );
    const answers = await Promise.all([ask(), ask(), ask()]);
    for (const answer of [...answers, await ask()]) {
      expect(answer.status).toBe(201);
      expect(await answer.json()).toEqual({ added: 1 });
    }
    const replayed = answers.filter((answer) =>
      answer.headers.has('idempotency-replayed'),
    );
    expect(replayed).toHaveLength(2);
    expect(await historyLength()).toBe(before + 1);
  });

  it('is done once also after a restart', async () => {
    const { workspace, catalog } = server;
    const headers = { 'idempotency-key': 'lasting' };
    const body = { id: 'monday', label: 'plain' };
    await server.post(labels, body, headers);
    const before = await historyLength();
    const restarted = await startTestServer({ workspace, catalog });
    const again = await restarted.post(labels, body, headers);
    expect([again.status, await again.json()]).toEqual([201, { added: 1 }]);
    expect(await historyLength()).toBe(before);
  });

  it('that is another than before is refused', async () => {
    const headers = { 'idempotency-key': 'twice' };
    await server.post(labels, { id: 'monday', label: 'a' }, headers);
    const other = { id: 'monday', label: 'b' };
    const answer = await problemOf(await server.post(labels, other, headers));
    expect([answer.status, answer.problem.status]).toEqual([422, 422]);
    const elsewhere = `/datasets/${server.dataset.id}/anomalies`;
    const second = await server.post(elsewhere, {}, headers);
    expect(second.status).toBe(422);
  });

  it('that failed is tried again', async () => {
    const headers = { 'idempotency-key': 'failing' };
    const body = { id: 'later', label: 'odd' };
    expect((await server.post(labels, body, headers)).status).toBe(404);
    expect((await server.post(labels, body, headers)).status).toBe(404);
    const sound = { id: 'monday', label: 'odd' };
    expect((await server.post(labels, sound, headers)).status).toBe(201);
  });

  it('may be an upload or a question', async () => {
    const send = () =>
      server.fetch('/api/v1/datasets?name=a.csv', {
        method: 'POST',
        headers: {
          'content-type': 'application/octet-stream',
          'idempotency-key': 'upload',
        },
        body: 'edge,node\nA,a\nA,b\n',
      });
    const [first, second] = [await send(), await send()];
    expect(await first.json()).toEqual(await second.json());
    expect(first.headers.get('location')).toBe(second.headers.get('location'));
    const ask = async () => {
      const path = `/datasets/${server.dataset.id}/topology/components`;
      const headers = { 'idempotency-key': 'question' };
      const response = await server.post(path, {}, headers);
      return (await response.json()) as unknown;
    };
    expect(await ask()).toEqual(await ask());
  });

  it('for a secret keeps none', async () => {
    const headers = { 'idempotency-key': 'secret' };
    const make = () => server.post('/tokens', { name: 'ida' }, headers);
    expect((await make()).status).toBe(201);
    expect((await make()).status).toBe(409);
    const kept = await server.workspace.answers.get('api', 'secret');
    expect(kept).toMatchObject({ answer: null });
  });

  it.each(['a b', 'ä', 'x'.repeat(256)])(
    'needs a sound key: %s',
    async (key) => {
      const response = await server
        .post(labels, { id: 'monday', label: 'x' }, { 'idempotency-key': key })
        .catch(() => undefined);
      // fetch itself refuses what no header may hold.
      if (response) expect(response.status).toBe(400);
    },
  );

  it('belongs to who sent it', async () => {
    const made = await server.post('/tokens', { name: 'bob', role: 'analyst' });
    const { token } = (await made.json()) as { token: string };
    const headers = { 'idempotency-key': 'shared' };
    await server.post(labels, { id: 'monday', label: 'mine' }, headers);
    const theirs = await server.post(
      labels,
      { id: 'monday', label: 'theirs' },
      { ...headers, authorization: `Bearer ${token}` },
    );
    expect(theirs.status).toBe(201);
    const { items } = (await readJson(server, labels)) as {
      items: { id: string; label: string; who: string }[];
    };
    expect(items).toContainEqual(
      expect.objectContaining({ id: 'monday', label: 'theirs', who: 'bob' }),
    );
  });
});
