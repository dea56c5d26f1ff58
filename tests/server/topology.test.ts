import { describe, expect, it } from 'vitest';
import { topologyMeasures } from '#protocol/topology/measures.ts';
import {
  problemOf,
  rawRequest,
  startTestServer,
  TOKEN,
} from './test-server.ts';

const { post, server, dataset } = await startTestServer();
const address = `/datasets/${dataset.id}/topology`;

async function compute(measure: string, options: unknown): Promise<unknown> {
  const response = await post(`${address}/${measure}`, options);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

describe('a measure', () => {
  it('linegraph', async () => {
    const found = await compute('linegraph', { s: 2 });
    expect(topologyMeasures.linegraph.result.parse(found)).toMatchObject({
      s: 2,
      of: 'edges',
      vertices: 7,
      pairs: 3,
      edges: [
        ['monday', 'tuesday', 2],
        ['monday', 'wednesday', 3],
        ['tuesday', 'wednesday', 3],
      ],
    });
  });

  it('components, with the defaults of an absent body', async () => {
    const answer = await rawRequest(server.url, {
      path: `/api/v1${address}/components`,
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(JSON.parse(answer.body)).toMatchObject({
      s: 1,
      of: 'edges',
      count: 3,
      singletons: 2,
    });
  });

  it('distance', async () => {
    const options = { from: 'monday', to: 'a/b?c#d%20' };
    expect(await compute('distance', options)).toMatchObject({ distance: 2 });
    const apart = { from: 'monday', to: 'empty' };
    expect(await compute('distance', apart)).toMatchObject({ distance: null });
  });

  it.each([
    ['diameter', {}],
    ['toplexes', {}],
    ['centrality', { metric: 'betweenness', of: 'nodes' }],
    ['homology', { generators: true }],
    ['persistence', { filtration: 'size' }],
    ['communities', {}],
    ['communities', { method: 'spectral', k: 2 }],
    ['nullmodel', { statistic: 'motifs', samples: 5 }],
    ['homology', { shortest: true }],
    ['s-persistence', {}],
    ['nullmodel', { statistic: 'holes', samples: 3 }],
    ['stats', { stats: ['truss', 'core-score', 'clustering-quad'] }],
    ['distances', { samples: 3 }],
    ['neighbors', { from: 'monday' }],
    ['trusses', {}],
    ['core-periphery', {}],
    ['reducibility', {}],
    ['motif-profile', { samples: 2 }],
    ['matching', {}],
    ['set-cover', {}],
    ['hitting-set', {}],
    ['validated', { alpha: 0.5 }],
    ['communities', { method: 'label-propagation' }],
    ['clustering', { kind: 'quad' }],
    ['stats', {}],
    ['stats', { stats: ['pagerank', 'member-degree'], where: ['degree>0'] }],
  ] as const)(
    '%s has the shape that is described',
    async (measure, options) => {
      const found = await compute(measure, options);
      expect(topologyMeasures[measure].result.safeParse(found).error).toBe(
        undefined,
      );
    },
  );
});

describe('a backend', () => {
  it.each(['js', 'wasm'] as const)(
    '%s runs where asked for',
    async (backend) => {
      const found = await compute('components', { s: 2, backend, threads: 1 });
      expect(found).toMatchObject({ count: 5, run: { backend, threads: 1 } });
    },
  );

  it('that is not there is replaced', async () => {
    const found = await compute('toplexes', { backend: 'gpu' });
    expect(topologyMeasures.toplexes.result.parse(found).count).toBe(3);
  });

  it('with an odd name is refused', async () => {
    const response = await post(`${address}/components`, { backend: 'tpu' });
    const { status, problem } = await problemOf(response);
    expect([status, problem.errors?.[0]?.pointer]).toEqual([400, '/backend']);
  });
});

describe('a wrong question', () => {
  it.each([
    ['linegraph', { s: 0 }, '/s'],
    ['linegraph', { s: 1.5 }, '/s'],
    ['linegraph', { of: 'people' }, '/of'],
    ['linegraph', { size: 2 }, ''],
    ['distance', { from: 'monday' }, '/to'],
    ['centrality', { metric: 'fame' }, '/metric'],
    ['components', [1], ''],
    ['homology', { maxDim: -1 }, '/maxDim'],
    ['persistence', { filtration: 'colour' }, '/filtration'],
    ['nullmodel', { statistic: 'beauty' }, '/statistic'],
    ['stats', { stats: [] }, '/stats'],
    ['stats', { top: -1 }, '/top'],
  ])('%s %j names the place', async (measure, options, pointer) => {
    const response = await post(`${address}/${measure}`, options);
    const { status, problem } = await problemOf(response);
    expect([status, problem.code]).toEqual([400, 'INVALID_ARGUMENT']);
    expect(problem.errors?.[0]?.pointer).toBe(pointer);
  });

  it('about an element that is not there gives 404', async () => {
    const options = { from: 'monday', to: 'friday' };
    const response = await post(`${address}/distance`, options);
    const { status, problem } = await problemOf(response);
    expect([status, problem.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('of a measure that is not there names those that are', async () => {
    const { status, problem } = await problemOf(
      await post(`${address}/beauty`, {}),
    );
    expect([status, problem.code]).toEqual([404, 'NOT_FOUND']);
    expect(problem.detail).toContain('components');
  });
});

describe('a body', () => {
  it.each([
    ['text that is no JSON', 'application/json', '{', 400],
    ['another media type', 'text/plain', '{}', 400],
    ['a number', 'application/json', '7', 400],
    ['too much', 'application/json', `"${'x'.repeat(300_000)}"`, 413],
    ['a prototype', 'application/json', '{"__proto__":{"s":2}}', 400],
  ])('%s is refused', async (_what, type, body, status) => {
    const url = new URL(`/api/v1${address}/components`, server.url);
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': type },
      body,
    });
    expect((await problemOf(response)).status).toBe(status);
  });
});

describe('a computation that takes too long', () => {
  it('is stopped with an honest error', async () => {
    const slow = await startTestServer({ limits: { computeSeconds: -1 } });
    const { status, problem } = await problemOf(
      await slow.post(`/datasets/${slow.dataset.id}/topology/linegraph`, {}),
    );
    expect([status, problem.code]).toEqual([413, 'LIMIT_EXCEEDED']);
  });
});
