import { once } from 'node:events';
import { connect } from 'node:net';
import { Zstd } from '@hpcc-js/wasm-zstd';
import { describe, expect, it } from 'vitest';
import { uploadSchema, type Upload } from '#protocol/dataset.ts';
import { readJson, startKeepingServer } from './keeping-server.ts';
import {
  problemOf,
  rawRequest,
  startTestServer,
  TOKEN,
} from './test-server.ts';

const server = await startKeepingServer({
  limits: { uploadBytes: 2 ** 25, unpackedBytes: 2 ** 22, headerSeconds: 0.5 },
});

function send(body: BodyInit, name: string, options = {}): Promise<Response> {
  const query = new URLSearchParams({ name, options: JSON.stringify(options) });
  return server.fetch(`/api/v1/datasets?${query.toString()}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
  });
}

async function uploaded(response: Response): Promise<Upload> {
  if (response.status !== 201) throw new Error(await response.text());
  return uploadSchema.parse(await response.json());
}

/** Status and code of a refused upload. */
async function refusal(body: BodyInit, name: string, options = {}) {
  const { status, problem } = await problemOf(await send(body, name, options));
  return [status, problem.code];
}

describe('files made to break a server', () => {
  it('a zstd bomb is refused', async () => {
    const zstd = await Zstd.load();
    const bomb = zstd.compress(Buffer.alloc(2 ** 24, 'ada,hall\n'));
    expect(bomb.length).toBeLessThan(2 ** 15);
    const answer = await refusal(new Uint8Array(bomb), 'bomb.csv.zst');
    expect(answer).toEqual([413, 'LIMIT_EXCEEDED']);
  });

  it('a CSV of a million columns is refused', async () => {
    const header = Array.from({ length: 1_000_000 }, (_, i) => `c${i}`);
    const body = `${header.join(',')}\n${'x,'.repeat(999_999)}x\n`;
    const answer = await refusal(body, 'wide.csv');
    expect(answer).toEqual([413, 'LIMIT_EXCEEDED']);
  });

  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('JSON of %s 100,000 deep is refused', async (_what, open, close) => {
    const deep = `{"a":${open.repeat(100_000)}1${close.repeat(100_000)}}`;
    const [status] = await refusal(deep, 'deep.json');
    expect([413, 422]).toContain(status);
    const lines = await refusal(`${deep}\n`, 'deep.jsonl', { format: 'jsonl' });
    expect([413, 422]).toContain(lines[0]);
  });

  it('JSON options 100,000 deep are refused', async () => {
    const body = `{"s":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const { status } = await problemOf(
      await server.fetch(
        `/api/v1/datasets/${server.dataset.id}/topology/components`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        },
      ),
    );
    expect(status).toBe(400);
  });

  it('XML with entities, inside or from elsewhere, is refused', async () => {
    const bomb = `<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 12 }, (_, i) => `<!ENTITY a${i} "${`&a${i === 0 ? '' : i - 1};`.repeat(10)}">`).join('')}
<!ENTITY file SYSTEM "file:///etc/passwd">]>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected"><node id="&a11;"/><node id="&file;"/></graph></graphml>`;
    const started = performance.now();
    for (const name of ['bomb.graphml', 'bomb.gexf', 'bomb.xml']) {
      const response = await send(bomb, name);
      const text = await response.text();
      expect([400, 413, 422]).toContain(response.status);
      expect(text).not.toContain('root:');
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('names of prototypes are ids like others', async () => {
    const body =
      '{"__proto__":["constructor","toString"],"constructor":["__proto__"]}';
    const { id, edges } = await uploaded(await send(body, 'names.json'));
    expect(edges).toBe(2);
    const edge = await readJson(server, `/datasets/${id}/edges/__proto__`);
    expect(edge).toMatchObject({ size: 2 });
    expect(({} as Record<string, unknown>)['constructor']).toBe(Object);
    const hif = await send(
      '{"incidences":[{"edge":"e","node":"n"}],"edges":[{"edge":"e","attrs":{"__proto__":{"polluted":1}}}]}',
      'attrs.json',
    );
    expect(hif.status).toBeLessThan(500);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('SQL in names of columns, files and data is text', async () => {
    const sql = `x"); DROP TABLE runs; DELETE FROM audit_trail; --`;
    const body = `"${sql.replaceAll('"', '""')}",b\n"'; DROP TABLE labels; --",hall\n`;
    const { id } = await uploaded(
      await send(body, `${sql}.csv`, { node: [sql, 'b'], keep: [sql] }),
    );
    await server.post(`/datasets/${id}/labels`, {
      id: '0',
      label: "'); DROP TABLE models; --",
    });
    await server.post(`/datasets/${id}/topology/components`, {});
    const search = new URLSearchParams({ dataset: `' OR 1=1; ${sql}` });
    expect(await readJson(server, `/runs?${search.toString()}`)).toMatchObject({
      items: [],
    });
    for (const list of ['/runs', '/audit', `/datasets/${id}/labels`]) {
      const { items } = (await readJson(server, list)) as { items: unknown[] };
      expect(items.length, list).toBeGreaterThan(0);
    }
    expect(await server.workspace.audit.verify()).toMatchObject({
      intact: true,
    });
  });

  it('formulas in data are harmless in exported tables', async () => {
    const body = 'edge,node\n=HYPERLINK(1),@SUM(1)\n+1+1,-2+3\n';
    const { id } = await uploaded(await send(body, 'formulas.csv'));
    for (const format of ['csv', 'tsv']) {
      const response = await server.fetch(
        `/api/v1/datasets/${id}/export?format=${format}`,
      );
      const cells = (await response.text()).split(/[\n,\t]/);
      expect(cells.filter((cell) => /^"?[=+@-]/.test(cell))).toEqual([]);
      expect(cells.some((cell) => cell.includes('HYPERLINK'))).toBe(true);
    }
  });
});

describe('requests made to break a server', () => {
  it('headers that trickle in are cut off', async () => {
    const { hostname, port } = new URL(server.server.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write('GET /health HTTP/1.1\r\nHost: localhost\r\n');
    const trickle = setInterval(() => {
      if (!socket.destroyed) socket.write('X-A: b\r\n');
    }, 100);
    // Its end may come as a reset while a line is being written.
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await once(socket, 'close');
    clearInterval(trickle);
    expect(text).not.toContain('200 OK');
  }, 15_000);

  it('headers that are too long are refused', async () => {
    const { status } = await rawRequest(server.server.url, {
      path: '/health',
      headers: { 'x-long': 'x'.repeat(17_000) },
    });
    expect(status).toBe(431);
  });

  it.each([
    '?__proto__[limit]=1',
    '?constructor[prototype][x]=1',
    '?limit[]=1',
    '?limit=1&limit=2',
    '?limit=1e3000',
    '?cursor=%00',
  ])('the query %s is refused', async (query) => {
    const { status } = await problemOf(
      await server.fetch(`/api/v1/datasets${query}`),
    );
    expect(status).toBe(400);
  });

  it.each([
    '/api/v1/datasets/..%2F..%2F..%2Fetc%2Fpasswd',
    '/api/v1/datasets/..%2F..%2Fworkspace.duckdb/info',
    '/api/v1/runs/..%2F..%2Faudit-head',
    '/api/v1/jobs/..%2Fx/events',
    '/api/v1/streams/..%2Fx/alerts',
    '/api/v1/views/..%2F..%2Fetc',
    '/api/v1/models/..%2F..%2Fetc%2Fpasswd',
    '/api/v1/datasets/%2e%2e/%2e%2e/etc/passwd',
  ])('an id that is a path finds nothing: %s', async (path) => {
    const { status, body } = await rawRequest(server.server.url, {
      path,
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect([400, 404, 405]).toContain(status);
    expect(body).not.toContain('root:');
  });

  it('a percent that stands alone is refused', async () => {
    const { status } = await rawRequest(server.server.url, {
      path: '/api/v1/datasets/%E0%A4%A',
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(status).toBe(400);
  });

  it('more requests than are allowed in a minute are refused, with when to come back', async () => {
    const strict = await startTestServer({ limits: { requestsPerMinute: 3 } });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) {
      const response = await strict.fetch('/api/v1/datasets');
      statuses.push(response.status);
      if (response.status === 429) {
        expect(response.headers.has('retry-after')).toBe(true);
      }
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
  });
});
