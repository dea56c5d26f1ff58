import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { polyad, polyadJson } from '../support/polyad.ts';
import { readEvents } from '../server/event-reader.ts';
import { serveProcess, type ServedProcess } from '../server/served-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'polyad-whole-'));
/** Every format that is written, and so can be brought back. */
export const ALL_FORMATS = [
  'hif',
  'json',
  'jsonl',
  'gmt',
  'edgelist',
  'csv',
  'tsv',
  'parquet',
  'arrow',
];

let served: ServedProcess | undefined;

/** Log-ons of a small firm: who, from where to where, and when. */
function logOns(): string {
  let text = 'user,source,target,at\n';
  const start = Date.UTC(2026, 2, 2);
  for (let i = 0; i < 600; i++) {
    const user = (i * 7) % 23;
    const target = i === 500 ? 'vault' : `srv${(user * 3 + (i % 2)) % 11}`;
    const at = new Date(start + i * 617_000).toISOString();
    text += `u${user},pc${user % 9},${target},${at}\n`;
  }
  return text;
}

const MAPPING = { node: ['user', 'source', 'target'], time: 'at' };
const ARGUMENTS = ['--node', 'user,source,target', '--time', 'at'];

/**
 * Uses the built server from a file to alerts, and holds its answers to those of
 * the command line, byte for byte.
 * @param formats - Of the files that are brought.
 */
export function describeWholePipeline(formats: readonly string[]): void {
  beforeAll(async () => {
    writeFileSync(join(folder, 'events.csv'), logOns());
    for (const format of new Set([...formats, 'csv'])) {
      const to = ['--to', `data.${format}`, '--as', format];
      await polyadJson(['convert', 'events.csv', ...ARGUMENTS, ...to], {
        cwd: folder,
      });
    }
    const csv = readFileSync(join(folder, 'data.csv'));
    writeFileSync(join(folder, 'data.csv.gz'), gzipSync(csv));
    served = await serveProcess(folder, 'events.csv', ...ARGUMENTS);
  });

  afterAll(() => served?.kill());

  describeFormats(formats);
  describeWay();
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${served?.token ?? ''}`);
  const url = `${served?.url ?? ''}api/v1${path}`;
  const response = await fetch(url, { ...init, headers });
  if (response.ok) return response;
  throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

async function post<Answer>(path: string, body: object): Promise<Answer> {
  const response = await ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return (text === '' ? null : JSON.parse(text)) as Answer;
}

async function upload(name: string, options: object = {}): Promise<string> {
  const query = new URLSearchParams({ name, options: JSON.stringify(options) });
  const response = await ask(`/datasets?${query.toString()}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(readFileSync(join(folder, name))),
  });
  return ((await response.json()) as { id: string }).id;
}

/** The text of an answer without the facts of its run. */
function bytesOf(answer: object): string {
  const { run: _, ...result } = answer as { run: unknown };
  return JSON.stringify(result);
}

function describeFormats(formats: readonly string[]): void {
  describe.each([...formats, 'csv.gz'])('a file of the format %s', (ending) => {
    it('gives the same answers over HTTP as on the command line', async () => {
      const name = `data.${ending}`;
      const id = await upload(name);
      const path = `/datasets/${id}`;
      const cli = (...args: string[]) =>
        polyadJson<object>(args, { cwd: folder });
      const pairs: [object, object][] = [
        [
          (await (await ask(`${path}/info`)).json()) as object,
          await cli('info', name),
        ],
        [
          await post(`${path}/topology/components`, { s: 2 }),
          await cli('topology', 'components', name, '--s', '2'),
        ],
        [
          await post(`${path}/topology/centrality`, { metric: 'harmonic' }),
          await cli('topology', 'centrality', name, '--metric', 'harmonic'),
        ],
        [
          await post(`${path}/anomalies`, { top: 20 }),
          await cli('anomalies', name, '--top', '20'),
        ],
      ];
      for (const [http, command] of pairs) {
        expect(bytesOf(http)).toBe(bytesOf(command));
      }
    }, 60_000);
  });
}

function describeWay(): void {
  describe('the whole way', () => {
    it('from a file to an exported, labelled, monitored data set', async () => {
      const id = await upload('events.csv', MAPPING);
      const path = `/datasets/${id}`;
      const { results } = await post<{ results: { id: string }[] }>(
        `${path}/anomalies`,
        { top: 3 },
      );
      const [first] = results;
      await post(`${path}/labels`, { id: first?.id ?? '', label: 'anomalous' });
      const { model } = await post<{ model: { id: string; status: string } }>(
        '/models',
        { dataset: id, name: 'log-ons' },
      );
      await post(`/models/${model.id}/promote`, {});
      const promoted = await (await ask(`/models/${model.id}`)).text();
      expect(promoted).toContain('"promoted"');
      const filtered = await ask(`${path}/export?format=json&sizeFrom=3`);
      const kept = (await filtered.json()) as Record<string, string[]>;
      expect(Object.keys(kept).length).toBeGreaterThan(0);
      for (const members of Object.values(kept)) {
        expect(members.length).toBeGreaterThanOrEqual(3);
      }
      const exported = await (await ask(`${path}/export?format=hif`)).text();
      const written = ['--to', 'cli.hif', '--as', 'hif'];
      await polyadJson(['convert', 'events.csv', ...ARGUMENTS, ...written], {
        cwd: folder,
      });
      expect(exported).toBe(readFileSync(join(folder, 'cli.hif'), 'utf8'));
      const audit = await (await ask('/audit?limit=1000')).text();
      for (const action of ['dataset.import', 'labels.add', 'model.add']) {
        expect(audit).toContain(`"${action}"`);
      }
    }, 60_000);

    it('from records to the alerts that the command line raises', async () => {
      const options = { ...MAPPING };
      await post('/streams', {
        name: 'live',
        options,
        rule: { by: 'chance', most: 0.02 },
      });
      const leaving = new AbortController();
      const feed = await ask('/streams/live/alerts', {
        signal: leaving.signal,
      });
      await ask('/streams/live/events?chunk=1', {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body: logOns(),
      });
      const { alerts } = (await (await ask('/streams/live')).json()) as {
        alerts: number;
      };
      expect(alerts).toBeGreaterThan(0);
      const sent: string[] = [];
      for await (const { data } of readEvents(feed)) {
        sent.push(JSON.stringify(data));
        if (sent.length === alerts) break;
      }
      leaving.abort();
      const monitored = await polyad(
        ['monitor', 'events.csv', ...ARGUMENTS, '--alert-rate', '0.02'],
        { cwd: folder },
      );
      const lines = monitored.stdout.trimEnd().split('\n');
      // The command closes the last tick at the end of its file; a stream goes on.
      expect(sent).toEqual(lines.slice(0, alerts));
      expect(lines.length - alerts).toBeLessThan(5);
    }, 60_000);
  });
}
