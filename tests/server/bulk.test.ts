import { tableFromIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { START } from '../pipeline/visits.ts';
import { startTestServer } from './test-server.ts';

const server = await startTestServer();
const address = `/api/v1/datasets/${server.dataset.id}`;
const ARROW = 'application/vnd.apache.arrow.stream';
const LINES = 'application/x-ndjson';

async function ask(path: string, accept: string): Promise<Response> {
  const response = await server.fetch(`${address}${path}`, {
    headers: { accept },
  });
  if (response.status !== 200) throw new Error(await response.text());
  return response;
}

async function lines(path: string): Promise<unknown[]> {
  const text = await (await ask(path, LINES)).text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

describe('lists in bulk', () => {
  it.each(['/edges', '/nodes', '/incidence'])(
    'hold the same rows as JSON lines, as Arrow and as pages: %s',
    async (path) => {
      const { items } = (await server.read(`${path}?limit=1000`)) as {
        items: Record<string, unknown>[];
      };
      expect(await lines(path)).toEqual(items);
      const response = await ask(path, ARROW);
      expect(response.headers.get('content-type')).toBe(ARROW);
      const table = tableFromIPC(await response.arrayBuffer());
      const plain = items.map((_, row) =>
        Object.fromEntries(
          table.schema.fields.map(({ name }) => {
            const value: unknown = table.getChild(name)?.get(row);
            return [name, typeof value === 'bigint' ? Number(value) : value];
          }),
        ),
      );
      expect(table.numRows).toBe(items.length);
      expect(plain).toEqual(items);
    },
  );

  it('have times as timestamps', async () => {
    const response = await ask('/edges', ARROW);
    const table = tableFromIPC(await response.arrayBuffer());
    const time = table.schema.fields.find(({ name }) => name === 'time');
    expect(String(time?.type)).toMatch(/^Timestamp/);
    expect(Number(table.getChild('time')?.get(0))).toBe(START);
  });

  it('go on from a cursor, and stop at a limit', async () => {
    const page = (await server.read('/edges?limit=2')) as { next: string };
    const all = await lines('/edges');
    expect(await lines('/edges?limit=2')).toEqual(all.slice(0, 2));
    expect(await lines(`/edges?cursor=${page.next}`)).toEqual(all.slice(2));
    const foreign = await server.fetch(`${address}/nodes?cursor=${page.next}`, {
      headers: { accept: ARROW },
    });
    expect(foreign.status).toBe(400);
  });

  it('are told apart by Accept, also by their ETags', async () => {
    const tags = await Promise.all(
      ['application/json', ARROW, LINES].map(async (type) => {
        const { headers } = await ask('/edges', type);
        expect(headers.get('vary')).toContain('Accept');
        return headers.get('etag');
      }),
    );
    expect(new Set(tags).size).toBe(3);
    const any = await ask('/edges', '*/*');
    expect(any.headers.get('content-type')).toMatch('application/json');
  });
});
