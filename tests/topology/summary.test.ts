import { describe, expect, it } from 'vitest';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { summarize } from '#topology/summary.ts';
import { degenerate, hypergraphOf } from '../support/plain-hypergraph.ts';

describe('summary', () => {
  it('counts everything once', () => {
    const hypergraph = hypergraphOf(8, [
      [0, 1, 2],
      [0, 1, 2],
      [2, 3],
      [],
      [4, 5],
      [0, 1, 2],
    ]);
    expect(summarize(hypergraph)).toEqual({
      nodes: 8,
      edges: 6,
      incidences: 13,
      emptyEdges: 1,
      isolatedNodes: 2,
      duplicateEdges: 2,
      components: 2,
      density: 13 / 48,
      degree: { min: 0, mean: 13 / 8, median: 1, max: 4 },
      size: { min: 0, mean: 13 / 6, median: 2.5, max: 3 },
      sizes: [
        [0, 1],
        [2, 2],
        [3, 3],
      ],
      degrees: [
        [0, 2],
        [1, 3],
        [3, 2],
        [4, 1],
      ],
      time: null,
      kinds: {},
      directed: false,
      weighted: false,
      bytesPerIncidence: ((13 + 7 + 13 + 9) * 4) / 13,
    });
  });

  it('reads times, kinds, roles and weights', () => {
    const builder = new HypergraphBuilder();
    const edge = builder.addEdge('a');
    builder.setEdge(edge, 'time', 2000);
    builder.setEdge(edge, 'end', 9000);
    builder.setEdge(builder.addEdge('b'), 'time', 1000);
    builder.addEdge('timeless');
    for (const [id, kind] of [
      ['u', 'user'],
      ['v', 'user'],
      ['h', 'host'],
      ['x', null],
    ] as const) {
      builder.addIncidence(edge, builder.addNode(id));
      if (kind !== null) builder.setNode(builder.addNode(id), 'kind', kind);
    }
    expect(summarize(builder.build())).toMatchObject({
      time: { from: 1000, to: 9000 },
      kinds: { user: 2, host: 1 },
      directed: false,
      weighted: false,
    });
  });

  it.each([
    ['head', 1, { directed: true, weighted: false }],
    ['head|tail', 1, { directed: true, weighted: false }],
    ['user', 0.5, { directed: false, weighted: true }],
    ['overhead', 1, { directed: false, weighted: false }],
  ])('takes role %s and weight %d as %o', (role, weight, expected) => {
    const builder = new HypergraphBuilder();
    builder.addIncidence(builder.addEdge('a'), builder.addNode('u'));
    builder.setIncidence('role', role);
    builder.setIncidence('weight', weight);
    expect(summarize(builder.build())).toMatchObject(expected);
  });

  it.each(degenerate)('is finite on %s', (_, hypergraph) => {
    const { degree, size, density, bytesPerIncidence } = summarize(hypergraph);
    const values = [
      ...Object.values({ ...degree }),
      ...Object.values({ ...size }),
      density,
      bytesPerIncidence,
    ];
    expect(values.every((value) => Number.isFinite(value))).toBe(true);
  });
});
