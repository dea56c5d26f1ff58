import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  computeArrivalTimes,
  computeTimeWalk,
  type TimeCriterion,
  type TimeWalkOptions,
} from '#topology/temporal/time-walks.ts';
import { hypergraphOf } from '../support/plain-hypergraph.ts';

function timed(
  nodes: number,
  edges: readonly (readonly [number | null, ...number[]])[],
): Hypergraph {
  const builder = new HypergraphBuilder();
  for (let node = 0; node < nodes; node++) builder.addNode(`n${node}`);
  for (const [index, [time, ...members]] of edges.entries()) {
    const edge = builder.addEdge(`e${index}`);
    builder.setEdge(edge, 'time', time);
    for (const node of members) builder.addIncidence(edge, node);
  }
  return builder.build();
}

// 0 meets 1 at 10; 1 and 2 meet at 20 and before that at 5; 2 and 3 at 21; 0, 1 and 3 at 90
const meetings = timed(5, [
  [10, 0, 1],
  [20, 1, 2],
  [5, 1, 2],
  [21, 2, 3],
  [90, 0, 1, 3],
  [null, 0, 3],
]);

const path = (walk: { path: Uint32Array | null }): number[] | null =>
  walk.path && [...walk.path];

describe('walks that respect time', () => {
  it('never go back in it', () => {
    expect(computeTimeWalk(meetings, 0, 3)).toEqual({
      path: Uint32Array.of(0, 1, 3),
      departure: 10,
      arrival: 21,
    });
    expect(computeTimeWalk(meetings, 3, 0)).toEqual({
      path: null,
      departure: null,
      arrival: null,
    });
  });

  it('are the first to arrive, the shortest or the fastest between nodes', () => {
    const walk = (criterion: TimeCriterion): number[] | null =>
      path(computeTimeWalk(meetings, 0, 3, { of: 'nodes', criterion }));
    expect(walk('foremost')).toEqual([0, 1, 3]);
    expect(walk('shortest')).toEqual([4]);
    expect(walk('fastest')).toEqual([4]);
    const early = { of: 'nodes', criterion: 'fastest' } as const;
    expect(computeTimeWalk(meetings, 1, 3, early)).toMatchObject({
      path: Uint32Array.of(4),
    });
    expect(path(computeTimeWalk(meetings, 3, 3, early))).toEqual([]);
  });

  it('wait no longer than allowed, and may have to be later', () => {
    const short = { of: 'nodes', maxWait: 5 } as const;
    expect(path(computeTimeWalk(meetings, 0, 2, short))).toBeNull();
    const both = timed(3, [
      [1, 0, 1],
      [1, 1, 2],
    ]);
    expect(path(computeTimeWalk(both, 0, 1))).toEqual([0, 1]);
    expect(path(computeTimeWalk(both, 0, 1, { strict: true }))).toBeNull();
  });

  it('arrive at nodes with the first hyperedge', () => {
    const times = computeArrivalTimes(meetings, 0, { of: 'nodes' });
    expect([...times]).toEqual([10, 10, 20, 21, NaN]);
    expect([...computeArrivalTimes(meetings, 1)]).toEqual([
      NaN,
      20,
      NaN,
      21,
      90,
      NaN,
    ]);
  });

  it('need times', () => {
    expect(() => computeTimeWalk(hypergraphOf(1, [[0]]), 0, 0)).toThrow(
      'No hyperedge has a time',
    );
    expect(() => computeTimeWalk(meetings, 9, 0)).toThrow('no element 9');
  });

  it('are the best of all that could be', () => {
    const edges = fc.array(
      fc.tuple(
        fc.option(fc.nat(8)),
        fc.uniqueArray(fc.nat(5), { maxLength: 3 }),
      ),
      { maxLength: 8 },
    );
    const options = fc.record({
      s: fc.integer({ min: 1, max: 2 }),
      strict: fc.boolean(),
      maxWait: fc.constantFrom(2, 5, Infinity),
      of: fc.constantFrom('edges' as const, 'nodes' as const),
      criterion: fc.constantFrom<TimeCriterion>(
        'foremost',
        'shortest',
        'fastest',
      ),
    });
    fc.assert(
      fc.property(edges, options, (rows, asked) => {
        if (rows.every(([time]) => time === null)) return;
        const hypergraph = timed(
          6,
          rows.map(([time, members]) => [time, ...members]),
        );
        const count = asked.of === 'edges' ? rows.length : 6;
        for (let to = 1; to < count; to++) {
          const found = computeTimeWalk(hypergraph, 0, to, asked);
          const walks = allWalks(rows, 0, to, asked);
          const worth = walks.map((walk) => cost(rows, walk, asked.criterion));
          const best = worth.length === 0 ? null : Math.min(...worth);
          const own = path(found);
          expect(own && cost(rows, own, asked.criterion)).toBe(best);
          if (own) expect(walks).toContainEqual(own);
        }
      }),
      { numRuns: 150 },
    );
  });
});

type Rows = readonly (readonly [number | null, readonly number[]])[];

/** Every walk without repeats that respects time. */
function allWalks(
  rows: Rows,
  from: number,
  to: number,
  { s = 1, strict = false, maxWait = Infinity, of }: TimeWalkOptions,
): number[][] {
  const timedRows = rows.map((_, i) => i).filter((i) => rows[i]![0] !== null);
  const holds = (edge: number, end: number): boolean =>
    of === 'edges' ? edge === end : rows[edge]![1].includes(end);
  const found: number[][] = [];
  const extend = (walk: number[]): void => {
    const last = walk.at(-1)!;
    if (holds(last, to)) found.push(walk);
    for (const next of timedRows) {
      if (walk.includes(next)) continue;
      const shared = rows[next]![1].filter((n) => rows[last]![1].includes(n));
      const wait = rows[next]![0]! - rows[last]![0]!;
      if (shared.length < s || wait < 0 || wait > maxWait) continue;
      if (!(strict && wait === 0)) extend([...walk, next]);
    }
  };
  for (const start of timedRows) if (holds(start, from)) extend([start]);
  return found;
}

function cost(
  rows: Rows,
  walk: readonly number[],
  criterion: TimeCriterion,
): number {
  const [first, last] = [rows[walk[0]!]![0]!, rows[walk.at(-1)!]![0]!];
  if (criterion === 'shortest') return walk.length;
  return criterion === 'foremost' ? last : last - first;
}
