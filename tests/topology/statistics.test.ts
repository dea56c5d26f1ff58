import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { computeCloseness } from '#topology/centrality/closeness.ts';
import { computePageRank } from '#topology/centrality/pagerank.ts';
import {
  computeLineGraph,
  lineGraphLinks,
} from '#topology/walks/line-graph.ts';
import { parseCondition } from '#topology/statistics/condition.ts';
import { statistics } from '#topology/statistics/statistic-desk.ts';
import { computeStatistics } from '#topology/statistics/statistics.ts';
import {
  arbitrarySide,
  degenerate,
  hypergraphOf,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

// e0 and e1 overlap in n1 n2, e2 repeats e0, e3 stands alone, n6 is isolated
const sample = hypergraphOf(7, [
  [0, 1, 2],
  [1, 2, 3],
  [0, 1, 2],
  [4, 5],
]);

function columnsOf(
  ...[hypergraph, names, options]: Parameters<typeof computeStatistics>
) {
  const { columns } = computeStatistics(hypergraph, names, options);
  return Object.fromEntries(
    columns.map(({ name, values }) => [name, Array.from(values)]),
  );
}

const DIRECTED = ['in-degree', 'out-degree', 'head-size', 'tail-size'];
const OF_EDGES = ['toplex', 'head-size', 'tail-size'];
const OF_NODES = [
  'community',
  'clustering',
  'clustering-two-node',
  'clustering-projection',
  'clustering-quad',
  'simplicial-fraction',
  'edit-simpliciality',
  'face-edit-simpliciality',
  'in-degree',
  'out-degree',
];

describe('statistics of elements', () => {
  it('are columns over all nodes', () => {
    const names = [
      'degree',
      'size',
      'core',
      'neighbors',
      'copies',
      'member-degree',
    ];
    expect(columnsOf(sample, names)).toEqual({
      degree: [2, 3, 3, 1, 1, 1, 0],
      size: [2, 3, 3, 1, 1, 1, 0],
      core: [2, 3, 3, 1, 1, 1, 0],
      neighbors: [2, 3, 3, 2, 1, 1, 0],
      copies: [1, 2, 2, 1, 2, 2, 1],
      'member-degree': [3, 3, 3, 3, 2, 2, NaN],
    });
    expect(columnsOf(sample, ['component', 'component-size'])).toEqual({
      component: [0, 0, 0, 0, 1, 1, 2],
      'component-size': [4, 4, 4, 4, 2, 2, 1],
    });
  });

  it('are columns over all hyperedges, by s where they are about overlaps', () => {
    const names = ['size', 'neighbors', 'copies', 'toplex', 'component-size'];
    expect(columnsOf(sample, names, { of: 'edges', s: 3 })).toEqual({
      size: [3, 3, 3, 2],
      neighbors: [1, 0, 1, 0],
      copies: [2, 1, 2, 1],
      toplex: [1, 1, 0, 1],
      'component-size': [2, 1, 2, 1],
    });
  });

  it('sum weights of incidences, else of hyperedges, else ones', () => {
    const builder = new HypergraphBuilder();
    const heavy = builder.addEdge('heavy');
    builder.setEdge(heavy, 'weight', 5);
    const plain = builder.addEdge('plain');
    for (const id of ['a', 'b']) builder.addNode(id);
    builder.addIncidence(heavy, 0);
    builder.setIncidence('weight', 2);
    builder.addIncidence(heavy, 1);
    builder.addIncidence(plain, 1);
    const hypergraph = builder.build();
    expect(columnsOf(hypergraph, ['weighted-degree'])).toEqual({
      'weighted-degree': [2, 6],
    });
    expect(
      columnsOf(hypergraph, ['weighted-degree', 'property:weight'], {
        of: 'edges',
      }),
    ).toEqual({ 'weighted-degree': [7, 1], 'property:weight': [5, NaN] });
  });

  it('count heads and tails', () => {
    const builder = new HypergraphBuilder();
    builder.addNode('a');
    builder.addNode('b');
    const edge = builder.addEdge('a to b');
    builder.addIncidence(edge, 0);
    builder.setIncidence('role', 'tail');
    builder.addIncidence(edge, 1);
    builder.setIncidence('role', 'head');
    expect(columnsOf(builder.build(), ['in-degree', 'out-degree'])).toEqual({
      'in-degree': [0, 1],
      'out-degree': [1, 0],
    });
    expect(
      columnsOf(builder.build(), ['head-size', 'tail-size'], { of: 'edges' }),
    ).toEqual({ 'head-size': [1], 'tail-size': [1] });
  });

  it('equal the measures they are named after', () => {
    const found = computeStatistics(sample, ['closeness', 'pagerank'], {
      of: 'edges',
      s: 2,
    });
    const [closeness, pagerank] = found.columns;
    expect(closeness?.values).toEqual(computeCloseness(sample, { s: 2 }));
    const ranks = computePageRank(sample, { s: 2 });
    expect(pagerank?.values).toEqual(ranks.values);
    expect(pagerank?.convergence?.converged).toBe(ranks.converged);
    expect(closeness?.convergence).toBeUndefined();
  });

  it.each(degenerate)('are as many as elements for %s', (_what, hypergraph) => {
    for (const of of ['nodes', 'edges'] as const) {
      const others = [...DIRECTED, ...(of === 'nodes' ? OF_EDGES : OF_NODES)];
      const names = Object.keys(statistics).filter(
        (name) => !others.includes(name),
      );
      const { columns } = computeStatistics(hypergraph, names, { of });
      expect(columns.map(({ name }) => name)).toEqual(names);
    }
  });

  it('count as many neighbours as the s-line graph has links', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, side) => {
        const { source, target } = lineGraphLinks(
          computeLineGraph(hypergraph, side),
        );
        const { neighbors } = columnsOf(hypergraph, ['neighbors'], side);
        const expected = neighbors!.map(() => 0);
        for (const end of [...source, ...target]) expected[end]!++;
        expect(neighbors).toEqual(expected);
      }),
    );
  });
});

