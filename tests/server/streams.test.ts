import { describe, expect, it } from 'vitest';
import { alertPageSchema } from '#protocol/alerts.ts';
import { chunkTakenSchema, streamSchema } from '#protocol/streams.ts';
import { viewListSchema } from '#protocol/views.ts';
import { logOns } from '../cli/monitor-desk.ts';
import { readEvents, type ReadEvent } from './event-reader.ts';
import { readJson, startKeepingServer } from './keeping-server.ts';
import { problemOf, startTestServer, type TestServer } from './test-server.ts';

const server = await startKeepingServer();

/** Log-ons as JSON lines, so many at a time. */
function chunks(size: number): string[] {
  const [, ...rows] = logOns(4, 3000).trimEnd().split('\n');
  const lines = rows.map((row) => {
    const [time, who, where] = row.split(',');
    return JSON.stringify({ time: Number(time), who, where });
  });
  return Array.from({ length: Math.ceil(lines.length / size) }, (_, i) =>
    lines.slice(i * size, (i + 1) * size).join('\n'),
  );
}

const OPTIONS = { node: ['who', 'where'], time: 'time' };

function push(
  name: string,
  body: string,
  query: Record<string, string> = {},
  to: TestServer = server,
): Promise<Response> {
  const search = new URLSearchParams(query).toString();
  return to.fetch(`/api/v1/streams/${name}/events?${search}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body,
  });
}

async function pushAll(name: string): Promise<void> {
  const made = await server.post('/streams', {
    name,
    options: OPTIONS,
    rule: { by: 'chance', most: 0.01 },
  });
  expect(made.status).toBe(201);
  for (const [index, body] of chunks(500).entries()) {
    const response = await push(name, body, { chunk: `c${index}` });
    expect(response.status).toBe(200);
  }
}

/** The first events of a feed. */
async function first(path: string, count: number, last?: string) {
  const leaving = new AbortController();
  const response = await server.fetch(`/api/v1${path}`, {
    signal: leaving.signal,
    ...(last !== undefined && { headers: { 'last-event-id': last } }),
  });
  const found: ReadEvent[] = [];
  for await (const event of readEvents(response)) {
    found.push(event);
    if (found.length === count) break;
  }
  leaving.abort();
  return found;
}

describe('a stream over HTTP', () => {
  it('scores records as they come, and tells of alerts, also to those who were away', async () => {
    const live = first('/streams/logons/alerts', 3);
    await pushAll('logons');
    const seen = await live;
    const stream = streamSchema.parse(
      await readJson(server, '/streams/logons'),
    );
    expect(stream).toMatchObject({ name: 'logons', rows: 3000, rejected: 0 });
    expect(stream.alerts).toBeGreaterThan(3);
    const { items } = alertPageSchema.parse(
      await readJson(server, '/alerts?source=stream:logons&limit=1000'),
    );
    expect(items).toHaveLength(stream.alerts);
    const ids = items.map(({ id }) => id).reverse();
    expect(seen.map(({ id, type }) => [id, type])).toEqual(
      ids.slice(0, 3).map((id) => [id, 'alert']),
    );
    expect(seen[0]?.data).toEqual(items.at(-1)?.content);
    const missed = await first(
      '/streams/logons/alerts',
      ids.length - 2,
      ids[1],
    );
    expect(missed.map(({ id }) => id)).toEqual(ids.slice(2));
  });

  it('takes a chunk once, also after a restart', async () => {
    const [body = ''] = chunks(300);
    const query = { chunk: 'one', options: JSON.stringify(OPTIONS) };
    const taken = chunkTakenSchema.parse(
      await (await push('twice', body, query)).json(),
    );
    expect(taken).toMatchObject({ chunk: 'one', rows: 300, rejected: 0 });
    expect(await (await push('twice', body, query)).json()).toEqual(taken);
    const { workspace, catalog } = server;
    const restarted = await startTestServer({ workspace, catalog });
    const again = await push('twice', body, query, restarted);
    expect(await again.json()).toEqual(taken);
    expect(await readJson(server, '/streams/twice')).toMatchObject({
      rows: 300,
    });
    await restarted.server.close();
  });

  it('counts records that it cannot read', async () => {
    const body = '{"who":"a","where":"b","time":1}\nnot json\n';
    const response = await push('broken', body, {
      options: JSON.stringify(OPTIONS),
    });
    const { rows, rejected } = chunkTakenSchema.parse(await response.json());
    expect([rows, rejected]).toEqual([2, 1]);
  });

  it.each([
    ['an empty body', 'empty', '', 400],
    ['a name that is a path', '..%2F..%2Fx', '{}', 400],
    ['options of no stream', 'odd', '{"a":1}', 400],
  ])('refuses %s', async (_what, name, body, status) => {
    const query: Record<string, string> =
      name === 'odd' ? { options: '{"format":"hif"}' } : {};
    const answer = await problemOf(await push(name, body, query));
    expect(answer.status).toBe(status);
  });

  it('refuses chunks that are too long, and streams that are there', async () => {
    const small = await startKeepingServer({ limits: { chunkBytes: 100 } });
    const [body = ''] = chunks(100);
    const answer = await problemOf(await push('x', body, {}, small));
    expect([answer.status, answer.problem.code]).toEqual([
      413,
      'LIMIT_EXCEEDED',
    ]);
    const again = await server.post('/streams', { name: 'logons' });
    expect((await problemOf(again)).status).toBe(409);
  });

  it('is listed, and forgotten with its records', async () => {
    await push('passing', chunks(10)[0] ?? '', {
      options: JSON.stringify(OPTIONS),
    });
    const remove = () =>
      server.fetch('/api/v1/streams/passing', { method: 'DELETE' });
    expect((await remove()).status).toBe(204);
    expect((await problemOf(await remove())).status).toBe(404);
    const text = JSON.stringify(await readJson(server, '/streams'));
    expect(text).not.toContain('passing');
  });
});

describe('alerts', () => {
  it('are seen and closed, and listed by status', async () => {
    const { items } = alertPageSchema.parse(
      await readJson(server, '/alerts?source=stream:logons&limit=2'),
    );
    const [one] = items;
    const change = (status: string) =>
      server.post(`/alerts/${one?.id ?? ''}`, { status });
    expect((await change('closed')).status).toBe(204);
    const closed = alertPageSchema.parse(
      await readJson(server, '/alerts?status=closed'),
    );
    expect(closed.items.map(({ id }) => id)).toEqual([one?.id]);
    expect((await change('gone')).status).toBe(400);
    const missing = await server.post('/alerts/nothing', { status: 'seen' });
    expect(missing.status).toBe(404);
  });
});

describe('saved views', () => {
  it('are kept by name, and forgotten', async () => {
    const dataset = server.dataset.id;
    const content = { filter: { from: 1 }, __proto__: null };
    const save = (body: object) => server.post('/views', body);
    expect((await save({ name: 'a/b', dataset, content })).status).toBe(204);
    expect((await save({ name: 'a/b', content: [1] })).status).toBe(204);
    const { items } = viewListSchema.parse(await readJson(server, '/views'));
    expect(items).toMatchObject([{ name: 'a/b', dataset: null, content: [1] }]);
    expect((await save({ name: 'c', dataset: 'x', content })).status).toBe(404);
    const remove = () =>
      server.fetch('/api/v1/views/a%2Fb', { method: 'DELETE' });
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(404);
  });
});
