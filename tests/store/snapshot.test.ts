import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { IdTable } from '#hypergraph/id-table.ts';
import type { PropertyTable } from '#hypergraph/property-table.ts';
import { readSnapshot } from '#store/read-snapshot.ts';
import { writeSnapshot } from '#store/write-snapshot.ts';
import { arbitraryHypergraph } from '../support/arbitrary-hypergraph.ts';
import { visits } from '../pipeline/visits.ts';

const folder = mkdtempSync(join(tmpdir(), 'polyad-snapshot-'));
const path = join(folder, 'graph');

async function through(hypergraph: Hypergraph): Promise<Hypergraph> {
  await writeSnapshot(path, hypergraph);
  return readSnapshot(path);
}

/** Everything a hypergraph holds, in its own order. */
function contentOf(hypergraph: Hypergraph): object {
  const ids = (table: IdTable): unknown[] =>
    Array.from({ length: table.count }, (_, index) => table.idAt(index));
  const columns = (table: PropertyTable): unknown[] =>
    [...table.columns()].map((column) => [
      column.name,
      column.type,
      Array.from({ length: column.length }, (_, row) => column.get(row)),
    ]);
  return {
    edges: [...hypergraph.edges.offsets, ...hypergraph.edges.members],
    nodes: [...hypergraph.nodes.offsets, ...hypergraph.nodes.members],
    edgeIds: ids(hypergraph.edgeIds),
    nodeIds: ids(hypergraph.nodeIds),
    edgeProperties: columns(hypergraph.edgeProperties),
    nodeProperties: columns(hypergraph.nodeProperties),
    incidences: columns(hypergraph.incidencesByEdge()),
    networkType: hypergraph.networkType,
    metadata: hypergraph.metadata,
  };
}

describe('a snapshot', () => {
  it('holds everything, in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryHypergraph(), async (hypergraph) => {
        const back = await through(hypergraph);
        expect(contentOf(back)).toEqual(contentOf(hypergraph));
        for (const side of ['edgeIds', 'nodeIds'] as const) {
          for (let index = 0; index < back[side].count; index++) {
            expect(back[side].indexOf(back[side].idAt(index))).toBe(index);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('holds metadata, the kind of network and the dual', async () => {
    const { hypergraph } = visits();
    const changed = hypergraph
      .withParts({ networkType: 'directed', metadata: { a: [1, { b: null }] } })
      .dual();
    expect(contentOf(await through(changed))).toEqual(contentOf(changed));
  });

  it('of a snapshot is the same again, byte for byte', async () => {
    const back = await through(visits().hypergraph);
    const first = readFileSync(path);
    await writeSnapshot(path, back);
    expect(readFileSync(path).equals(first)).toBe(true);
  });

  it('of nothing is nothing', async () => {
    const empty = new HypergraphBuilder().build();
    expect(contentOf(await through(empty))).toEqual(contentOf(empty));
  });

  it('leaves no unfinished file behind', () => {
    expect(readdirSync(folder)).toEqual(['graph']);
  });

  it('that was cut short or overwritten is refused', async () => {
    await writeSnapshot(path, visits().hypergraph);
    const whole = readFileSync(path);
    const broken = [
      whole.subarray(0, 0),
      whole.subarray(0, 40),
      whole.subarray(0, whole.length - 1),
      whole.subarray(8),
      Buffer.concat([whole.subarray(0, 500), whole.subarray(600)]),
    ];
    for (const bytes of broken) {
      writeFileSync(path, bytes);
      expect(() => readSnapshot(path)).toThrow(
        expect.objectContaining({ code: 'INVALID_DATA' }) as Error,
      );
    }
    expect(() => readSnapshot(join(folder, 'none'))).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }) as Error,
    );
  });
});
