import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { hourOfWeek } from '#hypergraph/hour-of-week.ts';
import type { NewDataset } from '#pipeline/dataset-shelf.ts';
import {
  matrixChunkSchema,
  matrixLayoutSchema,
  matrixTileSchema,
  type MatrixOrder,
} from '#protocol/matrix.ts';
import { overlapGroupsSchema, overviewSchema } from '#protocol/overview.ts';
import { START, visits } from '../pipeline/visits.ts';
import { startTestServer } from './test-server.ts';

const HOUR = 3_600_000;

/** Two blocks of three relations each that share two nodes, joined by one node. */
function blocks(): NewDataset {
  const builder = new HypergraphBuilder();
  const relations: readonly (readonly string[])[] = [
    ['a', 'b', 'c'],
    ['x', 'y', 'z'],
    ['a', 'b', 'd'],
    ['x', 'y', 'w'],
    ['a', 'b', 'e', 'x'],
    ['x', 'y', 'v', 'u', 't'],
    ['lone'],
  ];
  relations.forEach((members, at) => {
    const edge = builder.addEdge(`r${String(at)}`);
    builder.setEdge(edge, 'time', START + at * HOUR);
    for (const name of members) {
      const node = builder.addNode(name);
      builder.setNode(node, 'kind', name < 'm' ? 'person' : 'room');
      builder.addIncidence(edge, node);
    }
  });
  return { ...visits(), name: 'blocks', hypergraph: builder.build() };
}

const server = await startTestServer();
const { id, hypergraph } = await server.catalog.add(blocks());
const INCIDENCES = 22;

