import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { PolyadError } from '#errors/polyad-error.ts';
import { EventLog } from '#pipeline/jobs/event-log.ts';
import { inlineHost, type JobHost } from '#pipeline/jobs/job-host.ts';
import { JobQueue } from '#pipeline/jobs/job-queue.ts';
import type { JobRequest } from '#pipeline/jobs/live-job.ts';
import type { ThreadOutcome } from '#pipeline/jobs/job-thread.ts';
import type { Workspace } from '#store/workspace.ts';
import { newFolder, openWorkspace } from '../store/test-workspace.ts';
import { newVersion } from '../store/version-parts.ts';

const forEver = new AbortController().signal;

/** A host whose jobs end when the test says so. */
class HeldHost implements JobHost {
  readonly concurrency = 1;
  /** Parameters of the jobs begun, in order. */
  readonly begun: unknown[] = [];
  #release: ((outcome: ThreadOutcome | Error) => void)[] = [];

  run(...[task, , signal]: Parameters<JobHost['run']>): Promise<ThreadOutcome> {
    this.begun.push(task.parameters);
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () =>
        reject(new PolyadError('CANCELLED', 'stopped')),
      );
      this.#release.push((outcome) => {
        if (outcome instanceof Error) reject(outcome);
        else resolve(outcome);
      });
    });
  }

  /** Ends the job at work. */
  async end(outcome: ThreadOutcome | Error = done()): Promise<void> {
    while (this.#release.length === 0) await sleep(1);
    this.#release.shift()?.(outcome);
  }

  async close(): Promise<void> {
    await sleep(0);
  }
}

function done(): ThreadOutcome {
  return {
    ok: true,
    result: { text: '{"a":1}', bytes: 7, sha256: 'x' },
    ran: { backend: 'js', threads: 1 },
    startedAt: new Date(),
    finishedAt: new Date(),
  };
}

async function workspaceWithData(
  root = newFolder(),
): Promise<{ workspace: Workspace; id: string }> {
  const workspace = await openWorkspace(root);
  const { version } = await workspace.datasets.add(newVersion(), 'ada');
  return { workspace, id: version.id };
}

function request(id: string, s: number, more: Partial<JobRequest> = {}) {
  return {
    datasetVersion: id,
    operation: 'topology',
    parameters: { measure: 'components', s },
    seed: 0,
    priority: 0,
    actor: 'ada',
    ...more,
  };
}

async function queueOn(host: JobHost, root?: string) {
  const { workspace, id } = await workspaceWithData(root);
  const events = new EventLog();
  const queue = new JobQueue({ workspace, host, events, maxQueued: 5 });
  return { workspace, id, queue, events };
}

