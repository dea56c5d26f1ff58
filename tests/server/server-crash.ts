import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Job } from '#protocol/jobs.ts';
import { Random } from '#numeric/random.ts';
import { Workspace } from '#store/workspace.ts';
import { logOns } from '../cli/monitor-desk.ts';
import { serveProcess, type ServedProcess } from './served-process.ts';

const WAYS = { node: ['who', 'where'], time: 'time' };

/** What clients were told was done, over all lives of the server. */
class Acknowledged {
  /** Ids of data sets. */
  readonly datasets = new Set<string>();
  /** Reasons of labels, by data set. */
  readonly labels = new Map<string, Set<string>>();
  readonly runs = new Set<string>();
  readonly jobs = new Set<string>();
  readonly models = new Set<string>();
  /** Rows that each chunk of the stream brought, in order. */
  readonly chunks: number[] = [];

  /** How many of each kind. */
  get counts(): Readonly<Record<string, number>> {
    const { datasets, labels, runs, jobs, models, chunks } = this;
    return {
      datasets: datasets.size,
      labels: [...labels.values()].reduce((sum, set) => sum + set.size, 0),
      runs: runs.size,
      jobs: jobs.size,
      models: models.size,
      chunks: chunks.length,
    };
  }
}

/** Ways to use a server until it is gone. */
class Client {
  readonly #served: ServedProcess;
  readonly #known: Acknowledged;
  readonly #round: number;
  #step = 0;

  constructor(served: ServedProcess, known: Acknowledged, round: number) {
    this.#served = served;
    this.#known = known;
    this.#round = round;
  }

  /** All ways at once; ends when the server does. */
  async use(): Promise<void> {
    await Promise.all([
      this.#repeat(() => this.#import()),
      this.#repeat(() => this.#score()),
      this.#repeat(() => this.#label()),
      this.#repeat(() => this.#train()),
      this.#repeat(() => this.#monitor()),
    ]);
  }

  async #repeat(work: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        await work();
      } catch (error) {
        // fetch fails with a TypeError once the server is gone.
        if (error instanceof TypeError) return;
        throw error;
      }
    }
  }

  async #import(): Promise<void> {
    const name = `r${this.#round}-${this.#step++}.csv`;
    const query = new URLSearchParams({ name, options: JSON.stringify(WAYS) });
    const body = logOns(this.#step + this.#round * 1000, 300);
    const answer = await this.#send(`datasets?${query.toString()}`, body);
    this.#known.datasets.add((answer as { id: string }).id);
  }

  async #score(): Promise<void> {
    const id = this.#anyDataset();
    if (id === undefined) return sleep(5);
    const s = 1 + (this.#step++ % 4);
    const job = (await this.#post(
      `datasets/${id}/topology/components`,
      { s: s + this.#round },
      { prefer: 'respond-async' },
    )) as Job | { run: { id: string } };
    // What was computed before is answered at once.
    if ('status' in job) this.#known.jobs.add(job.id);
    const { run } = (await this.#post(
      `datasets/${id}/topology/cores?priority=high`,
      {
        minSize: 1 + (this.#step % 3),
      },
    )) as { run: { id: string } };
    this.#known.runs.add(run.id);
  }

  async #label(): Promise<void> {
    const id = this.#anyDataset();
    if (id === undefined) return sleep(5);
    const reason = `r${this.#round}-${this.#step++}`;
    const label = { id: String(this.#step % 1000), label: 'odd', reason };
    await this.#post(`datasets/${id}/labels`, label);
    const known = this.#known.labels.get(id) ?? new Set();
    this.#known.labels.set(id, known.add(reason));
  }

  async #train(): Promise<void> {
    const id = this.#anyDataset();
    if (id === undefined) return sleep(5);
    const body = { dataset: id, name: 'm' };
    const { model } = (await this.#post('models', body)) as {
      model: { id: string };
    };
    this.#known.models.add(model.id);
  }

  async #monitor(): Promise<void> {
    const { chunks } = this.#known;
    const index = chunks.length;
    const [, ...rows] = logOns(7 + index, 300)
      .trimEnd()
      .split('\n');
    const lines = rows.map((row) => {
      const [time = '', who, where] = row.split(',');
      return JSON.stringify({ time: Number(time) + 2100 * index, who, where });
    });
    const query = new URLSearchParams({
      chunk: `c${index}`,
      options: JSON.stringify(WAYS),
    });
    const taken = (await this.#send(
      `streams/s/events?${query.toString()}`,
      lines.join('\n'),
    )) as { rows: number };
    chunks.push(taken.rows);
  }

  #anyDataset(): string | undefined {
    const ids = [...this.#known.datasets];
    return ids[(this.#step * 7 + this.#round) % Math.max(1, ids.length)];
  }

  #post(path: string, body: object, headers = {}): Promise<unknown> {
    const type = { 'content-type': 'application/json' };
    return this.#send(path, JSON.stringify(body), { ...type, ...headers });
  }

  async #send(
    path: string,
    body: string,
    headers: Record<string, string> = {
      'content-type': 'application/octet-stream',
    },
  ): Promise<unknown> {
    const { url, token } = this.#served;
    const authorization = `Bearer ${token}`;
    const response = await fetch(`${url}api/v1/${path}`, {
      method: 'POST',
      headers: { authorization, ...headers },
      body,
    });
    const text = await response.text();
    if (response.ok) return JSON.parse(text);
    throw new Error(`${path}: ${response.status} ${text}`);
  }
}

