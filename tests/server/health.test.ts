import { describe, expect, it } from 'vitest';
import { startTestServer } from './test-server.ts';

const { fetch, read, dataset } = await startTestServer();
const none = { headers: { authorization: '' } };

describe('health and readiness', () => {
  it('answer without a token', async () => {
    const health = await fetch('/health', none);
    expect([health.status, await health.json()]).toEqual([
      200,
      { status: 'ok' },
    ]);
    const ready = await fetch('/ready', none);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready' },
    ]);
  });
});

describe('metrics', () => {
  it('count by route pattern and never name data', async () => {
    await read('/edges/monday');
    const text = await (await fetch('/metrics', none)).text();
    expect(text).toContain('polyad_datasets 1');
    expect(text).toContain(`polyad_dataset_bytes ${dataset.residentBytes}`);
    expect(text).toMatch(
      /polyad_http_request_duration_seconds_count\{.*route="\/datasets\/:id\/edges\/:edge".*\} 1/,
    );
    expect(text).not.toContain('monday');
    expect(text).not.toContain(dataset.id);
  });
});
