import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
): Promise<{ served: Served; token: string; stop: () => Promise<number> }> {
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
