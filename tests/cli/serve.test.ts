import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../support/shared.ts';
import { Desk, type RunList } from './desk.ts';

interface Served {
  url: string;
  port: number;
  workspace: string | null;
  dataset: { id: string; name: string };
}

/** A server on a desk's workspace, its first output, and how to end it. */
async function serve(
  desk: Desk,
  ...args: string[]
): Promise<{
  served: Served;
  token: string;
  stop: () => Promise<number>;
}> {
  const main = join(projectRoot, 'dist/cli/main.js');
  const child = spawn(
    process.execPath,
    [main, 'serve', ...args, '--port', '0', '--json'],
    { cwd: desk.folder, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  const served = JSON.parse(chunk.toString()) as Served;
  const [address = '', token = ''] = served.url.split('#token=');
  return {
    served: { ...served, url: address },
    token,
    stop: async () => {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      return ((await exit) as [number])[0];
    },
  };
}

describe('serve on a workspace', () => {
  it('keeps what it is given, and its runs are reproduced', async () => {
    const desk = new Desk();
    const first = await serve(desk, 'data.csv');
    expect(first.served).toMatchObject({
      workspace: '.polyad',
      dataset: { name: 'data.csv', nodes: 4, edges: 4 },
    });
    const { url, dataset } = first.served;
    const headers = { authorization: `Bearer ${first.token}` };
    const ask = async (path: string, body: object) => {
      const response = await fetch(`${url}api/v1/datasets/${path}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(response.status).toBe(200);
    };
    await ask(`${dataset.id}/topology/components`, { s: 2 });
    await ask(`${dataset.id}/topology/centrality`, { metric: 'closeness' });
    await ask(`${dataset.id}/anomalies`, { top: 2 });
    const upload = await fetch(`${url}api/v1/datasets?name=more.csv`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body: 'edge,node\nZ,z\n',
    });
    expect(upload.status).toBe(201);
    const [status] = await desk.failure('runs', 'list');
    expect(status).toBe(5);
    expect(await first.stop()).toBe(0);
    const { runs } = await desk.json<RunList>('runs', 'list');
    expect(runs).toHaveLength(3);
    for (const { id } of runs) {
      const again = await desk.json('runs', 'reproduce', id);
      expect(again).toMatchObject({ same: true });
    }
    const second = await serve(desk);
    expect(second.served.dataset.name).toBe('more.csv');
    const list = await fetch(`${second.served.url}api/v1/datasets`, {
      headers: { authorization: `Bearer ${second.token}` },
    });
    const { items } = (await list.json()) as { items: { id: string }[] };
    expect(items[0]?.id).toBe(dataset.id);
    await second.stop();
  }, 120_000);

  it('in use: another serves what passes, unless it was told which', async () => {
    const desk = new Desk();
    const first = await serve(desk, 'data.csv');
    const second = await serve(desk, 'data.csv');
    expect(second.served.workspace).toBeNull();
    expect(second.served.dataset.name).toBe('data.csv');
    const call = ['serve', 'data.csv', '--workspace', '.polyad'];
    const [status, { code }] = await desk.failure(...call);
    expect([status, code]).toEqual([5, 'CONFLICT']);
    await Promise.all([first.stop(), second.stop()]);
  });
});

describe('serve for others than this machine', () => {
  it('needs TLS or a proxy in front, and authentication', async () => {
    const desk = new Desk();
    for (const [args, words] of [
      [[], /encrypted/],
      [['--behind-proxy', '--no-auth'], /token/],
      [['--tls-cert', 'cert.pem'], /--tls-key/],
      [['--tls-cert', 'no.pem', '--tls-key', 'no.pem'], /no\.pem/],
      [['--behind-proxy', '--oidc-issuer', 'https://x.example'], /audience/],
      [['--behind-proxy', '--job-threads', '0'], /--job-threads/],
    ] as const) {
      const [status, { message }] = await desk.failure(
        ...['serve', 'data.csv', '--host', '0.0.0.0', '--port', '0', ...args],
      );
      expect([2, 4]).toContain(status);
      expect(message).toMatch(words);
    }
  }, 120_000);

  it('speaks TLS, answers to its names, logs, and knows its people', async ({
    skip,
  }) => {
    const desk = new Desk();
    const made = spawnSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt'],
        ...['ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
        ...['-subj', '/CN=lab.example', '-keyout', 'key.pem'],
        ...['-out', 'cert.pem'],
      ],
      { cwd: desk.folder },
    );
    if (made.status !== 0) skip('a certificate needs openssl');
    const vera = await desk.json<{ token: string }>('tokens', 'make', 'vera');
    desk.file('token', 'from-a-file\n');
    const { served, token, stop } = await serve(
      desk,
      ...['data.csv', '--host', '0.0.0.0', '--tls-cert', 'cert.pem'],
      ...['--tls-key', 'key.pem', '--host-name', 'lab.example,other.example'],
      ...['--token-file', 'token', '--log', 'log.jsonl'],
    );
    expect(served.url).toMatch(/^https:/);
    expect(token).toBe('from-a-file');
    const status = (path: string, bearer: string, host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        request(
          {
            ...{ host: '127.0.0.1', port: served.port, path },
            headers: { host, authorization: `Bearer ${bearer}` },
            ca: readFileSync(join(desk.folder, 'cert.pem')),
            checkServerIdentity: () => undefined,
          },
          (response) => {
            response.resume();
            resolve(response.statusCode);
          },
        )
          .once('error', reject)
          .end();
      });
    const list = '/api/v1/datasets';
    expect(await status(list, token, 'lab.example')).toBe(200);
    expect(await status(list, vera.token, 'other.example')).toBe(200);
    expect(await status('/api/v1/audit', vera.token, 'lab.example')).toBe(403);
    expect(await status(list, token, 'attacker.example')).toBe(403);
    expect(await status(list, 'guess', 'lab.example')).toBe(401);
    expect(await stop()).toBe(0);
    const log = readFileSync(join(desk.folder, 'log.jsonl'), 'utf8');
    expect(log.trim().split('\n')).toHaveLength(5);
    for (const secret of [token, vera.token]) expect(log).not.toContain(secret);
    const { tokens } = await desk.json<{ tokens: object[] }>('tokens', 'list');
    expect(tokens).toMatchObject([{ name: 'vera', role: 'viewer' }]);
    await desk.json('tokens', 'revoke', 'vera');
    const [gone] = await desk.failure('tokens', 'revoke', 'vera');
    expect(gone).toBe(4);
  }, 120_000);
});
