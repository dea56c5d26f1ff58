import { mkdtempSync, readFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveProcess, type ServedProcess } from '../server/served-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'polyad-load-'));
let served: ServedProcess | undefined;
let url = '';
let token = '';
let dataset = '';

beforeAll(async () => {
  // One address asks for all: its limit is not what is measured.
  served = await serveProcess(
    folder,
    ...['--requests-per-minute', '100000000'],
  );
  ({ url, token } = served);
  const list = await fetch(`${url}api/v1/datasets`, { headers: headers() });
  const { items } = (await list.json()) as { items: { id: string }[] };
  dataset = `${url}api/v1/datasets/${items[0]?.id ?? ''}`;
});

afterAll(() => served?.kill());

const headers = (): Record<string, string> => ({
  authorization: `Bearer ${token}`,
});

/** Resident memory of the server, MiB. */
function resident(): number {
  const status = readFileSync(`/proc/${served?.child.pid ?? 0}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** Connections that listen to events. */
async function watchers(): Promise<number> {
  const text = await (await fetch(`${url}metrics`)).text();
  return Number(/^polyad_event_feeds (\d+)$/m.exec(text)?.[1]);
}

it('200 connections of mixed reads for a minute give no error', async () => {
  const seconds = Number(process.env['POLYAD_LOAD_SECONDS'] ?? 60);
  const list = (await (
    await fetch(`${dataset}/edges?limit=200`, { headers: headers() })
  ).json()) as { items: { id: string }[] };
  const edges = list.items.map(({ id }) => encodeURIComponent(id));
  const paths = [
    '/edges?limit=50',
    '/nodes?limit=50',
    '/incidence?limit=50',
    '/info',
    '/timeline',
    ...edges.map((edge) => `/edges/${edge}`),
    ...edges.slice(0, 50).map((edge) => `/edges/${edge}/neighbourhood`),
  ];
  const base = new URL(dataset).pathname;
  const requests = [
    ...paths.map((path) => ({ path: `${base}${path}` })),
    { path: '/health' },
    { path: '/api/v1/datasets' },
    {
      path: `${base}/topology/components`,
      method: 'POST' as const,
      headers: { ...headers(), 'content-type': 'application/json' },
      body: '{"s":2}',
    },
  ].map((one) => ({ headers: headers(), ...one }));
  // What is computed once is computed.
  await fetch(`${dataset}/timeline`, { headers: headers() });
  const before = resident();
  const result = await autocannon({
    url,
    connections: 200,
    duration: seconds,
    requests,
  });
  await sleep(3000);
  const after = resident();
  console.log(
    `${result.requests.total} requests, ${Math.round(result.requests.average)}/s, p50 ${result.latency.p50} ms, p99 ${result.latency.p99} ms, RSS ${Math.round(before)} MiB before, ${Math.round(after)} MiB after`,
  );
  expect([result.errors, result.timeouts, result.non2xx]).toEqual([0, 0, 0]);
  expect(result.requests.total).toBeGreaterThan(100 * seconds);
  expect(after).toBeLessThan(before + 400);
});

it('10,000 reconnections to events leak nothing', async () => {
  const open = (): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      get(`${url}api/v1/events`, { headers: headers() }, resolve).once(
        'error',
        reject,
      );
    });
  const reconnect = async (times: number): Promise<void> => {
    for (let round = 0; round < times; round += 50) {
      const feeds = await Promise.all(Array.from({ length: 50 }, open));
      for (const feed of feeds) {
        expect(feed.statusCode).toBe(200);
        feed.destroy();
      }
    }
  };
  await reconnect(2000);
  await sleep(2000);
  const before = resident();
  await reconnect(10_000);
  await sleep(2000);
  const after = resident();
  console.log(
    `10,000 reconnections: RSS ${Math.round(before)} MiB before, ${Math.round(after)} MiB after`,
  );
  expect(await watchers()).toBe(0);
  // A kilobyte a connection would be 10 MiB; the collector is given some room.
  expect(after - before).toBeLessThan(40);
});
