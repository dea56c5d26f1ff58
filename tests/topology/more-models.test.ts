import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowLengths } from '#hypergraph/incidence.ts';
import { mixedMembership } from '#topology/communities/mixed-membership.ts';
import {
  activityDrivenModel,
  powerLawRates,
} from '#topology/models/activity-driven.ts';
import { groupAttractivenessModel } from '#topology/models/group-attractiveness.ts';
import { mixedMembershipModel } from '#topology/models/mixed-membership-model.ts';
import { scaleFreeModel } from '#topology/models/scale-free.ts';
import { memberLists } from '../support/plain-hypergraph.ts';

const seeds = fc.integer({ min: 0, max: 1000 });

const distinct = (lists: number[][]): boolean =>
  lists.every((list) => new Set(list).size === list.length);

describe('scale-free hypergraphs', () => {
  it('have the sizes asked for, no node twice, the same for a seed', () => {
    const sizes = [
      { size: 2, edges: 30 },
      { size: 4, edges: 20 },
    ];
    fc.assert(
      fc.property(seeds, (seed) => {
        const drawn = scaleFreeModel({ nodes: 12, sizes }, { seed });
        const lists = memberLists(drawn);
        expect(lists.map(({ length }) => length)).toEqual([
          ...Array<number>(30).fill(2),
          ...Array<number>(20).fill(4),
        ]);
        expect(distinct(lists)).toBe(true);
        expect(
          memberLists(scaleFreeModel({ nodes: 12, sizes }, { seed })),
        ).toEqual(lists);
      }),
      { numRuns: 20 },
    );
  });

  it('fall off as the exponent says', () => {
    const sizes = [{ size: 3, edges: 40_000 }];
    const drawn = scaleFreeModel({ nodes: 2000, sizes, exponent: 3 });
    const degrees = [...rowLengths(drawn.nodes)].sort((a, b) => b - a);
    // weights i^(−1/2): a quarter of the rank has twice the degree
    expect(degrees[100]! / degrees[400]!).toBeGreaterThan(1.7);
    expect(degrees[100]! / degrees[400]!).toBeLessThan(2.3);
  });

  it('rank nodes alike in all sizes, or not', () => {
    const sizes = [
      { size: 2, edges: 4000 },
      { size: 3, edges: 4000 },
    ];
    const alike = (correlation: number): number => {
      const drawn = scaleFreeModel({ nodes: 200, sizes, correlation });
      const lists = memberLists(drawn);
      const top = (part: number[][]): Set<number> => {
        const counts = new Array<number>(200).fill(0);
        for (const node of part.flat()) counts[node]!++;
        const order = [...counts.keys()].sort(
          (a, b) => counts[b]! - counts[a]!,
        );
        return new Set(order.slice(0, 20));
      };
      const [pairs, triples] = [
        top(lists.slice(0, 4000)),
        top(lists.slice(4000)),
      ];
      return [...pairs].filter((node) => triples.has(node)).length;
    };
    expect(alike(1)).toBeGreaterThan(14);
    expect(alike(0)).toBeLessThan(9);
  });

  it('refuses what has no mean', () => {
    expect(() => scaleFreeModel({ nodes: 3, sizes: [], exponent: 2 })).toThrow(
      'exponent is 2',
    );
    expect(() =>
      scaleFreeModel({ nodes: 3, sizes: [{ size: 4, edges: 1 }] }),
    ).toThrow('nodes is 3');
  });
});

describe('activity-driven hypergraphs', () => {
  it('have as many hyperedges as nodes are active, in time', () => {
    const rates = Float64Array.from({ length: 20 }, (_, i) =>
      i < 10 ? 0 : 0.3,
    );
    const drawn = activityDrivenModel({
      nodes: 20,
      steps: 500,
      interval: 1000,
      activities: [{ size: 3, rates }],
    });
    // 1500 expected, standard deviation 32
    expect(Math.abs(drawn.edgeCount - 1500)).toBeLessThan(160);
    expect(distinct(memberLists(drawn))).toBe(true);
    const times = drawn.edgeTimes()!;
    expect(times.every((time, i) => i === 0 || time >= times[i - 1]!)).toBe(
      true,
    );
    expect(times.every((time) => time % 1000 === 0)).toBe(true);
    const degrees = rowLengths(drawn.nodes);
    // started: 150 each; joined: 1500 · 2/19 each
    expect(Math.min(...degrees.subarray(10))).toBeGreaterThan(
      Math.max(...degrees.subarray(0, 10)),
    );
  });

  it('always or never', () => {
    const model = (rate: number) => ({
      nodes: 4,
      steps: 3,
      activities: [{ size: 2, rates: new Float64Array(4).fill(rate) }],
    });
    expect(activityDrivenModel(model(1)).edgeCount).toBe(12);
    expect(activityDrivenModel(model(0)).edgeCount).toBe(0);
    expect(() => activityDrivenModel(model(2))).toThrow('A rate is 2');
  });

  it('may have rates by a power law', () => {
    const rates = powerLawRates(4000, { exponent: 2.5, min: 0.01, max: 1 });
    expect(Math.min(...rates)).toBeGreaterThanOrEqual(0.01);
    expect(Math.max(...rates)).toBeLessThanOrEqual(1);
    // P(rate > 0.02) ≈ 2^−1.5
    const above = rates.filter((rate) => rate > 0.02).length / 4000;
    expect(above).toBeCloseTo(2 ** -1.5, 1);
    expect(() => powerLawRates(1, { exponent: 1, min: 1, max: 2 })).toThrow(
      'power law',
    );
  });
});