/**
 * Kills a server again and again while it imports, scores, trains, labels and
 * monitors, and looks at the workspace after each time: nothing acknowledged is
 * lost, nothing is there by halves, and the audit trail holds.
 * @returns How many of each kind were acknowledged in all.
 */
export async function killServers(
  rounds: number,
  longest: number,
): Promise<Readonly<Record<string, number>>> {
  const folder = mkdtempSync(join(tmpdir(), 'polyad-crash-'));
  const root = join(folder, '.polyad');
  const random = new Random(rounds);
  const known = new Acknowledged();
  for (let round = 0; round < rounds; round++) {
    const served = await serveProcess(
      folder,
      ...['--workspace', '.polyad', '--requests-per-minute', '1000000'],
    );
    const client = new Client(served, known, round);
    const used = client.use();
    await sleep(random.float() * longest);
    await served.kill();
    await used;
    await expectSound(root, known, `round ${round}`);
  }
  return known.counts;
}

async function expectSound(
  root: string,
  known: Acknowledged,
  when: string,
): Promise<void> {
  const workspace = await Workspace.open(root);
  const { datasets, runs, labels, jobs, models, streams, audit } = workspace;
  const there = new Set((await datasets.list()).map(({ id }) => id));
  const lost = [...known.datasets].filter((id) => !there.has(id));
  expect({ when, lost }).toEqual({ when, lost: [] });
  for await (const { version, ok } of datasets.verify()) {
    expect({ when, id: version.id, ok }).toMatchObject({ ok: true });
  }
  for (const [id, reasons] of known.labels) {
    const kept = new Set((await labels.history(id)).map((l) => l.reason));
    const missing = [...reasons].filter((reason) => !kept.has(reason));
    expect({ when, missing }).toEqual({ when, missing: [] });
  }
  for (const id of known.runs) {
    expect(JSON.parse(await runs.resultOf(id)), when).toBeTypeOf('object');
  }
  for (const id of known.jobs) {
    const job = await jobs.get(id);
    expect(job.status, when).not.toBe('failed');
    if (job.status === 'done') await runs.get(job.run ?? '');
  }
  const trained = new Set((await models.list()).map(({ id }) => id));
  expect([...known.models].filter((id) => !trained.has(id))).toEqual([]);
  if (known.chunks.length > 0) {
    const stream = await streams.get('s');
    const rows = known.chunks.reduce((sum, count) => sum + count, 0);
    // The last chunk may have been taken without its sender being told.
    expect([rows, rows + 300], when).toContain(stream.rows);
    expect(await streams.chunk(stream, `c${known.chunks.length - 1}`)).toEqual(
      expect.objectContaining({ rows: 300 }),
    );
    const alerts = await workspace.alerts.list({ limit: 100_000 });
    expect(alerts.length, when).toBe(stream.alerts);
    // Numbered from 1 without gaps: none lost, none twice.
    const numbers = alerts.map(({ id }) => Number(id.split(':')[1]));
    expect(numbers.reverse(), when).toEqual(numbers.map((_, i) => i + 1));
  }
  expect(await audit.verify(), when).toMatchObject({ intact: true });
  await workspace.close();
}
