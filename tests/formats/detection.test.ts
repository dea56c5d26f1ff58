import { describe, expect, it } from 'vitest';
import { detectFormat } from '#formats/registry.ts';

const format = (text: string, name = '-'): string =>
  detectFormat(new TextEncoder().encode(text), name).name;

describe('detection by content', () => {
  it.each([
    ['csv', 'edge,node\nx,a\nx,b\n'],
    ['csv', 'user;host\nann;ws1\nbob;ws2\n'],
    ['csv', 'time,user\n2026-11-10,"a, b"\n2026-11-11,c\n'],
    ['tsv', 'edge\tnode\nx\ta\nx\tb\n'],
    ['edgelist', 'a b c\nb c\nd\n'],
    ['edgelist', 'a,b,c\nb,c\nd\n'],
    ['hif', '{"incidences":[{"edge":"e","node":"n"}]}'],
    ['json', '{"e":["a","b"]}'],
    ['jsonl', '{"edge":"e","node":"a"}\n{"edge":"e","node":"b"}\n'],
  ])('%s', (expected, text) => {
    expect(format(text)).toBe(expected);
  });

  it('of a document in one line that is longer than the head', () => {
    const incidences = Array.from({ length: 4000 }, (_, at) => ({
      edge: `e${at >> 2}`,
      node: `n${at % 7}`,
    }));
    const head = JSON.stringify({ incidences }).slice(0, 65_536);
    expect(format(head)).toBe('hif');
  });
});

describe('detection with the help of the name', () => {
  it.each([
    ['csv', 'id\na\nb\n', 'x.csv'],
    ['csv', 'id\na\nb\n', 'x.csv.gz'],
    ['gmt', 'set\tna\ta\tb\nset2\tna\ta\n', 'x.gmt'],
    ['tsv', 'a\tb\tc\n1\t2\t3\n', 'x.tsv'],
  ])('%s', (expected, text, name) => {
    expect(format(text, name)).toBe(expected);
  });
});
