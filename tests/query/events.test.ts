import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { Random } from '#numeric/random.ts';
import { findBeacon } from '#query/events/beacons.ts';
import { blastRadius, walkTo } from '#query/events/blast-radius.ts';
import { binomialTail, poissonTail } from '#query/events/tail-chance.ts';

describe('tails', () => {
  it('of coins and of counts', () => {
    expect(binomialTail(2, 3, 0.5)).toBeCloseTo(0.5, 12);
    expect(binomialTail(0, 3, 0.5)).toBe(1);
    expect(binomialTail(4, 3, 0.5)).toBe(0);
    expect(poissonTail(1, 2)).toBeCloseTo(1 - Math.exp(-2), 12);
    expect(poissonTail(3, 0)).toBe(0);
    expect(poissonTail(0, 0)).toBe(1);
  });
});

describe('a beacon', () => {
  it('is found by its period and jitter', () => {
    const times = [0, 60, 121, 180, 239, 300, 361, 420, 480];
    const found = findBeacon(times);
    expect(found).toMatchObject({ period: 60, records: 9, regular: 8 });
    expect(found?.jitter).toBeCloseTo(1 / 60, 12);
    expect(found?.p).toBeLessThan(1e-5);
  });

  it('is not seen in records that come at random', () => {
    const random = new Random(5);
    let time = 0;
    const times = Array.from(
      { length: 60 },
      () => (time += random.exponential(1 / 60)),
    );
    expect(findBeacon(times)?.p).toBeGreaterThan(0.01);
  });

  it('needs records, a period within the bounds, and a jitter that is a share', () => {
    expect(findBeacon([0, 1, 2])).toBeNull();
    expect(findBeacon([0, 0, 0, 0, 0, 0, 0, 0])).toBeNull();
    const minutely = Array.from({ length: 9 }, (_, i) => i * 60);
    expect(findBeacon(minutely, { shortest: 61 })).toBeNull();
    expect(() => findBeacon(minutely, { jitter: 0 })).toThrow(/jitter of 0/);
  });
});

/** Relations as [time, members]. */
function timed(relations: [number, string][]): Hypergraph {
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  for (const [time, members] of relations) {
    const edge = builder.addNextEdge();
    builder.setEdge(edge, 'time', time);
    for (const id of members) builder.addIncidence(edge, builder.addNode(id));
  }
  return builder.build();
}

function ids(hypergraph: Hypergraph, nodes: Iterable<number>): string {
  return Array.from(nodes, (node) => hypergraph.nodeIds.textAt(node)).join('');
}

describe('the blast radius', () => {
  const hypergraph = timed([
    [3, 'bc'],
    [1, 'cd'],
    [2, 'ab'],
    [4, 'cef'],
    [5, 'dg'],
  ]);
  const start = [hypergraph.nodeIndex('a')];

  it('goes forward in time only', () => {
    const found = blastRadius(hypergraph, start);
    expect(
      ids(
        hypergraph,
        found.map(({ node }) => node),
      ),
    ).toBe('abcef');
    expect(found.map(({ hops }) => hops)).toEqual([0, 1, 2, 3, 3]);
    expect(found.map(({ time }) => time)).toEqual([1, 2, 3, 4, 4]);
    expect(walkTo(hypergraph, found, hypergraph.nodeIndex('f'))).toEqual([
      2, 0, 3,
    ]);
  });

  it('ends after some hops, starts late, and may ask for two members', () => {
    const within = blastRadius(hypergraph, start, { most: 2 });
    expect(
      ids(
        hypergraph,
        within.map(({ node }) => node),
      ),
    ).toBe('abc');
    const late = blastRadius(hypergraph, start, { from: 3 });
    expect(late).toHaveLength(1);
    const pairs = timed([
      [1, 'abc'],
      [2, 'cd'],
      [3, 'bce'],
    ]);
    const both = [pairs.nodeIndex('a'), pairs.nodeIndex('b')];
    const found = blastRadius(pairs, both, { s: 2 });
    expect(
      ids(
        pairs,
        found.map(({ node }) => node),
      ),
    ).toBe('abce');
  });

  it('needs times', () => {
    const builder = new HypergraphBuilder();
    builder.addIncidence(builder.addEdge('e'), builder.addNode('a'));
    expect(() => blastRadius(builder.build(), [0])).toThrow(/no times/);
  });

  it('is what passing on relation by relation gives', () => {
    const relation = fc.tuple(
      fc.nat(9),
      fc
        .array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), {
          minLength: 1,
          maxLength: 3,
        })
        .map((members) => members.join('')),
    );
    fc.assert(
      fc.property(fc.array(relation, { minLength: 1 }), (relations) => {
        const data = timed(relations);
        const reached = new Set([0]);
        const order = relations
          .map(([time], edge) => ({ time, edge }))
          .sort((a, b) => a.time - b.time || a.edge - b.edge);
        for (const { edge } of order) {
          const members = data.edgeMembers(edge);
          if (!members.some((node) => reached.has(node))) continue;
          for (const node of members) reached.add(node);
        }
        const found = blastRadius(data, [0]).map(({ node }) => node);
        expect(new Set(found)).toEqual(reached);
      }),
    );
  });
});
