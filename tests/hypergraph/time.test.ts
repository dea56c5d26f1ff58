import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeltaLog } from '#hypergraph/delta-log.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { TimeIndex } from '#hypergraph/time-windows.ts';

function timed(times: readonly (number | null)[]): Hypergraph {
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  times.forEach((time, i) => {
    const edge = builder.addNextEdge();
    builder.addIncidence(edge, builder.addNode(`n${i}`));
    if (time !== null) builder.setEdge(edge, 'time', time);
  });
  return builder.build();
}

describe('TimeIndex', () => {
  it('cuts windows as views in time order, leaving out edges without a time', () => {
    const index = new TimeIndex(timed([30, 10, null, 20, 10]));
    expect([...index.edges]).toEqual([1, 4, 3, 0]);
    const window = index.window(10, 30);
    expect([...window.edges]).toEqual([1, 4, 3]);
    expect(window.edges.buffer).toBe(index.edges.buffer);
    expect(index.snapshot(window).edgeCount).toBe(3);
  });

  it('tiles or slides, empty windows included', () => {
    const index = new TimeIndex(timed([0, 10, 35]));
    const sizes = (width: number, step?: number): number[] =>
      [...index.sliding(step ? { width, step } : { width })].map(
        (window) => window.edges.length,
      );
    expect(sizes(10)).toEqual([1, 1, 0, 1]);
    expect(sizes(20, 10)).toEqual([2, 1, 1, 1]);
    expect(() => [...index.sliding({ width: 0 })]).toThrow(/positive/);
  });

  it('puts every timed edge into exactly one tile', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 50 }),
        fc.integer({ min: 1, max: 300 }),
        (times, width) => {
          const index = new TimeIndex(timed(times));
          const seen = [...index.sliding({ width })].flatMap((window) => [
            ...window.edges,
          ]);
          expect(seen).toEqual([...index.edges]);
          expect([...seen].sort((a, b) => a - b)).toEqual(
            times.map((_, edge) => edge),
          );
        },
      ),
    );
  });
});

describe('DeltaLog', () => {
  it('yields the next snapshot and leaves the old one alone', () => {
    const before = timed([1, 2]);
    const log = new DeltaLog();
    log.append({
      members: [
        { id: 'n0', weight: 2 },
        { id: 'new', kind: 'host', role: 'tail' },
      ],
      time: 9,
      properties: { outcome: 'failure' },
    });
    const after = before.with(log);
    expect([before.edgeCount, after.edgeCount]).toEqual([2, 3]);
    expect(after.edgeIds.textAt(2)).toBe('2');
    expect(after.edgeProperties.row(2)).toEqual({
      time: 9,
      outcome: 'failure',
    });
    expect(after.nodeProperties.get('kind', after.nodeIndex('new'))).toBe(
      'host',
    );
    expect(after.nodeIndex('n1')).toBe(before.nodeIndex('n1'));
  });

  it('gives a known hyperedge further members, and numbers new ones freely', () => {
    const log = new DeltaLog();
    log.append({ id: 'A', members: [{ id: 'c' }] });
    log.append({ members: [{ id: 'a' }] });
    log.append({ id: '1', members: [] });
    const after = hypergraphFromMembers({ A: ['a'], 1: ['b'] }).with(log);
    expect(after.edgeSize(after.edgeIndex('A'))).toBe(2);
    expect(after.edgeCount).toBe(3);
    expect(new Set([0, 1, 2].map((e) => after.edgeIds.textAt(e))).size).toBe(3);
  });

  it('equals building everything at once', () => {
    const lists = fc.array(fc.array(fc.nat(5), { maxLength: 4 }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(lists, lists, (first, second) => {
        const log = new DeltaLog();
        for (const members of second) {
          log.append({ members: members.map((id) => ({ id })) });
        }
        const grown = hypergraphFromMembers(first).with(log);
        const whole = hypergraphFromMembers([...first, ...second]);
        expect([...grown.edges.offsets]).toEqual([...whole.edges.offsets]);
        expect([...grown.edges.members]).toEqual([...whole.edges.members]);
        expect([...grown.nodes.members]).toEqual([...whole.nodes.members]);
      }),
    );
  });

  it('refuses a time that is none', () => {
    expect(() => {
      new DeltaLog().append({ members: [], time: NaN });
    }).toThrow(/NaN/);
  });
});
