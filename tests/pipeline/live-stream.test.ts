import { appendFileSync, existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EventLog } from '#pipeline/jobs/event-log.ts';
import {
  LiveStream,
  type StreamSettings,
} from '#pipeline/streams/live-stream.ts';
import { StreamDesk } from '#pipeline/streams/stream-desk.ts';
import type { Workspace } from '#store/workspace.ts';
import { logOns } from '../cli/monitor-desk.ts';
import { newFolder, openWorkspace } from '../store/test-workspace.ts';

const settings: StreamSettings = {
  choice: {
    strict: false,
    mapping: { node: ['who', 'where'], time: 'time' },
  },
  monitor: { seed: 0, rule: { by: 'chance', most: 0.01 } },
};

/** The records in chunks of whole lines. */
function chunks(lines: number): Uint8Array[] {
  const all = logOns(4, 3000).trimEnd().split('\n');
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (let start = 0; start < all.length; start += lines) {
    const text = all.slice(start, start + lines).join('\n');
    parts.push(encoder.encode(`${text}\n`));
  }
  return parts;
}

async function alertsOf(workspace: Workspace): Promise<unknown[]> {
  const alerts = await workspace.alerts.list({ limit: 10_000 });
  return alerts.map(({ content }) => content).reverse();
}

/** All alerts where nothing ever breaks. */
async function undisturbed(): Promise<unknown[]> {
  const workspace = await openWorkspace(newFolder());
  const stream = await workspace.streams.make('s', {}, 'ada');
  const live = await LiveStream.open(workspace, stream, settings);
  for (const [index, bytes] of chunks(500).entries()) {
    await live.take({ id: String(index), bytes }, 'ada');
  }
  await live.close();
  return alertsOf(workspace);
}

const expected = await undisturbed();

describe('a live stream', () => {
  it('raises alerts, with reasons', () => {
    expect(expected.length).toBeGreaterThan(5);
    expect(expected[0]).toMatchObject({ kind: 'anomaly', alert: 1 });
  });

  it('gives the same alerts however it is cut, whatever comes twice, and wherever it is broken off', async () => {
    const root = newFolder();
    let workspace = await openWorkspace(root);
    await workspace.streams.make('s', {}, 'ada');
    for (const [index, bytes] of chunks(170).entries()) {
      const stream = await workspace.streams.get('s');
      const live = await LiveStream.open(workspace, stream, settings);
      const chunk = { id: String(index), bytes };
      const first = await live.take(chunk, 'ada');
      const again = await live.take(chunk, 'ada');
      expect(again).toEqual({ ...first, raised: [] });
      // Closed in good order, or left as a kill leaves it.
      if (index % 3 === 0) await live.close();
      else {
        await live.drop();
        // What was written and not acknowledged.
        appendFileSync(workspace.streams.logPath(stream.id), 'half a rec');
      }
      if (index % 5 === 0) {
        await workspace.close();
        workspace = await openWorkspace(root);
      }
    }
    expect(await alertsOf(workspace)).toEqual(expected);
    expect(await workspace.streams.get('s')).toMatchObject({
      rows: 3000,
      rejected: 0,
      alerts: expected.length,
    });
    expect(await workspace.audit.verify()).toMatchObject({ intact: true });
  });

  it('forgets what refused records seemed to be', async () => {
    const workspace = await openWorkspace(newFolder());
    const stream = await workspace.streams.make('s', {}, 'ada');
    const live = await LiveStream.open(workspace, stream, settings);
    const wrong = new TextEncoder().encode('a,b\n1,2\n');
    await expect(
      live.take({ id: '0', bytes: wrong }, 'ada'),
    ).rejects.toMatchObject({ code: 'INVALID_DATA' });
    await live.drop();
    const [right = new Uint8Array()] = chunks(100);
    const again = await LiveStream.open(workspace, stream, settings);
    expect(await again.take({ id: '0', bytes: right }, 'ada')).toMatchObject({
      rows: 99,
    });
    await again.close();
  });
});

describe('the streams of a workspace', () => {
  it('take chunks of one in turn, of several side by side, and forget', async () => {
    const workspace = await openWorkspace(newFolder());
    const events = new EventLog();
    const seen: string[] = [];
    events.watch(({ topic }) => seen.push(topic));
    const desk = new StreamDesk(workspace, events, () => settings);
    for (const name of ['a', 'b']) {
      await workspace.streams.make(name, {}, 'ada');
    }
    const all = chunks(500);
    await Promise.all(
      ['a', 'b'].flatMap((name) =>
        all.map((bytes, index) =>
          desk.take(name, { id: String(index), bytes }, 'ada'),
        ),
      ),
    );
    for (const name of ['a', 'b']) {
      const source = `stream:${name}`;
      const alerts = await workspace.alerts.list({ source, limit: 10_000 });
      expect(alerts.map(({ content }) => content).reverse()).toEqual(expected);
      expect(seen.filter((topic) => topic === source)).toHaveLength(
        expected.length,
      );
    }
    const { id } = await workspace.streams.get('a');
    await desk.remove('a', 'ada');
    expect(existsSync(workspace.streams.logPath(id))).toBe(false);
    const [bytes = new Uint8Array()] = all;
    await expect(
      desk.take('a', { id: 'x', bytes }, 'ada'),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await desk.close();
  });
});
