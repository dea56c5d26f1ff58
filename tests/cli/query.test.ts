import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { polyad, polyadJson } from '../support/polyad.ts';

let folder: string;
let visits: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'polyad-query-'));
  visits = join(folder, 'visits.csv');
  writeFileSync(
    visits,
    'user,host,at\nann,h1,2026-01-01T00:00:00Z\nann,h2,2026-01-01T00:05:00Z\nbob,h2,2026-01-01T03:00:00Z\n',
  );
});

const mapping = ['--node', 'user,host', '--time', 'at'];

function ask(query: string, ...options: string[]): Promise<object> {
  return polyadJson(['query', visits, query, ...mapping, ...options]);
}

describe('polyad query', () => {
  it('gives rows with their evidence', async () => {
    expect(
      await ask(
        'match x: visits(user: $u, host: "h1"), y: *(user: $u, host: $h) where y within 10min of x | select $u, $h, y.start',
      ),
    ).toMatchObject({
      columns: ['$u', '$h', 'y.start', 'evidence'],
      types: ['node', 'node', 'time', 'edges'],
      rows: [['user:ann', 'host:h2', '2026-01-01T00:05:00.000Z', ['0', '1']]],
      truncated: false,
    });
  });

  it('takes lists, by name and by file', async () => {
    const list = join(folder, 'watched.txt');
    writeFileSync(list, 'bob\n\nnobody\r\n');
    const query = 'match e: *(user: $u) where $u in watched | select e';
    expect(await ask(query, '--list', `watched=${list}`)).toMatchObject({
      rows: [['2', ['2']]],
    });
    expect(
      await ask(`from list(${JSON.stringify(list)}) | limit 1`),
    ).toMatchObject({
      rows: [['bob', []]],
    });
  });

  it('reads a query from a file, and says where it is wrong', async () => {
    const file = join(folder, 'question.pql');
    writeFileSync(file, 'match e: *(user: $u)\n| limt 3\n');
    const { status, stderr } = await polyad([
      'query',
      visits,
      `@${file}`,
      ...mapping,
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain('Line 2, column 3');
    expect(stderr).toContain('Did you mean limit?');
  });

  it('prints a table for people', async () => {
    const { stdout } = await polyad([
      'query',
      visits,
      'from host | sort host desc',
      ...mapping,
    ]);
    expect(stdout).toMatch(/host +evidence\nhost:h2\nhost:h1/);
  });
});
