import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesSource, concatBytes } from '#formats/byte-source.ts';
import type { FormatWriter } from '#formats/format.ts';
import { readSource } from '#formats/read-source.ts';
import { writerFor } from '#formats/registry.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { arbitraryHypergraph } from '../support/arbitrary-hypergraph.ts';
import { snapshotOf } from '../support/hypergraph-snapshot.ts';

async function written(
  writer: FormatWriter,
  hypergraph: Hypergraph,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writer.write(hypergraph, {})) chunks.push(chunk);
  return concatBytes(chunks);
}

async function throughFormat(
  name: string,
  hypergraph: Hypergraph,
): Promise<Hypergraph> {
  const bytes = await written(writerFor(name), hypergraph);
  const format = name === 'arrows' ? 'arrow' : name;
  const result = await readSource(bytesSource(`x.${name}`, bytes), { format });
  expect(result.rejected.rows).toEqual([]);
  return result.hypergraph;
}

function idsInOrder({ nodeIds, edgeIds }: Hypergraph): unknown {
  const list = (ids: typeof nodeIds): unknown[] =>
    Array.from({ length: ids.count }, (_, index) => ids.idAt(index));
  return { nodes: list(nodeIds), edges: list(edgeIds) };
}

describe.each(['parquet', 'arrow', 'arrows'])('%s', (name) => {
  it('gives back every hypergraph as it was', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryHypergraph(), async (hypergraph) => {
        const back = await throughFormat(name, hypergraph);
        expect(snapshotOf(back)).toEqual(snapshotOf(hypergraph));
        expect(idsInOrder(back)).toEqual(idsInOrder(hypergraph));
      }),
      { numRuns: 150 },
    );
  });

  it('keeps the network type and the metadata', async () => {
    const builder = new HypergraphBuilder();
    builder.networkType = 'asc';
    builder.metadata = { title: 'toy', tags: ['a', { b: null }] };
    builder.addIncidence(builder.addEdge('e'), builder.addNode('n'));
    const back = await throughFormat(name, builder.build());
    expect(back.networkType).toBe('asc');
    expect(back.metadata).toEqual({ title: 'toy', tags: ['a', { b: null }] });
  });

  it('is told from its content', async () => {
    const builder = new HypergraphBuilder();
    builder.addIncidence(builder.addEdge('e'), builder.addNode('n'));
    const bytes = await written(writerFor(name), builder.build());
    const { format } = await readSource(bytesSource('unnamed', bytes));
    expect(format).toBe(name === 'arrows' ? 'arrow' : name);
  });
});

describe.each(['csv', 'tsv'])('%s', (name) => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
    .filter((id) => !id.includes('\0'));

  it('gives back structure, text ids, weights, roles, times and kinds', async () => {
    const plain = arbitraryHypergraph({
      ids: 'text',
      idText: text,
      properties: false,
    });
    await fc.assert(
      fc.asyncProperty(plain, async (hypergraph) => {
        const back = await throughFormat(name, hypergraph);
        expect(snapshotOf(back)).toEqual(snapshotOf(hypergraph));
        expect(idsInOrder(back)).toEqual(idsInOrder(hypergraph));
      }),
      { numRuns: 150 },
    );
  });

  it('guards texts that a spreadsheet would run, and takes the guard off again', async () => {
    const ids = ['=1+1', '+x', '-x', '@x', "'=y", "''@", '-5', '+1.5', "it's"];
    const builder = new HypergraphBuilder();
    const edge = builder.addEdge('e');
    for (const id of ids) builder.addIncidence(edge, builder.addNode(id));
    const bytes = await written(writerFor(name), builder.build());
    const cells = new TextDecoder()
      .decode(bytes)
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(/[,\t]/)[1]);
    expect(cells).toEqual([
      "'=1+1",
      "'+x",
      "'-x",
      "'@x",
      "''=y",
      "'''@",
      '-5',
      '+1.5',
      "it's",
    ]);
    const back = await throughFormat(name, builder.build());
    expect(idsInOrder(back)).toEqual({ nodes: ids, edges: ['e'] });
  });
});

describe('losses of CSV', () => {
  it('names integer ids, metadata, the type asc, empty ids and typed texts', () => {
    const builder = new HypergraphBuilder();
    builder.networkType = 'asc';
    builder.metadata = { title: 'toy' };
    const edge = builder.addEdge(1);
    builder.setEdge(edge, 'name', '12');
    builder.addIncidence(edge, builder.addNode(''));
    const losses = writerFor('csv').losses(builder.build()).join(' ');
    for (const part of [
      'integers',
      'metadata',
      'simplicial',
      'empty',
      'Types',
    ]) {
      expect(losses).toContain(part);
    }
  });

  it('names none for a plain incidence list', () => {
    const builder = new HypergraphBuilder();
    builder.addIncidence(builder.addEdge('e'), builder.addNode('n'));
    expect(writerFor('csv').losses(builder.build())).toEqual([]);
  });
});
