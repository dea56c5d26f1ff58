import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { uploadSchema, type Upload } from '#protocol/dataset.ts';
import { problemOf, startTestServer } from './test-server.ts';

const { fetch, server } = await startTestServer({
  limits: { uploadBytes: 2 ** 20, unpackedBytes: 2 ** 22 },
});

const CSV =
  'who,where,at\nada,hall,2026-03-02T09:00:00Z\nbo,hall,2026-03-02T10:00:00Z\n';
const MAPPING = { node: ['who', 'where'], time: 'at' };

function send(
  body: BodyInit,
  { name = 'visits.csv', options = {} } = {},
): Promise<Response> {
  const query = new URLSearchParams({ name, options: JSON.stringify(options) });
  return fetch(`/api/v1/datasets?${query.toString()}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
  });
}

async function uploaded(response: Response): Promise<Upload> {
  if (response.status !== 201) throw new Error(await response.text());
  return uploadSchema.parse(await response.json());
}

function form(
  entries: readonly (readonly [string, string | File])[],
): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

function sendForm(body: FormData): Promise<Response> {
  return fetch('/api/v1/datasets', { method: 'POST', body });
}

describe('an upload', () => {
  it('becomes a data set, by the mapping given', async () => {
    const response = await send(CSV, { options: MAPPING });
    const upload = await uploaded(response);
    expect(upload).toMatchObject({
      name: 'visits.csv',
      format: 'csv',
      nodes: 3,
      edges: 2,
      incidences: 4,
      kinds: { who: 2, where: 1 },
      rejected: { count: 0, rows: [] },
    });
    expect(response.headers.get('location')).toBe(
      `/api/v1/datasets/${upload.id}`,
    );
    const edge = await fetch(`/api/v1/datasets/${upload.id}/edges/1`);
    expect(await edge.json()).toMatchObject({
      source: { file: 'visits.csv', row: 1 },
    });
  });

  it('may be compressed', async () => {
    const upload = await uploaded(
      await send(gzipSync(CSV), { name: 'visits.csv.gz', options: MAPPING }),
    );
    expect(upload).toMatchObject({ nodes: 3, edges: 2 });
  });

  it.each([
    ['options first', ['options', 'file']],
    ['options last', ['file', 'options']],
  ])('may be a form, %s', async (_what, order) => {
    const parts = {
      options: JSON.stringify(MAPPING),
      file: new File([CSV], 'from a form.csv'),
    };
    const upload = await uploaded(
      await sendForm(
        form(order.map((key) => [key, parts[key as keyof typeof parts]])),
      ),
    );
    expect(upload).toMatchObject({ name: 'from a form.csv', nodes: 3 });
  });

  it.each([
    ['../../etc/passwd.csv', 'passwd.csv'],
    ['C:\\secret\\a.csv', 'a.csv'],
    ['a\u0000b\n.csv', 'ab.csv'],
    ['', 'upload'],
  ])('called %j is shown as %j', async (name, shown) => {
    const upload = await uploaded(await send(CSV, { name, options: MAPPING }));
    expect(upload.name).toBe(shown);
  });

  it('tells which rows it left out, and where', async () => {
    const body = `${CSV}cy,hall\n`;
    const upload = await uploaded(await send(body, { options: MAPPING }));
    expect(upload.rejected.count).toBe(1);
    expect(upload.rejected.rows[0]).toMatchObject({ line: 4 });
    expect(upload.edges).toBe(2);
  });
});

describe('a bad upload', () => {
  it('names line and column where strict', async () => {
    const options = { ...MAPPING, strict: true };
    const { status, problem } = await problemOf(
      await send(`${CSV}cy,hall,whenever\n`, { options }),
    );
    expect([status, problem.code]).toEqual([422, 'INVALID_DATA']);
    expect(problem.details).toMatchObject({ file: 'visits.csv', line: 4 });
    expect(problem.details).toHaveProperty('column');
  });

  it('of broken JSON names the place', async () => {
    const { status, problem } = await problemOf(
      await send('{"incidences": [{"edge": 1 "node": 2}]}', { name: 'a.json' }),
    );
    expect([status, problem.code]).toEqual([422, 'INVALID_DATA']);
    expect(problem.details).toMatchObject({ line: 1 });
  });

  it.each([
    ['a truncated gzip', gzipSync(CSV.repeat(50)).subarray(0, 60)],
    ['binary bytes', Buffer.from([0, 1, 2, 3, 255, 254, 0, 7])],
  ])('%s is refused as data', async (_what, body) => {
    const { status, problem } = await problemOf(await send(body));
    expect([status, problem.code]).toEqual([422, 'INVALID_DATA']);
  });

  it.each([
    ['by a byte', 2 ** 20 + 1],
    ['by far', 2 ** 26],
  ])('over the limit %s is refused', async (_what, bytes) => {
    const { status, problem } = await problemOf(
      await send(Buffer.alloc(bytes, 'a,b\n')),
    );
    expect([status, problem.code]).toEqual([413, 'LIMIT_EXCEEDED']);
  });

  it('form over the limit is refused', async () => {
    const file = new File([Buffer.alloc(2 ** 26, 'a,b\n')], 'large.csv');
    const { status, problem } = await problemOf(
      await sendForm(form([['file', file]])),
    );
    expect([status, problem.code]).toEqual([413, 'LIMIT_EXCEEDED']);
  });

  it('that unpacks to more than the limit is refused', async () => {
    const bomb = gzipSync(Buffer.alloc(2 ** 24, 'ada,hall,2026-03-02\n'));
    expect(bomb.length).toBeLessThan(2 ** 17);
    const response = await send(bomb, { name: 'bomb.csv.gz' });
    const { status, problem } = await problemOf(response);
    expect([status, problem.code]).toEqual([413, 'LIMIT_EXCEEDED']);
  });

  it.each([
    ['a column that is not there', { node: ['whom'] }, 422],
    ['an unknown option', { nodes: ['who'] }, 400],
    ['an unknown format', { format: 'xls' }, 400],
    ['a duration without a unit', { ...MAPPING, window: '10' }, 400],
  ])('with %s is refused', async (_what, options, status) => {
    expect((await problemOf(await send(CSV, { options }))).status).toBe(status);
  });

  it('with options that are no JSON is refused', async () => {
    const response = await fetch('/api/v1/datasets?options={', {
      method: 'POST',
      body: CSV,
    });
    const { status, problem } = await problemOf(response);
    expect([status, problem.code]).toEqual([400, 'INVALID_ARGUMENT']);
  });

  it.each([
    ['without a file', form([['options', '{}']])],
    ['with the file in another field', form([['data', new File([CSV], 'a')]])],
  ])('form %s is refused', async (_what, body) => {
    const { status, problem } = await problemOf(await sendForm(body));
    expect([status, problem.code]).toEqual([400, 'INVALID_ARGUMENT']);
  });

  it('form that breaks off is refused', async () => {
    const response = await fetch('/api/v1/datasets', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b',
    });
    const { status, problem } = await problemOf(response);
    expect([status, problem.code]).toEqual([400, 'INVALID_ARGUMENT']);
  });

  it('leaves the server as it was', async () => {
    expect((await globalThis.fetch(`${server.url}health`)).status).toBe(200);
  });
});