describe('which elements, and in what order', () => {
  it('is by conditions, sorting and a limit', () => {
    const found = computeStatistics(sample, ['degree'], {
      where: ['core>=1', 'neighbors != 1'],
      sort: 'degree',
      top: 2,
    });
    expect(found.matched).toBe(4);
    expect(Array.from(found.rows)).toEqual([1, 2]);
    expect(found.columns.map(({ name }) => name)).toEqual(['degree']);
    const rising = computeStatistics(sample, ['degree'], { sort: '-degree' });
    expect(Array.from(rising.rows)).toEqual([6, 3, 4, 5, 0, 1, 2]);
  });

  it('puts those without a value last, and lets them meet no condition', () => {
    const own = { odd: () => Float64Array.of(NaN, 1, NaN, 3, 2, 0, -1) };
    for (const [sort, first] of [
      ['odd', 3],
      ['-odd', 6],
    ] as const) {
      const rows = Array.from(
        computeStatistics(sample, [], { own, sort }).rows,
      );
      expect([rows[0], rows.slice(-2)]).toEqual([first, [0, 2]]);
    }
    expect(
      computeStatistics(sample, [], { own, where: ['odd!=9'] }).matched,
    ).toBe(5);
  });

  it.each([
    'degree',
    'degree>',
    'degree>>5',
    '>=5',
    'degree>=five',
    'a=1=2',
    '',
  ])('refuses "%s" as a condition', (text) => {
    expect(() => parseCondition(text)).toThrow(/is no condition/);
  });

  it('reads names with dashes and numbers of any form', () => {
    expect(parseCondition(' property:x-y <= -1.5e3 ')).toEqual({
      statistic: 'property:x-y',
      operator: '<=',
      bound: -1500,
    });
  });
});

describe("statistics of the user's own", () => {
  it('build on others, each computed once', () => {
    let runs = 0;
    const own = {
      base: () => {
        runs++;
        return new Float64Array(7).fill(2);
      },
      twice: ({ column }: { column: (name: string) => ArrayLike<number> }) =>
        Float64Array.from(column('base'), (value) => 2 * value),
    };
    const found = computeStatistics(sample, ['twice', 'base'], {
      own,
      where: ['base=2'],
      sort: 'twice',
    });
    expect(Array.from(found.columns[0]!.values)).toEqual(new Array(7).fill(4));
    expect([runs, found.matched]).toEqual([1, 7]);
  });

  it('may not need themselves, nor give too few values', () => {
    const own = {
      a: ({
        column,
      }: {
        column: (name: string) => Uint32Array | Float64Array;
      }) => column('b'),
      b: ({
        column,
      }: {
        column: (name: string) => Uint32Array | Float64Array;
      }) => column('a'),
      short: () => new Uint32Array(1),
    };
    expect(() => computeStatistics(sample, ['a'], { own })).toThrow(
      /a → b → a/,
    );
    expect(() => computeStatistics(sample, ['short'], { own })).toThrow(
      /1 values for 7 nodes/,
    );
  });
});

describe('a wrong question about statistics', () => {
  it.each([
    [['fame'], {}, /no statistic "fame"/],
    [['toString'], {}, /no statistic "toString"/],
    [['toplex'], {}, /of edges/],
    [['community'], { of: 'edges' as const }, /of nodes/],
    [['property:age'], {}, /no property "age"/],
    [['degree'], { top: -1 }, /top is -1/],
    [['degree'], { s: 0 }, /s is 0/],
    [['in-degree'], {}, /head or tail/],
  ])('%j %j is refused', (names, options, message) => {
    expect(() => computeStatistics(sample, names, options)).toThrow(message);
  });

  it('stops when told, and says how far it is', () => {
    expect(() =>
      computeStatistics(sample, ['neighbors'], { signal: { aborted: true } }),
    ).toThrow(/cancelled/);
    const seen: number[] = [];
    computeStatistics(sample, ['neighbors', 'closeness'], {
      onProgress: (done, total) => seen.push(done / total),
    });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });
});
