import { describe, expect, it } from 'vitest';
import { PageApi, plainFailure } from '#in-page/page-api.ts';
import type { Upload } from '#protocol/dataset.ts';
import { startTestServer } from '../server/test-server.ts';

const CSV = [
  'time,user,host',
  ...Array.from({ length: 60 }, (_, at) => {
    const hour = String(at % 24).padStart(2, '0');
    const day = String(1 + Math.floor(at / 24)).padStart(2, '0');
    const host = at === 41 ? 'vault' : `host${String(at % 3)}`;
    return `2026-05-${day}T${hour}:00:00Z,user${String(at % 4)},${host}`;
  }),
].join('\n');

const OPTIONS = { node: ['user', 'host'], time: 'time' };

const server = await startTestServer();
const kept = (await (
  await server.fetch(
    `/api/v1/datasets?name=log.csv&options=${encodeURIComponent(JSON.stringify(OPTIONS))}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: CSV,
    },
  )
).json()) as Upload;

const api = new PageApi();
const opened = (await api.open(
  'log.csv',
  new TextEncoder().encode(CSV),
  OPTIONS,
)) as Upload;
const { signal } = new AbortController();

const here = async (method: string, path: string, body?: unknown) =>
  JSON.parse(
    JSON.stringify(
      await api.answer(method, `/datasets/${opened.id}${path}`, body, signal),
    ),
  ) as Record<string, unknown>;

async function there(method: string, path: string, body?: unknown) {
  const response = await server.fetch(`/api/v1/datasets/${kept.id}${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  return (await response.json()) as Record<string, unknown>;
}

describe('a file opened in the page', () => {
  it('is what the server makes of it', () => {
    const { id: _, createdAt: __, ...facts } = opened;
    expect(kept).toMatchObject(facts);
  });

  it.each([
    '/edges/41',
    '/edges/41/neighbourhood?s=1&limit=30',
    '/timeline?bins=24',
    '/overview?sizeFrom=2&dayFrom=0&dayTo=4',
    '/overlap-groups',
    '/matrix/layout?order=groups&s=1&edge=41',
    '/matrix/chunk?order=band&s=1&zoom=0',
    '/matrix/tile?rowFrom=0&rowTo=4&columnFrom=0&columnTo=60',
  ])('answers %s as the server does', async (path) => {
    expect(await here('GET', path)).toEqual(await there('GET', path));
  });

  it.each([
    ['/anomalies', { of: 'edges', top: 10, explain: true }],
    ['/anomalies', { of: 'edges', ids: ['41'] }],
    ['/topology/persistence', { maxDim: 1, generators: true }],
  ])('answers %s %o as the server does', async (path, body) => {
    const { run: _, ...local } = await here('POST', path, body);
    const remote = await there('POST', path, body);
    expect(remote).toMatchObject(local);
  });

  it('keeps labels while it is open, and refuses those of nothing', async () => {
    await here('POST', '/labels', { id: '41', label: 'anomalous' });
    expect(await here('GET', '/labels')).toMatchObject({
      items: [{ id: '41', label: 'anomalous', reason: '' }],
    });
    await expect(
      here('POST', '/labels', { id: 'nobody', label: 'benign' }),
    ).rejects.toThrow('nobody');
    await here('POST', '/labels', { id: '41', label: null });
    expect(await here('GET', '/labels')).toMatchObject({ items: [] });
  });

  it('says what needs a server, and where a file is wrong', async () => {
    await expect(here('GET', '/nodes')).rejects.toThrow('needs a server');
    const bytes = new TextEncoder().encode('{"incidences": [\noops');
    const failed = await api
      .open('bad.hif.json', bytes, {})
      .catch((thrown: unknown) => plainFailure(thrown));
    expect(failed).toMatchObject({
      code: 'INVALID_DATA',
      details: { file: 'bad.hif.json', line: 2 },
    });
  });
});
