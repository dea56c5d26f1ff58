import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import {
  convertHypergraph,
  type ConvertOptions,
} from '#pipeline/operations/convert.ts';

const folder = mkdtempSync(join(tmpdir(), 'polyad-convert-'));

const builder = new HypergraphBuilder();
for (const [index, kind] of ['user', 'user', 'host'].entries()) {
  builder.addNode(`n${index}`);
  builder.setNode(index, 'kind', kind);
}
for (const [index, members] of [[0, 1, 2], [0, 2], [2]].entries()) {
  builder.addEdge(`e${index}`);
  for (const node of members) builder.addIncidence(index, node);
}
const hypergraph = builder.build();

function converted(options: Omit<ConvertOptions, 'to'>): Promise<object> {
  return convertHypergraph(hypergraph, {
    to: join(folder, 'out.hif.json'),
    ...options,
  });
}

describe('a part of a hypergraph, written', () => {
  it('has nodes of one kind and what hyperedges hold of them', async () => {
    expect(await converted({ kind: 'user' })).toMatchObject({
      nodes: 2,
      edges: 2,
      incidences: 3,
    });
  });

  it('has hyperedges of some sizes, as they are by then', async () => {
    expect(await converted({ minSize: 2, maxSize: 2 })).toMatchObject({
      nodes: 2,
      edges: 1,
    });
    expect(await converted({ kind: 'user', minSize: 2 })).toMatchObject({
      edges: 1,
      incidences: 2,
    });
  });
});
