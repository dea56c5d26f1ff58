import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvReader } from '#formats/delimited-reader.ts';
import type { TableMapping } from '#formats/table-mapping.ts';
import { findRecordFormat } from '#pipeline/monitor/record-format.ts';
import { RecordReader } from '#pipeline/monitor/record-reader.ts';
import { readText } from '../support/read-text.ts';

type Relation = [id: string, members: string[]];

function monitored(text: string, mapping: TableMapping): Relation[] {
  const head = new TextEncoder().encode(text);
  const question = { file: 'f', head, isWhole: true, format: 'csv', notes: [] };
  const reader = new RecordReader(
    'f',
    findRecordFormat({ ...question, mapping }),
  );
  const relations = [...reader.push(head), ...reader.endFile()];
  return relations.map(({ id, members }) => [id, [...members].sort()]);
}

async function whole(text: string, mapping: TableMapping): Promise<Relation[]> {
  const { hypergraph } = await readText(csvReader, text, { mapping });
  return Array.from({ length: hypergraph.edgeCount }, (_, edge) => [
    hypergraph.edgeIds.textAt(edge),
    Array.from(hypergraph.edgeMembers(edge), (node) =>
      hypergraph.nodeIds.textAt(node),
    ).sort(),
  ]);
}

const cell = fc.constantFrom('', 'a', 'b', 'a|b', 'a\\', '\\|', 'é');
const members = fc.constantFrom('x', 'y z', ' x;y ', ';', 'z');

describe('a stream of records', () => {
  it('has the ids and members that the same file has as a whole', async () => {
    const row = fc.tuple(cell, cell, members);
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.constantFrom<TableMapping>(
          { edge: ['k', 'l'], node: ['m'], split: ';' },
          { edge: ['k'], node: ['m'], split: '; ' },
          { node: ['k', 'm'] },
        ),
        async (rows, mapping) => {
          // grouped rows belong together while they follow each other
          const sorted = rows
            .map((cells) => cells.join(','))
            .sort((left, right) => (left < right ? -1 : 1));
          const text = `k,l,m\nfirst,first,x\n${sorted.join('\n')}\n`;
          expect(monitored(text, mapping)).toEqual(await whole(text, mapping));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of Zeek is refused by name', () => {
    const head = new TextEncoder().encode('#separator \\x09\n#fields\tts\n');
    const question = { file: 'f', head, isWhole: true, notes: [] };
    expect(() =>
      findRecordFormat({ ...question, format: undefined, mapping: {} }),
    ).toThrow('A stream of the format zeek cannot be monitored');
  });
});
