import { once } from 'node:events';
import { createWriteStream, mkdtempSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Random } from '#numeric/random.ts';
import type { Job } from '#protocol/jobs.ts';
import { serveProcess, type ServedProcess } from '../server/served-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'polyad-health-'));
let served: ServedProcess | undefined;

afterAll(() => served?.kill());

/** Two million hyperedges of five, from half a million nodes, some far more often. */
async function writeTable(path: string): Promise<void> {
  const random = new Random(1);
  const file = createWriteStream(path);
  file.write('edge,node\n');
  for (let edge = 0; edge < 2_000_000; edge++) {
    let text = '';
    for (let i = 0; i < 5; i++) {
      text += `${edge},${Math.floor(500_000 * random.float() ** 2)}\n`;
    }
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

/** Milliseconds of one GET over a kept connection. */
function timeOf(url: string, agent: Agent): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    request(url, { agent }, (response) => {
      response.resume();
      response.once('end', () => resolve(performance.now() - started));
    })
      .once('error', reject)
      .end();
  });
}

it('health answers within 50 ms (p99) while jobs on 10⁷ incidences run', async () => {
  await writeTable(join(folder, 'big.csv'));
  served = await serveProcess(folder, 'big.csv');
  const { url, token } = served;
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
  };
  const list = await fetch(`${url}api/v1/datasets`, { headers });
  const { items } = (await list.json()) as { items: { id: string }[] };
  const post = async (path: string, body: object): Promise<Job> => {
    const response = await fetch(
      `${url}api/v1/datasets/${items[0]?.id ?? ''}/${path}`,
      {
        method: 'POST',
        headers: { ...headers, prefer: 'respond-async' },
        body: JSON.stringify(body),
      },
    );
    expect(response.status).toBe(202);
    return (await response.json()) as Job;
  };
  const asked = [
    await post('topology/components', { s: 1 }),
    await post('topology/cores', {}),
    await post('anomalies', { mode: 'static', top: 10 }),
  ];
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  const ends = performance.now() + 60_000;
  let jobs: Job[] = asked;
  while (performance.now() < ends) {
    times.push(await timeOf(`${url}health`, agent));
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (times.length % 200 !== 0) continue;
    jobs = await Promise.all(
      asked.map(async ({ id }) => {
        const response = await fetch(`${url}api/v1/jobs/${id}`, { headers });
        return (await response.json()) as Job;
      }),
    );
    if (jobs.every(({ finishedAt }) => finishedAt !== null)) break;
  }
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.floor(share * times.length)] ?? Infinity;
  console.log(
    `/health: ${times.length} answers, p50 ${at(0.5).toFixed(1)} ms, p99 ${at(0.99).toFixed(1)} ms, longest ${at(0.999_999).toFixed(1)} ms; ${jobs.map(({ operation, parameters, status }) => `${operation} ${JSON.stringify(parameters['measure'] ?? null)} ${status}`).join(', ')}`,
  );
  // A test in which nothing was at work would prove nothing.
  expect(times.length).toBeGreaterThan(200);
  for (const { status } of jobs) expect(['running', 'done']).toContain(status);
  expect(at(0.99)).toBeLessThan(50);
});