async function read(path: string): Promise<unknown> {
  const response = await server.fetch(`/api/v1/datasets/${id}/${path}`);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

const chunk = async (query: string) =>
  matrixChunkSchema.parse(await read(`matrix/chunk?${query}`));
const layout = async (query: string) =>
  matrixLayoutSchema.parse(await read(`matrix/layout?${query}`));
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe('tiles of the incidence matrix', () => {
  const orders: readonly MatrixOrder[] = ['groups', 'band', 'degree', 'time'];

  it.each(orders)(
    'count every incidence once, in the order %s',
    async (order) => {
      for (const zoom of [0, 3]) {
        const tiles = await chunk(`order=${order}&zoom=${String(zoom)}`);
        expect(sum(tiles.counts)).toBe(INCIDENCES);
        expect([tiles.columns, tiles.rows]).toEqual([
          hypergraph.edgeCount,
          hypergraph.nodeCount,
        ]);
      }
    },
  );

  it('have one cell an incidence at the deepest zoom, where the layout says', async () => {
    const tiles = await chunk('order=time&zoom=9');
    expect(new Set(tiles.counts)).toEqual(new Set([1]));
    const { place } = await layout('order=time&edge=r4');
    expect(place?.column).toBe(4);
    const own = tiles.cells.filter((cell) => cell % 64 === place?.column);
    expect(own.map((cell) => Math.floor(cell / 64))).toEqual(place?.rows);
  });

  it('leave out what a filter does', async () => {
    const only = async (query: string) =>
      sum((await chunk(`order=degree&${query}`)).counts);
    expect(await only('sizeFrom=4')).toBe(9);
    expect(await only('degreeFrom=3')).toBe(3 + 3 + 4 + 3);
    expect(await only(`from=${String(START)}&to=${String(START + HOUR)}`)).toBe(
      6,
    );
    expect(await only('scoreFrom=1000')).toBe(0);
  });

  it('say what lies under a rectangle, the strongest first', async () => {
    const whole = `rowFrom=0&rowTo=99&columnFrom=0&columnTo=99`;
    const tile = matrixTileSchema.parse(await read(`matrix/tile?${whole}`));
    expect(tile).toMatchObject({ nodes: 13, edges: 7, incidences: 22 });
    const scores = await server.post(`/datasets/${id}/anomalies`, {});
    const { results } = (await scores.json()) as {
      results: { id: string; score: number }[];
    };
    const most = Math.max(...results.map(({ score }) => score));
    expect(tile.top?.score).toBe(most);
    const none = await read(
      'matrix/tile?rowFrom=0&rowTo=0&columnFrom=0&columnTo=1',
    );
    expect(none).toMatchObject({ incidences: 0, top: null });
  });

  it('stand in the blocks of their groups', async () => {
    const { blocks } = await layout('order=groups&s=2');
    expect(blocks).toHaveLength(2);
    const widths = blocks.map(({ columns: [from, to] }) => to - from);
    expect(widths).toEqual([3, 3]);
    const places = await Promise.all(
      ['r0', 'r2', 'r4'].map((edge) => layout(`order=groups&s=2&edge=${edge}`)),
    );
    const [block] = blocks.filter(({ name }) => name === 'a');
    for (const { place } of places) {
      expect(place?.column).toBeGreaterThanOrEqual(block?.columns[0] ?? NaN);
      expect(place?.column).toBeLessThan(block?.columns[1] ?? NaN);
    }
  });

  it('gather in any rectangle what a plain count does', async () => {
    const { place } = await layout('order=band&edge=r0');
    expect(place).not.toBeNull();
    const columns = await Promise.all(
      Array.from({ length: 7 }, (_, at) =>
        layout(`order=band&edge=r${String(at)}`),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(fc.nat(13), fc.nat(13), fc.nat(7), fc.nat(7)),
        async ([r0, r1, c0, c1]) => {
          const [rowFrom, rowTo] = [Math.min(r0, r1), Math.max(r0, r1)];
          const [columnFrom, columnTo] = [Math.min(c0, c1), Math.max(c0, c1)];
          const expected = columns
            .filter(({ place }) => {
              const column = place?.column ?? -1;
              return column >= columnFrom && column < columnTo;
            })
            .flatMap(({ place }) => place?.rows ?? [])
            .filter((row) => row >= rowFrom && row < rowTo).length;
          const tile = await read(
            `matrix/tile?order=band&rowFrom=${String(rowFrom)}&rowTo=${String(rowTo)}&columnFrom=${String(columnFrom)}&columnTo=${String(columnTo)}`,
          );
          expect(tile).toMatchObject({ incidences: expected });
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('the overview', () => {
  const overview = async (query = '') =>
    overviewSchema.parse(await read(`overview?${query}`));

  it('counts everything, and what passes a filter', async () => {
    const all = await overview();
    expect(all.edges).toEqual({ count: 7, kept: 7 });
    expect(all.nodes).toEqual({ count: 13, kept: 13 });
    for (const bins of [all.sizes, all.scores]) {
      expect(sum(bins.map(({ count }) => count))).toBe(7);
    }
    expect(sum(all.degrees.map(({ count }) => count))).toBe(13);
    expect(all.kinds).toEqual([
      { kind: 'room', count: 7, kept: 7 },
      { kind: 'person', count: 6, kept: 6 },
    ]);
    const some = await overview('sizeFrom=4');
    expect(some.edges.kept).toBe(2);
    expect(some.nodes.kept).toBe(8);
    expect(some.sizes.map(({ count }) => count)).toEqual(
      all.sizes.map(({ count }) => count),
    );
  });

  it('counts by hour of the week, whatever hours the filter keeps', async () => {
    const all = await overview();
    const first = hourOfWeek(START);
    expect(sum(all.week?.counts ?? [])).toBe(7);
    expect(all.week?.counts[first]).toBe(1);
    const day = Math.floor(first / 24);
    const hour = first % 24;
    const some = await overview(
      `dayFrom=${String(day)}&dayTo=${String(day)}&hourFrom=${String(hour)}&hourTo=${String(hour)}`,
    );
    expect(some.edges.kept).toBe(1);
    expect(some.week).toEqual(all.week);
  });

  it('refuses options that it does not know', async () => {
    const response = await server.fetch(
      `/api/v1/datasets/${id}/overview?colour=red`,
    );
    expect(response.status).toBe(400);
  });
});

describe('groups by overlap', () => {
  it('join as s falls', async () => {
    const groups = overlapGroupsSchema.parse(await read('overlap-groups'));
    expect(groups.most).toBe(5);
    const at = (s: number) => groups.levels.find((level) => level.s === s);
    expect(at(1)).toMatchObject({ count: 1, loners: 1 });
    expect(at(2)).toMatchObject({ count: 2, loners: 1 });
    expect(at(2)?.groups.map(({ name }) => name)).toEqual(['a', 'x']);
    expect(at(3)).toMatchObject({ count: 0, loners: 7 });
    expect(groups.suggested).toBe(2);
    expect(groups.branches).toEqual([
      { s: 1, name: 'x', relations: 6, parent: null },
      { s: 2, name: 'a', relations: 3, parent: 0 },
      { s: 2, name: 'x', relations: 3, parent: 0 },
    ]);
  });
});
