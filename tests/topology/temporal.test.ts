import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectedComponents } from '#hypergraph/connected-components.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { TimeIndex } from '#hypergraph/time-windows.ts';
import { compareStructure } from '#topology/temporal/change.ts';
import {
  computeWindowSeries,
  measureWindows,
} from '#topology/temporal/window-series.ts';
import { plainHypergraph } from '../support/plain-hypergraph.ts';

/** Members of each hyperedge with the time it has, if any. */
function timed(rows: readonly [string[], number | null][]): Hypergraph {
  const builder = new HypergraphBuilder();
  rows.forEach(([members, time], i) => {
    const edge = builder.addEdge(`e${i}`);
    if (time !== null) builder.setEdge(edge, 'time', time);
    for (const id of members) builder.addIncidence(edge, builder.addNode(id));
  });
  return builder.build();
}

const day = timed([
  [['a', 'b'], 0],
  [['b', 'c'], 5],
  [['d', 'e', 'f'], 9],
  [['a', 'b'], 10],
  [['b', 'g'], 12],
  [['x', 'y'], null],
  [['a', 'b'], 31],
]);

const timedHypergraph = fc
  .array(
    fc.tuple(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 4 }),
      fc.option(fc.integer({ min: 0, max: 40 })),
    ),
    { maxLength: 14 },
  )
  .map(timed);

describe('window series', () => {
  it('counts what tumbling windows hold', () => {
    const series = computeWindowSeries(day, { width: 10 });
    expect([...series.from]).toEqual([0, 10, 20, 30]);
    expect([...series.to]).toEqual([10, 20, 30, 40]);
    expect([...series.edges]).toEqual([3, 2, 0, 1]);
    expect([...series.nodes]).toEqual([6, 3, 0, 2]);
    expect([...series.incidences]).toEqual([7, 4, 0, 2]);
    expect([...series.components]).toEqual([2, 1, 0, 1]);
    expect([...series.largestComponent]).toEqual([3, 3, 0, 2]);
    expect([...series.largestSize]).toEqual([3, 2, 0, 2]);
    expect([...series.newNodes]).toEqual([6, 1, 0, 0]);
    expect([...series.newSets]).toEqual([3, 1, 0, 0]);
    expect([...series.nodeJaccard]).toEqual([NaN, 2 / 7, 0, 0]);
    expect([...series.setJaccard]).toEqual([NaN, 1 / 4, 0, 0]);
    // two sizes at 2/3 and 1/3
    expect(series.sizeEntropy[0]).toBeCloseTo(0.9182958340544896, 12);
    // b holds 2 of 4 incidences, a and g one each
    expect(series.nodeEntropy[1]).toBeCloseTo(1.5, 12);
  });

  it('agrees with a hypergraph made of each window', () => {
    const sliding = { width: 12, step: 5 };
    fc.assert(
      fc.property(timedHypergraph, (hypergraph) => {
        const series = computeWindowSeries(hypergraph, sliding);
        const index = new TimeIndex(hypergraph);
        [...index.sliding(sliding)].forEach((window, i) => {
          const alone = index.snapshot(window);
          expect(series.edges[i]).toBe(alone.edgeCount);
          expect(series.incidences[i]).toBe(alone.incidenceCount);
          expect(series.nodes[i]).toBe(alone.nodeCount);
          const empty = alone.edgeIds.count - nonEmpty(alone);
          const parts = connectedComponents(alone).count - empty;
          expect(series.components[i]).toBe(parts);
        });
      }),
    );
  });

  it('takes any measure', () => {
    const { values } = measureWindows(
      day,
      { width: 10 },
      { edges: (h) => h.edgeCount, twice: (h) => 2 * h.nodeCount },
    );
    expect([...values.edges]).toEqual([3, 2, 0, 1]);
    expect([...values.twice]).toEqual([12, 6, 0, 4]);
  });

  it('has no windows without times', () => {
    const series = computeWindowSeries(hypergraphFromMembers([['a']]), {
      width: 1,
    });
    expect(series.from.length).toBe(0);
    expect(() => computeWindowSeries(day, { width: 0 })).toThrow('positive');
  });
});

function nonEmpty(hypergraph: Hypergraph): number {
  let count = 0;
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    if (hypergraph.edgeSize(edge) > 0) count++;
  }
  return count;
}

describe('change of structure', () => {
  it('counts edits by ids and members', () => {
    const before = hypergraphFromMembers([
      ['a', 'b'],
      ['a', 'b'],
      ['b', 'c', 'd'],
    ]);
    const after = hypergraphFromMembers([
      ['b', 'a'],
      ['c', 'd'],
      ['d', 'e'],
    ]);
    const change = compareStructure(before, after);
    expect(change).toMatchObject({
      nodesAdded: 1,
      nodesRemoved: 0,
      edgesAdded: 2,
      edgesRemoved: 2,
      editDistance: 5,
      nodeJaccard: 4 / 5,
      edgeJaccard: 1 / 4,
    });
    expect(change.spectralDistance).toBeGreaterThan(0.01);
  });

  it('is none to itself, and the same both ways', () => {
    fc.assert(
      fc.property(plainHypergraph, plainHypergraph, (left, right) => {
        const none = compareStructure(left, left);
        expect(none.editDistance).toBe(0);
        expect([none.nodeJaccard, none.edgeJaccard]).toEqual([1, 1]);
        expect(none.spectralDistance).toBe(0);
        const there = compareStructure(left, right);
        const back = compareStructure(right, left);
        expect(there.editDistance).toBe(back.editDistance);
        expect(there.nodesAdded).toBe(back.nodesRemoved);
        expect(there.edgesAdded).toBe(back.edgesRemoved);
        expect(there.edgeJaccard).toBe(back.edgeJaccard);
        expect(there.spectralDistance).toBeCloseTo(back.spectralDistance, 12);
      }),
      { numRuns: 40 },
    );
  });
});
