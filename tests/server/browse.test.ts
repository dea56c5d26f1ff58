import { describe, expect, it } from 'vitest';
import {
  edgeDetailSchema,
  edgePageSchema,
  incidencePageSchema,
  nodeDetailSchema,
  nodePageSchema,
} from '#protocol/elements.ts';
import { infoSchema } from '#protocol/info.ts';
import { neighbourhoodSchema } from '#protocol/neighbourhood.ts';
import { timelineSchema } from '#protocol/timeline.ts';
import { START } from '../pipeline/visits.ts';
import { problemOf, startTestServer } from './test-server.ts';

const { fetch, read, dataset } = await startTestServer();
const address = `/api/v1/datasets/${dataset.id}`;

const ids = [
  'monday',
  'tuesday',
  'wednesday',
  '../../etc/passwd',
  'a/b?c#d%20',
  'naïve 名',
  'empty',
];

describe('info', () => {
  it('counts', async () => {
    const info = infoSchema.parse(await read('/info'));
    expect(info).toMatchObject({
      nodes: 7,
      edges: 7,
      incidences: 14,
      emptyEdges: 1,
      isolatedNodes: 1,
      kinds: { person: 5, place: 1 },
      run: { backend: 'js' },
    });
  });
});

describe('lists of elements', () => {
  it('hyperedges, page after page, are all of them in order', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = edgePageSchema.parse(await read(`/edges?limit=3${cursor}`));
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next === null ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(seen).toEqual(ids);
  });

  it('nodes tell kind and degree', async () => {
    const { items } = nodePageSchema.parse(await read('/nodes'));
    expect(items).toHaveLength(7);
    expect(items[0]).toEqual({ id: 'ada', kind: 'person', degree: 3 });
    expect(items.at(-1)).toEqual({ id: 'nobody', kind: null, degree: 0 });
  });

  it('incidences go on in the middle of a hyperedge', async () => {
    const first = incidencePageSchema.parse(await read('/incidence?limit=4'));
    const rest = incidencePageSchema.parse(
      await read(`/incidence?cursor=${first.next ?? ''}`),
    );
    const all = [...first.items, ...rest.items];
    expect(all).toHaveLength(14);
    expect(all.slice(3, 5)).toEqual([
      { edge: 'tuesday', node: 'ada', weight: 1, role: 'host' },
      { edge: 'tuesday', node: 'bo', weight: 1, role: 'guest' },
    ]);
    expect(all.at(-1)).toMatchObject({ edge: 'naïve 名', node: 'eve' });
  });

  it('refuse a cursor of another list', async () => {
    const { next } = edgePageSchema.parse(await read('/edges?limit=1'));
    const response = await fetch(`${address}/nodes?cursor=${next ?? ''}`);
    const { status, problem } = await problemOf(response);
    expect([status, problem.code]).toEqual([400, 'INVALID_ARGUMENT']);
  });
});

describe('one element', () => {
  it('hyperedge: members with kind, degree and role, properties', async () => {
    const edge = edgeDetailSchema.parse(await read('/edges/tuesday'));
    expect(edge).toMatchObject({
      id: 'tuesday',
      size: 3,
      time: START + 3_600_000,
      properties: { room: 'room of tuesday' },
      source: null,
    });
    expect(edge.members).toEqual([
      { id: 'ada', kind: 'person', degree: 3, role: 'host', weight: 1 },
      { id: 'bo', kind: 'person', degree: 3, role: 'guest', weight: 1 },
      { id: 'hall', kind: 'place', degree: 2, role: 'guest', weight: 1 },
    ]);
  });

  it.each(ids)('is found by any id: %s', async (id) => {
    const path = `/edges/${encodeURIComponent(id)}`;
    expect(edgeDetailSchema.parse(await read(path)).id).toBe(id);
  });

  it('node: its hyperedges', async () => {
    const node = nodeDetailSchema.parse(await read('/nodes/cy'));
    expect(node).toMatchObject({ id: 'cy', kind: 'person', degree: 3 });
    expect(node.edges.map(({ id }) => id)).toEqual([
      'monday',
      'wednesday',
      '../../etc/passwd',
    ]);
  });

  it.each([
    '/edges/nothing',
    '/edges/%2e%2e%2f%2e%2e%2fetc%2fshadow',
    '/edges/0',
    '/nodes/monday',
    '/nodes/__proto__',
    '/edges/nothing/neighbourhood',
  ])('that is not there gives 404: %s', async (path) => {
    const { status, problem } = await problemOf(
      await fetch(`${address}${path}`),
    );
    expect([status, problem.code]).toEqual([404, 'NOT_FOUND']);
  });
});

describe('the neighbourhood', () => {
  it('holds the chosen one first, then the most overlapping', async () => {
    const found = neighbourhoodSchema.parse(
      await read('/edges/tuesday/neighbourhood?s=1'),
    );
    expect(found.edges.map(({ id, overlap }) => [id, overlap])).toEqual([
      ['tuesday', 3],
      ['wednesday', 3],
      ['monday', 2],
    ]);
    expect(found.nodes.map(({ id }) => id)).toEqual([
      'ada',
      'bo',
      'cy',
      'hall',
    ]);
    expect(found).toMatchObject({ total: 3, shown: 3, component: { size: 5 } });
  });

  it('takes s and limit, and says what it left out', async () => {
    const found = neighbourhoodSchema.parse(
      await read('/edges/wednesday/neighbourhood?s=3&limit=2'),
    );
    expect(found).toMatchObject({ s: 3, total: 3, shown: 2 });
    expect(found.edges).toHaveLength(2);
    expect(found.component.size).toBe(3);
  });

  it('of a hyperedge without members is itself', async () => {
    const found = neighbourhoodSchema.parse(
      await read('/edges/empty/neighbourhood'),
    );
    expect(found).toMatchObject({ total: 1, shown: 1, component: { size: 1 } });
  });
});

describe('the timeline', () => {
  it('counts every hyperedge that has a time once', async () => {
    const { from, to, bins } = timelineSchema.parse(
      await read('/timeline?bins=5'),
    );
    expect([from, to]).toEqual([START, START + 10 * 3_600_000]);
    expect(bins.map(({ count }) => count)).toEqual([2, 2, 0, 0, 1]);
    expect(bins[1]?.start).toBe(START + 2 * 3_600_000);
  });

  it.each(['bins=0', 'bins=2001', 'bins=1.5'])('refuses %s', async (query) => {
    const response = await fetch(`${address}/timeline?${query}`);
    expect((await problemOf(response)).status).toBe(400);
  });
});

describe('an answer that cannot change', () => {
  it('has an ETag and is not sent twice', async () => {
    const path = `${address}/edges/monday`;
    const first = await fetch(path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"/);
    const headers = { 'if-none-match': etag };
    const again = await fetch(path, { headers });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const other = await fetch(`${address}/edges/tuesday`, { headers });
    expect(other.status).toBe(200);
  });

  it('has another ETag for other options', async () => {
    const etag = async (query: string) =>
      (await fetch(`${address}/timeline${query}`)).headers.get('etag');
    expect(await etag('?bins=2')).not.toBe(await etag('?bins=3'));
    expect(await etag('')).toBe(await etag('?bins=120'));
  });

  it('is kept by no cache on the way', async () => {
    const { headers } = await fetch(`${address}/edges/monday`);
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
