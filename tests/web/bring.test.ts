import { describe, expect, it } from 'vitest';
import { mappingOptionsSchema } from '#protocol/mapping-options.ts';
import {
  guessMapping,
  mappingCommand,
  mappingOptions,
  sketchRelations,
  withRole,
} from '../../web/bring/mapping.ts';
import { previewTable, type TablePreview } from '../../web/bring/preview.ts';

const logons = [
  'time,user,src_host,process,outcome,bytes,session_id',
  '2026-10-13T08:00:04Z,ada,laptop-1,excel.exe,success,18204,a1',
  '2026-10-13T08:00:09Z,bob,laptop-2,excel.exe,success,9120,a2',
  '2026-10-13T08:00:11Z,ada,laptop-1,"a, ""quoted"" one",failure,40331,a3',
].join('\n');

function preview(text: string, name = 'x.csv', cut = false): TablePreview {
  const table = previewTable(name, text, cut);
  if (!table) throw new Error('no table');
  return table;
}

describe('the preview of a table', () => {
  it('reads columns and rows, quotes included', () => {
    const table = preview(logons);
    expect(table.columns).toHaveLength(7);
    expect(table.rows).toHaveLength(3);
    expect(table.rows[2]![3]).toBe('a, "quoted" one');
    expect(table).toMatchObject({ format: 'csv', separator: ',' });
  });

  it.each([
    ['tab', 'a\tb\n1\t2\n', 'tsv'],
    ['semicolon', 'a;b\r\n1,5;2\r\n', 'csv'],
    ['bar', 'a|b\n1|2\n', 'csv'],
  ])('finds the separator: %s', (_, text, format) => {
    const table = preview(text);
    expect(table.columns).toEqual(['a', 'b']);
    expect(table.format).toBe(format);
    expect(table.rows).toHaveLength(1);
  });

  it('drops a byte-order mark and the row that the cut went through', () => {
    const table = preview('\uFEFFa,b\n1,2\n3,4\n5', 'x.csv', true);
    expect(table.columns[0]).toBe('a');
    expect(table.rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('reads JSON lines, with columns from every line', () => {
    const table = preview('{"a":1,"b":["x"]}\n{"a":2,"c":null}\n', 'x.jsonl');
    expect(table.columns).toEqual(['a', 'b', 'c']);
    expect(table.rows).toEqual([
      ['1', '["x"]', ''],
      ['2', '', ''],
    ]);
  });

  it.each([
    ['HIF', 'x.hif.json', '{"incidences":[]}'],
    ['GMT', 'sets.gmt', 'name\tdescription\tA\tB'],
    ['an edge list', 'x.txt', 'a b c\nb c\n'],
    ['a list without names', 'x.csv', '1,2\n3,4\n'],
    ['one JSON document', 'x.txt', '[\n1\n]'],
    ['nothing', 'x.csv', ''],
  ])('is none for %s', (_, name, text) => {
    expect(previewTable(name, text, false)).toBeNull();
  });
});

describe('the guessed mapping', () => {
  it('tells time, members, weight, kept and ignored columns', () => {
    expect(guessMapping(preview(logons)).roles).toEqual([
      'time',
      'member',
      'member',
      'member',
      'keep',
      'weight',
      'ignore',
    ]);
  });

  it('knows an incidence list by its names', () => {
    expect(guessMapping(preview('edge,node\n1,a\n1,b\n')).roles).toEqual([
      'key',
      'member',
    ]);
  });

  it('takes a column for the time though one cell is none', () => {
    const times = Array.from({ length: 9 }, () => '2026-05-04,ada');
    const table = preview(['when,who', ...times, 'never,bob'].join('\n'));
    expect(guessMapping(table).roles[0]).toBe('time');
  });

  it('reads epoch seconds as time, and only one column', () => {
    const table = preview('ts,end_time,who\n1760342404,1760342405,ada\n');
    expect(guessMapping(table).roles).toEqual(['time', 'keep', 'member']);
  });
});

describe('the mapping', () => {
  const table = preview(logons);
  const mapping = guessMapping(table);

  it('becomes options that the server accepts', () => {
    const options = mappingOptions(table, mapping);
    expect(options).toEqual({
      node: ['user', 'src_host', 'process'],
      time: 'time',
      weight: 'bytes',
      keep: ['outcome'],
    });
    expect(mappingOptionsSchema.parse(options)).toEqual(options);
  });

  it('gives a single role to one column at a time', () => {
    const changed = withRole(mapping, 4, 'time');
    expect(changed.roles[0]).toBe('keep');
    expect(changed.roles[4]).toBe('time');
    expect(withRole(mapping, 4, 'member').roles[1]).toBe('member');
  });

  it('has a window only where rows are grouped by time', () => {
    const wide = { ...mapping, window: '10m' as const };
    expect(mappingOptions(table, wide)).not.toHaveProperty('window');
    const keyed = withRole(wide, 6, 'key');
    expect(mappingOptions(table, keyed)).toMatchObject({
      edge: ['session_id'],
      window: '10m',
    });
  });

  it('draws the first rows as relations', () => {
    const [first] = sketchRelations(table, mapping, 1);
    expect(first!.members).toEqual([
      { id: 'user:ada', kind: 'user' },
      { id: 'src_host:laptop-1', kind: 'src_host' },
      { id: 'process:excel.exe', kind: 'process' },
    ]);
  });

  it('joins rows with one key and parts cells with several members', () => {
    const list = preview('team,who\nred,a;b\nblue,c\nred,b;d\n');
    const keyed = {
      roles: ['key', 'member'] as const,
      window: '' as const,
      split: ';',
    };
    const relations = sketchRelations(list, keyed, 10);
    expect(relations.map(({ id, members }) => [id, members.length])).toEqual([
      ['red', 3],
      ['blue', 1],
    ]);
  });

  it('can be said as a command', () => {
    expect(
      mappingCommand("o'clock log.csv", { node: ['a', 'b c'], time: 't' }),
    ).toBe("polyad anomalies 'o'\\''clock log.csv' --node 'a,b c' --time t");
  });
});
