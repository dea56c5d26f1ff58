import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { DatasetCatalog } from '#pipeline/dataset-catalog.ts';
import { startServer, type ServerOptions } from '#server/start-server.ts';

function start(options: Partial<ServerOptions>) {
  const catalog = new DatasetCatalog({ maxBytes: 2 ** 20 });
  return startServer({ port: 0, catalog, ...options });
}

describe('where the server listens', () => {
  it.each([
    [{ host: '0.0.0.0' }, /encrypted/],
    [{ host: '::' }, /encrypted/],
    [{ host: '192.0.2.1' }, /encrypted/],
    [{ host: '0.0.0.0', behindProxy: true, noAuth: true }, /token/],
    [{ host: '0.0.0.0', behindProxy: true, token: '' }, /token/],
    [{ token: '' }, /token is empty/],
  ])('not on %j', async (options, message) => {
    await expect(start(options)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringMatching(message) as string,
    });
  });

  it('on others than loopback behind a proxy, with a token', async () => {
    const server = await start({ host: '0.0.0.0', behindProxy: true });
    const metrics = await fetch(`http://127.0.0.1:${server.port}/metrics`);
    expect(metrics.status).toBe(401);
    await server.close();
  });

  it('not where another listens already', async () => {
    const first = await start({});
    await expect(start({ port: first.port })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await first.close();
  });
});

describe('a running server', () => {
  it('has an address with a fresh token of 256 bits as fragment', async () => {
    const [first, second] = [await start({}), await start({})];
    expect(first.url).toBe(`http://127.0.0.1:${first.port}/`);
    expect(first.signInUrl).toBe(`${first.url}#token=${first.token ?? ''}`);
    expect(Buffer.from(first.token ?? '', 'base64url')).toHaveLength(32);
    expect(first.token).not.toBe(second.token);
    await Promise.all([first.close(), second.close()]);
  });

  it('stops, and may be told so twice', async () => {
    const server = await start({ noAuth: true });
    expect(server.token).toBeNull();
    expect(server.signInUrl).toBe(server.url);
    expect((await fetch(`${server.url}health`)).status).toBe(200);
    await Promise.all([server.close(), server.close()]);
    await expect(fetch(`${server.url}health`)).rejects.toThrow();
  });

  it('lets a request under way end before it stops', async () => {
    const server = await start({ noAuth: true });
    const upload = request(`${server.url}api/v1/datasets?name=a.csv`, {
      method: 'POST',
      headers: { expect: '100-continue' },
    });
    const answer = new Promise<number | undefined>((resolve, reject) => {
      upload.once('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      upload.once('error', reject);
    });
    upload.flushHeaders();
    await new Promise((resolve) => upload.once('continue', resolve));
    upload.write('who,where\nada,hall\n');
    const closed = server.close();
    upload.end('bo,hall\n');
    expect(await answer).toBe(201);
    await closed;
  });
});
