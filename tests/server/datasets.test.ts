import { describe, expect, it } from 'vitest';
import {
  datasetDetailSchema,
  datasetPageSchema,
  type DatasetPage,
} from '#protocol/dataset.ts';
import { START, visits } from '../pipeline/visits.ts';
import { problemOf, startTestServer } from './test-server.ts';

const { fetch, read, dataset, catalog } = await startTestServer();
const address = `/api/v1/datasets/${dataset.id}`;

async function page(query: string): Promise<DatasetPage> {
  const response = await fetch(`/api/v1/datasets${query}`);
  return datasetPageSchema.parse(await response.json());
}

describe('the list of data sets', () => {
  it('tells counts, time and kinds', async () => {
    expect(await page('')).toEqual({
      items: [
        {
          id: dataset.id,
          name: 'visits',
          nodes: 7,
          edges: 7,
          incidences: 14,
          createdAt: dataset.createdAt.toISOString(),
          time: { from: START, to: START + 10 * 3_600_000 },
          kinds: { person: 5, place: 1 },
        },
      ],
      next: null,
    });
  });

  it('comes in pages', async () => {
    const ids = [
      dataset.id,
      (await catalog.add(visits())).id,
      (await catalog.add(visits())).id,
    ];
    const first = await page('?limit=2');
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const rest = await page(`?limit=2&cursor=${first.next ?? ''}`);
    expect(rest.items.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(rest.next).toBeNull();
  });

  it.each([
    'limit=0',
    'limit=1001',
    'limit=two',
    'limit=1&limit=2',
    'cursor=nonsense',
    'offset=1',
    '__proto__=1',
  ])('refuses ?%s', async (query) => {
    const response = await fetch(`/api/v1/datasets?${query}`);
    const { status, problem } = await problemOf(response);
    expect([status, problem.code]).toEqual([400, 'INVALID_ARGUMENT']);
    expect(problem.errors).toHaveLength(1);
  });
});

describe('one data set', () => {
  it('tells where it came from', async () => {
    const { provenance } = datasetDetailSchema.parse(await read(''));
    expect(provenance).toEqual({
      source: 'visits.csv',
      format: 'csv',
      bytes: 210,
      sha256: '0'.repeat(64),
      mapping: { node: ['who'] },
      rejected: {
        count: 1,
        rows: [{ line: 9, column: null, expected: 'a name', reason: 'empty' }],
      },
      notes: ['Times are ISO 8601.'],
    });
  });

  it.each([
    'nothing',
    '..%2F..%2Fetc%2Fpasswd',
    '__proto__',
    'constructor',
    encodeURIComponent('naïve 名'),
  ])('that is not there gives 404: %s', async (id) => {
    for (const path of ['', '/info', '/edges', '/edges/x', '/timeline']) {
      const response = await fetch(`/api/v1/datasets/${id}${path}`);
      const { status, problem } = await problemOf(response);
      expect([status, problem.code]).toEqual([404, 'NOT_FOUND']);
    }
  });

  it('is gone after it was removed', async () => {
    const { id } = await catalog.add(visits());
    const remove = () => fetch(`/api/v1/datasets/${id}`, { method: 'DELETE' });
    const first = await remove();
    expect([first.status, await first.text()]).toEqual([204, '']);
    expect((await remove()).status).toBe(404);
  });
});

describe('an address', () => {
  it('with another method gives 405 and the methods it has', async () => {
    const response = await fetch(address, { method: 'PUT' });
    const { status, problem } = await problemOf(response);
    expect([status, problem.code]).toEqual([405, 'INVALID_ARGUMENT']);
    expect(response.headers.get('allow')).toBe('GET, DELETE, HEAD');
  });

  it.each(['/api/v1/nothing', '/api/v1/', '/api/v2/datasets', '/api'])(
    'that is not there gives a problem: %s',
    async (path) => {
      const { status, problem } = await problemOf(await fetch(path));
      expect([status, problem.code]).toEqual([404, 'NOT_FOUND']);
    },
  );

  it('with a broken percent-encoding gives 400', async () => {
    const response = await fetch('/api/v1/datasets/%E0%A4');
    const { status, problem } = await problemOf(response);
    expect([status, problem.code]).toEqual([400, 'INVALID_ARGUMENT']);
  });
});

describe('too many requests', () => {
  it('give 429 and when to come back', async () => {
    const few = await startTestServer({ limits: { requestsPerMinute: 2 } });
    await few.fetch('/health');
    await few.fetch('/health');
    const response = await few.fetch('/api/v1/datasets');
    const { status, problem } = await problemOf(response);
    expect([status, problem.code]).toEqual([429, 'LIMIT_EXCEEDED']);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
