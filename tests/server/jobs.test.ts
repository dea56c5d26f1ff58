import { describe, expect, it } from 'vitest';
import { jobPageSchema, jobSchema, type Job } from '#protocol/jobs.ts';
import { readEvents } from './event-reader.ts';
import { readJson, startKeepingServer } from './keeping-server.ts';
import { problemOf, startTestServer } from './test-server.ts';

const server = await startKeepingServer();
const { id } = server.dataset;
const address = `/datasets/${id}/topology/components`;

/** Asks for work that nobody waits for. */
async function ask(s: number): Promise<Job> {
  const response = await server.post(
    `${address}?priority=high`,
    { s },
    { prefer: 'respond-async' },
  );
  expect(response.status).toBe(202);
  const job = jobSchema.parse(await response.json());
  expect(response.headers.get('location')).toBe(`/api/v1/jobs/${job.id}`);
  return job;
}

async function ended(job: Job): Promise<Job> {
  const response = await server.fetch(`/api/v1/jobs/${job.id}/events`);
  let last = job;
  for await (const { type, data } of readEvents(response)) {
    expect(type).toBe('job');
    last = jobSchema.parse(data);
  }
  return last;
}

describe('work that nobody waits for', () => {
  it('is a job, which tells how it goes on and where its result is', async () => {
    const asked = await ask(1);
    expect(asked).toMatchObject({
      dataset: id,
      operation: 'topology',
      parameters: { measure: 'components', s: 1 },
      priority: 'high',
    });
    const job = await ended(asked);
    expect(job).toMatchObject({ id: asked.id, status: 'done', error: null });
    const run = (await readJson(server, `/runs/${job.run ?? ''}`)) as {
      result: unknown;
    };
    const answer = await server.post(address, { s: 1 });
    const {
      run: facts,
      measure,
      ...result
    } = (await answer.json()) as {
      run: { id: string };
      measure: string;
    };
    expect(run.result).toEqual(result);
    expect([facts.id, measure]).toEqual([job.run, 'components']);
    expect(jobSchema.parse(await readJson(server, `/jobs/${job.id}`))).toEqual(
      job,
    );
  });

  it('is listed, newest first, in pages', async () => {
    const jobs = [await ask(5), await ask(6)];
    await Promise.all(jobs.map(ended));
    const first = jobPageSchema.parse(await readJson(server, '/jobs?limit=1'));
    expect(first.items.map((job) => job.id)).toEqual([jobs[1]?.id]);
    const rest = jobPageSchema.parse(
      await readJson(server, `/jobs?limit=1&cursor=${first.next ?? ''}`),
    );
    expect(rest.items.map((job) => job.id)).toEqual([jobs[0]?.id]);
  });

  it('ends with an error that says why', async () => {
    const response = await server.post(
      `/datasets/${id}/topology/distance`,
      { from: 'nobody', to: 'monday' },
      { prefer: 'respond-async' },
    );
    const job = await ended(jobSchema.parse(await response.json()));
    expect(job).toMatchObject({
      status: 'failed',
      error: { code: 'NOT_FOUND' },
      run: null,
    });
    const again = await server.post(`/datasets/${id}/topology/distance`, {
      from: 'nobody',
      to: 'monday',
    });
    expect((await problemOf(again)).status).toBe(404);
  });

  it('cannot be cancelled once it is done', async () => {
    const job = await ended(await ask(7));
    const response = await server.fetch(`/api/v1/jobs/${job.id}`, {
      method: 'DELETE',
    });
    expect((await problemOf(response)).status).toBe(409);
  });
});

describe('jobs that are not there', () => {
  it.each(['/jobs/nothing', '/jobs/nothing/events', '/jobs/..%2Fx'])(
    'give 404: %s',
    async (path) => {
      const response = await server.fetch(`/api/v1${path}`);
      expect((await problemOf(response)).status).toBe(404);
    },
  );

  it('give 404 where nothing is kept', async () => {
    const open = await startTestServer();
    const response = await open.fetch('/api/v1/jobs');
    expect((await problemOf(response)).status).toBe(404);
  });
});

describe('events', () => {
  it('need the token', async () => {
    for (const path of ['/events', '/jobs/x/events']) {
      const response = await server.fetch(`/api/v1${path}`, {
        headers: { authorization: '' },
      });
      expect((await problemOf(response)).status).toBe(401);
    }
  });

  it('come as they happen, and again from the last that was seen', async () => {
    const leaving = new AbortController();
    const response = await server.fetch('/api/v1/events?type=job', {
      signal: leaving.signal,
    });
    const job = await ask(8);
    const seen: { id: string | undefined; status: string }[] = [];
    for await (const event of readEvents(response)) {
      const data = jobSchema.parse(event.data);
      if (data.id !== job.id) continue;
      seen.push({ id: event.id, status: data.status });
      if (data.status === 'done') break;
    }
    leaving.abort();
    expect(seen.map(({ status }) => status)).toEqual([
      'queued',
      'running',
      'done',
    ]);
    const back = new AbortController();
    const again = await server.fetch('/api/v1/events', {
      headers: { 'last-event-id': seen[0]?.id ?? '' },
      signal: back.signal,
    });
    const missed: string[] = [];
    for await (const event of readEvents(again)) {
      missed.push(event.id ?? '');
      if (missed.length === 2) break;
    }
    back.abort();
    expect(missed).toEqual(seen.slice(1).map((event) => event.id));
  });

  it('say so where what was missed is not known any more', async () => {
    const leaving = new AbortController();
    const response = await server.fetch('/api/v1/events', {
      headers: { 'last-event-id': 'of-another-start' },
      signal: leaving.signal,
    });
    for await (const { type } of readEvents(response)) {
      expect(type).toBe('reset');
      break;
    }
    leaving.abort();
  });

  it('are for a limited number at a time, and leave nothing behind', async () => {
    const small = await startKeepingServer({ limits: { eventFeeds: 2 } });
    const connect = async () => {
      const leaving = new AbortController();
      const { status } = await small.fetch('/api/v1/events', {
        signal: leaving.signal,
      });
      return { status, leave: () => leaving.abort() };
    };
    const first = [await connect(), await connect(), await connect()];
    expect(first.map(({ status }) => status)).toEqual([200, 200, 413]);
    for (const { leave } of first) leave();
    for (let round = 0; round < 30; round++) {
      const { status, leave } = await connect();
      if (status === 200) {
        leave();
        continue;
      }
      // The server has not noticed yet that the last one left.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const last = await connect();
    expect(last.status).toBe(200);
    last.leave();
  });

  it('end when the server closes', async () => {
    const closing = await startKeepingServer();
    const response = await closing.fetch('/api/v1/events');
    const rest = response.text();
    const started = performance.now();
    await closing.server.close();
    await rest;
    // Far less than the grace for requests under way.
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});