describe('a queue', () => {
  it('computes, records a run, and computes the same once', async () => {
    const { workspace, id, queue } = await queueOn(inlineHost());
    const [first, second] = [
      await queue.submit(request(id, 1)),
      await queue.submit(request(id, 1)),
    ];
    expect(second.id).toBe(first.id);
    await Promise.all([first.wait(9e9, forEver), second.wait(9e9, forEver)]);
    const { status, run } = first.view();
    expect(status).toBe('done');
    const text = await workspace.runs.resultOf(run ?? '');
    expect(JSON.parse(text)).toMatchObject({ s: 1, of: 'edges' });
    const again = await queue.submit(request(id, 1));
    expect(await again.wait(0, forEver)).toBe(true);
    expect(again.view().run).toBe(run);
    expect(await workspace.runs.count()).toBe(1);
    await queue.close();
  });

  it('takes higher priorities first, and equals as they came', async () => {
    const host = new HeldHost();
    const { id, queue } = await queueOn(host);
    const jobs = [];
    for (const [s, priority] of [
      [1, 0],
      [2, -10],
      [3, 0],
      [4, 10],
      [5, 0],
    ] as const) {
      jobs.push(await queue.submit(request(id, s, { priority })));
    }
    for (let i = 0; i < 5; i++) await host.end();
    await Promise.all(jobs.map((job) => job.wait(9e9, forEver)));
    expect(host.begun).toEqual(
      [1, 4, 3, 5, 2].map((s) => ({ measure: 'components', s })),
    );
    await queue.close();
  });

  it('is full at some point', async () => {
    const { id, queue } = await queueOn(new HeldHost());
    for (let s = 1; s <= 6; s++) await queue.submit(request(id, s));
    await expect(queue.submit(request(id, 7))).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
    await queue.close();
  });

  it('calls off what nobody waits for, unless it was promised', async () => {
    const host = new HeldHost();
    const { id, queue } = await queueOn(host);
    const abandoned = await queue.submit(request(id, 1));
    const promised = await queue.submit(request(id, 2));
    await promised.promise();
    const leaving = new AbortController();
    const waits = [abandoned, promised].map((job) =>
      job.wait(9e9, leaving.signal),
    );
    leaving.abort();
    expect(await Promise.all(waits)).toEqual([false, false]);
    await abandoned.wait(9e9, forEver);
    expect(abandoned.view().status).toBe('cancelled');
    await host.end(); // of the one that was called off
    await host.end();
    await promised.wait(9e9, forEver);
    expect(promised.view().status).toBe('done');
    await queue.close();
  });

  it('cancels, once, and only what has not ended', async () => {
    const host = new HeldHost();
    const { id, queue } = await queueOn(host);
    const [running, waiting] = [
      await queue.submit(request(id, 1)),
      await queue.submit(request(id, 2)),
    ];
    await Promise.all([running.promise(), waiting.promise()]);
    await queue.cancel(waiting.id);
    await queue.cancel(running.id);
    await running.wait(9e9, forEver);
    for (const job of [running, waiting]) {
      expect((await queue.get(job.id)).status).toBe('cancelled');
      expect((await queue.cancel(job.id)).status).toBe('cancelled');
    }
    const ends = await queue.submit(request(id, 3));
    await ends.promise();
    await host.end();
    await host.end();
    await ends.wait(9e9, forEver);
    await expect(queue.cancel(ends.id)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await expect(queue.cancel('nothing')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await queue.close();
  });

  it('tries again where a thread died, once, and then says that it broke', async () => {
    const host = new HeldHost();
    const { id, queue } = await queueOn(host);
    const died = new PolyadError('INTERNAL', 'the thread died at /secret');
    const lucky = await queue.submit(request(id, 1));
    await host.end(died);
    await host.end();
    await lucky.wait(9e9, forEver);
    expect(lucky.view()).toMatchObject({ status: 'done', attempts: 2 });
    const unlucky = await queue.submit(request(id, 2));
    await host.end(died);
    await host.end(died);
    await unlucky.wait(9e9, forEver);
    const { status, failure } = unlucky.view();
    expect(status).toBe('failed');
    expect(failure?.message).not.toContain('secret');
    await queue.close();
  });

  it('fails with the reason where the data set is gone or the options are wrong', async () => {
    const { workspace, id, queue } = await queueOn(inlineHost());
    const wrong = await queue.submit({
      ...request(id, 1),
      parameters: { measure: 'distance', from: 'nobody', to: 'nobody' },
    });
    await wrong.wait(9e9, forEver);
    expect(wrong.view().failure?.code).toBe('NOT_FOUND');
    await workspace.datasets.remove('visits', 'ada');
    const late = await queue.submit(request(id, 1));
    await late.wait(9e9, forEver);
    expect(late.view()).toMatchObject({
      status: 'failed',
      failure: { code: 'NOT_FOUND' },
    });
    await queue.close();
  });
});

describe('a queue after a restart', () => {
  it('goes on with what was promised', async () => {
    const root = newFolder();
    const before = await queueOn(new HeldHost(), root);
    const { id } = before;
    const ids = [];
    for (const s of [1, 2]) {
      const job = await before.queue.submit(request(id, s));
      await job.promise();
      ids.push(job.id);
    }
    await before.queue.close();
    await before.workspace.close();
    const workspace = await openWorkspace(root);
    const events = new EventLog();
    const queue = new JobQueue({ workspace, host: inlineHost(), events });
    await queue.resume();
    for (let tries = 0; queue.waitingCount + queue.runningCount > 0; tries++) {
      expect(tries).toBeLessThan(1000);
      await sleep(5);
    }
    for (const job of ids) {
      expect(await queue.get(job)).toMatchObject({
        status: 'done',
        attempts: 1,
      });
    }
    await queue.close();
  });

  it('marks what was broken off twice, and begins no third time', async () => {
    const { workspace, id } = await workspaceWithData();
    const host = new HeldHost();
    const first = new JobQueue({ workspace, host, events: new EventLog() });
    const job = await first.submit(request(id, 1));
    await job.promise();
    // As a killed process leaves it.
    const stored = await workspace.jobs.get(job.id);
    await first.close();
    await workspace.jobs.save({ ...stored, status: 'running', attempts: 2 });
    const events = new EventLog();
    const queue = new JobQueue({ workspace, host, events });
    await queue.resume();
    expect(await queue.get(job.id)).toMatchObject({
      status: 'interrupted',
      failure: { code: 'INTERNAL' },
    });
    expect(queue.waitingCount + queue.runningCount).toBe(0);
    await queue.close();
  });
});

describe('the log of events', () => {
  it('tells those who come back what they missed, or that it is not known', () => {
    const log = new EventLog('a');
    const [first] = [1, 2, 3].map((n) => log.publish('t', 'job', n));
    expect(log.since(first?.id ?? '')?.map(({ data }) => data)).toEqual([2, 3]);
    expect(log.since('a-3')).toEqual([]);
    for (const id of ['b-1', 'a-4', 'a-x', '', 'a']) {
      expect(log.since(id)).toBeUndefined();
    }
    for (let n = 0; n < 10_000; n++) log.publish('t', 'job', n);
    expect(log.since('a-2')).toBeUndefined();
    expect(log.since('a-3')).toHaveLength(10_000);
  });

  it('tells those who watch, until they leave', () => {
    const log = new EventLog();
    const seen: unknown[] = [];
    const leave = log.watch(({ data }) => seen.push(data));
    log.publish('t', 'job', 1);
    leave();
    log.publish('t', 'job', 2);
    expect(seen).toEqual([1]);
    expect(log.watcherCount).toBe(0);
  });
});
