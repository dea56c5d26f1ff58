import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deskWithData } from './desk.ts';

describe('labels on the command line', () => {
  it('go in and come out the same, and the last one counts', async () => {
    const desk = await deskWithData();
    desk.file(
      'in.csv',
      "id,label,reason,who,when\nA,odd,new pair,bo,2026-03-01T10:00:00Z\n'=D,odd,,,\nB,fine,,,\n",
    );
    const dataset = ['--dataset', 'sample'];
    await desk.json('labels', 'import', 'in.csv', ...dataset);
    desk.file('more.csv', 'id,label\nA,fine\nB,\n');
    await desk.json('labels', 'import', 'more.csv', ...dataset);
    const out = ['labels', 'export', 'out.csv', ...dataset];
    expect(await desk.json(...out)).toMatchObject({ labels: 2 });
    const text = readFileSync(join(desk.folder, 'out.csv'), 'utf8');
    const rows = text.trim().split('\n');
    expect(rows[0]).toBe('id,label,reason,who,when');
    expect(rows[1]).toMatch(/^'=D,odd,,[^,]+,\d{4}-/);
    expect(rows[2]).toMatch(/^A,fine,,[^,]+,\d{4}-/);
    await desk.json('labels', 'import', 'out.csv', ...dataset);
    await desk.json(...out);
    expect(readFileSync(join(desk.folder, 'out.csv'), 'utf8')).toBe(text);
  });

  it('that are wrong are refused with their line, all of them', async () => {
    const desk = await deskWithData();
    const cases = [
      ['id,label\nA,odd\nnobody,odd\n', 'in.csv:3: the data hold no hyperedge'],
      ['id,verdict\nA,odd\n', 'there is no column label'],
      ['id,label,when\nA,odd,soon\n', 'in.csv:2: "soon" is not a time'],
      [`id,label\nA,${'x'.repeat(65)}\n`, 'over 64 characters'],
    ] as const;
    const call = ['labels', 'import', 'in.csv', '--dataset', 'sample'];
    for (const [text, message] of cases) {
      desk.file('in.csv', text);
      const [status, error] = await desk.failure(...call);
      expect([status, error.code]).toEqual([3, 'INVALID_DATA']);
      expect(error.message).toContain(message);
    }
    const out = ['labels', 'export', 'out.csv', '--dataset', 'sample'];
    expect(await desk.json(...out)).toMatchObject({ labels: 0 });
  });
});