describe('the group attractiveness model', () => {
  const crowd = { nodes: 40, steps: 60, side: 12 };

  it('makes groups in time, none inside another of the same step', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const drawn = groupAttractivenessModel(crowd, { seed });
        const lists = memberLists(drawn);
        const times = drawn.edgeTimes() ?? new Float64Array();
        expect(lists.every(({ length }) => length > 1)).toBe(true);
        lists.forEach((list, i) => {
          lists.forEach((other, j) => {
            if (i === j || times[i] !== times[j]) return;
            expect(list.every((node) => other.includes(node))).toBe(false);
          });
        });
        expect(memberLists(groupAttractivenessModel(crowd, { seed }))).toEqual(
          lists,
        );
      }),
      { numRuns: 5 },
    );
  });

  it('meets where people attract, and not where they see nobody', () => {
    const meetings = (attractiveness: number): number =>
      groupAttractivenessModel({
        ...crowd,
        attractiveness: new Float64Array(40).fill(attractiveness),
      }).edgeCount;
    expect(meetings(0)).toBe(0);
    expect(meetings(0.9)).toBeGreaterThan(meetings(0.2));
    expect(groupAttractivenessModel({ ...crowd, scope: 0 }).edgeCount).toBe(0);
  });

  it('keeps kinds apart at full homophily', () => {
    const kinds = Uint32Array.from({ length: 40 }, (_, i) => i % 2);
    const drawn = groupAttractivenessModel({ ...crowd, kinds, homophily: 1 });
    const pairs = memberLists(drawn).filter(({ length }) => length === 2);
    expect(pairs.length).toBeGreaterThan(5);
    for (const [a, b] of pairs) expect(kinds[a!]).toBe(kinds[b!]);
  });
});

describe('the mixed-membership model', () => {
  const memberships = Float64Array.from({ length: 40 }, (_, at) =>
    Number(at < 20 ? at % 2 === 0 : at % 2 === 1),
  );
  const blocks = {
    k: 2,
    memberships,
    affinity: Float64Array.of(1, 0, 0, 1),
  };

  it('draws sets as often as their pairs say', () => {
    // rates of pairs 0-1, 0-2, 1-2: 2, 3, 6; the only triple takes all
    const memberships = Float64Array.of(1, 2, 3);
    const drawn = mixedMembershipModel({
      k: 1,
      memberships,
      affinity: Float64Array.of(1),
      sizes: [{ size: 2, edges: 11_000 }],
    });
    const counts = [0, 0, 0];
    for (const [a, b] of memberLists(drawn)) counts[a! + b! - 1]!++;
    [2000, 3000, 6000].forEach((expected, i) => {
      expect(Math.abs(counts[i]! - expected)).toBeLessThan(260);
    });
  });

  it('is what the fit finds again', () => {
    const drawn = mixedMembershipModel({
      ...blocks,
      sizes: [{ size: 2, edges: 120 }],
    });
    for (const [a, b] of memberLists(drawn)) expect(a! < 10).toBe(b! < 10);
    const { labels } = mixedMembership(drawn, { k: 2 });
    expect(new Set(labels.subarray(0, 10)).size).toBe(1);
    expect(labels[0]).not.toBe(labels[19]);
  });

  it('refuses what never links', () => {
    const sizes = [{ size: 2, edges: 1 }];
    const affinity = new Float64Array(4);
    expect(() => mixedMembershipModel({ ...blocks, affinity, sizes })).toThrow(
      'No two nodes',
    );
    const alone = {
      k: 1,
      memberships: Float64Array.of(1, 0),
      affinity: Float64Array.of(1),
      sizes,
    };
    expect(() => mixedMembershipModel(alone)).toThrow('No two nodes');
  });
});
