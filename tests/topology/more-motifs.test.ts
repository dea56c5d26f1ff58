import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { motifPattern } from '#compute/cpu/motif-codes.ts';
import { directedStructure } from '#topology/directed/directed-structure.ts';
import { uniformModel } from '#topology/models/random-sets.ts';
import { sunflower } from '#topology/models/regular-shapes.ts';
import { computeDirectedMotifs } from '#topology/motifs/directed-motifs.ts';
import {
  computeMotifProfile,
  profileSimilarity,
} from '#topology/motifs/motif-profile.ts';
import { computeMotifs, motifCounts } from '#topology/motifs/motifs.ts';
import {
  computeTemporalMotifs,
  temporalMotifPatterns,
} from '#topology/motifs/temporal-motifs.ts';
import { collapseEdges } from '#hypergraph/collapse.ts';
import {
  hypergraphOf,
  memberLists,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

describe('the profile of motifs', () => {
  const sample = uniformModel({ nodes: 25, edges: 40, size: 3 }, { seed: 4 });

  it('has length 1 and the signs of what differs', () => {
    const flower = sunflower({ petals: 8, core: 2, size: 4 });
    const found = computeMotifProfile(flower, {
      model: 'shuffle',
      samples: 5,
      seed: 1,
    });
    const length = found.profile.reduce((sum, v) => sum + v * v, 0);
    expect(length).toBeCloseTo(1, 12);
    expect(found.mean.length).toBe(26);
    found.profile.forEach((value, i) => {
      expect(Math.sign(value)).toBe(
        Math.sign(found.observed[i]! - found.mean[i]!),
      );
    });
    expect(found.observed).toEqual(computeMotifs(flower).counts);
  });

  it('of a random hypergraph is small before it is scaled', () => {
    const found = computeMotifProfile(sample, { samples: 20, seed: 2 });
    found.observed.forEach((count, i) => {
      if (count < 50) return;
      expect(Math.abs(count - found.mean[i]!)).toBeLessThan(
        4 * found.sd[i]! + 1,
      );
    });
    expect(found).toMatchObject({ model: 'configuration', samples: 20 });
  });

  it('resembles itself, and others by what they share', () => {
    const { profile } = computeMotifProfile(sample, { samples: 3 });
    expect(profileSimilarity(profile, profile)).toBeCloseTo(1, 12);
    const opposite = profile.map((value) => -value);
    expect(profileSimilarity(profile, opposite)).toBeCloseTo(-1, 12);
    expect(profileSimilarity(new Float64Array(26), profile)).toBeNaN();
    expect(() => profileSimilarity(profile, new Float64Array(2))).toThrow(
      '26 and 2 entries',
    );
  });
});

/** Times in the order of hyperedges; null for none. */
function withTimes(
  hypergraph: Hypergraph,
  times: readonly (number | null)[],
): Hypergraph {
  const builder = HypergraphBuilder.from(hypergraph);
  times.slice(0, hypergraph.edgeCount).forEach((time, edge) => {
    builder.setEdge(edge, 'time', time);
  });
  return builder.build();
}

const someTimes = fc.array(fc.option(fc.nat(9), { freq: 8 }), {
  minLength: 12,
  maxLength: 12,
});

describe('temporal motifs', () => {
  it('have 96 patterns', () => {
    expect(temporalMotifPatterns.length).toBe(96);
    expect(new Set(temporalMotifPatterns).size).toBe(96);
  });

  it('equal the definition', () => {
    fc.assert(
      fc.property(
        plainHypergraph,
        someTimes,
        fc.integer({ min: 0, max: 6 }),
        (plain, times, span) => {
          const hypergraph = withTimes(plain, times);
          if (hypergraph.edgeTimes() === null) return;
          const found = computeTemporalMotifs(hypergraph, { span });
          const counts = Object.fromEntries(
            found.patterns
              .map((pattern, i) => [pattern, found.counts[i]!] as const)
              .filter(([, count]) => count > 0),
          );
          expect(counts).toEqual(byDefinition(memberLists(plain), times, span));
        },
      ),
    );
  });

  it('without regard to time are h-motifs', () => {
    fc.assert(
      fc.property(plainHypergraph, (plain) => {
        const { hypergraph: different } = collapseEdges(plain);
        const times = Array.from({ length: 12 }, (_, i) => i);
        const hypergraph = withTimes(different, times);
        if (hypergraph.edgeTimes() === null) return;
        const found = computeTemporalMotifs(hypergraph, { span: Infinity });
        const turned: Record<string, number> = {};
        found.patterns.forEach((pattern, i) => {
          const bits = Array.from(pattern, Number);
          const code = bits.reduce((sum, bit, at) => sum | (bit << at), 0);
          const name = motifPattern(code);
          if (found.counts[i] === 0) return;
          turned[name] = (turned[name] ?? 0) + found.counts[i]!;
        });
        expect(turned).toEqual(motifCounts(computeMotifs(different)));
      }),
    );
  });

  it('need times', () => {
    const plain = hypergraphOf(2, [[0, 1]]);
    expect(() => computeTemporalMotifs(plain, { span: 1 })).toThrow(
      'No hyperedge has a time',
    );
    expect(() =>
      computeTemporalMotifs(withTimes(plain, [1]), { span: -1 }),
    ).toThrow('span is -1');
  });
});

function byDefinition(
  lists: readonly number[][],
  times: readonly (number | null)[],
  span: number,
): Record<string, number> {
  const order = lists
    .map((_, i) => i)
    .filter((i) => times[i] !== null && lists[i]!.length > 0)
    .sort((a, b) => times[a]! - times[b]! || a - b);
  const counts: Record<string, number> = {};
  order.forEach((a, i) => {
    order.slice(i + 1).forEach((b, j) => {
      for (const c of order.slice(i + j + 2)) {
        if (times[c]! - times[a]! > span) continue;
        const sets = [a, b, c].map((edge) => new Set(lists[edge]));
        const meets = [
          [0, 1],
          [1, 2],
          [2, 0],
        ].filter(([x, y]) => [...sets[x!]!].some((n) => sets[y!]!.has(n)));
        if (meets.length < 2) continue;
        const parts = [1, 2, 4, 3, 6, 5, 7].map((wanted) =>
          Number(
            [...new Set(sets.flatMap((set) => [...set]))].some(
              (node) =>
                sets.reduce(
                  (sum, set, at) => sum | (Number(set.has(node)) << at),
                  0,
                ) === wanted,
            ),
          ),
        );
        const pattern = parts.join('');
        counts[pattern] = (counts[pattern] ?? 0) + 1;
      }
    });
  });
  return counts;
}

type Arcs = readonly (readonly [readonly number[], readonly number[]])[];

function directed(rows: Arcs): Hypergraph {
  const builder = new HypergraphBuilder();
  for (let node = 0; node < 6; node++) builder.addNode(node);
  for (const [tail, head] of rows) {
    const edge = builder.addEdge(builder.edgeCount);
    for (const [role, members] of [
      ['tail', tail],
      ['head', head],
    ] as const) {
      for (const node of members) {
        builder.addIncidence(edge, node);
        builder.setIncidence('role', role);
      }
    }
  }
  return builder.build();
}

describe('directed motifs', () => {
  it('are named whatever the numbers of nodes', () => {
    const motifs = computeDirectedMotifs(
      directedStructure(
        directed([
          [[0, 1], [2]],
          [[0, 1], [2]],
          [[2], [0]],
          [[3], [4]],
          [[5], [4]],
        ]),
      ),
    );
    expect(motifs).toEqual({
      size: 3,
      patterns: ['12>3 3>1', '1>2 3>2'],
      counts: Float64Array.of(1, 1),
      total: 2,
    });
  });

  it.each([3, 4] as const)(
    'of %i nodes are as many as sets that hang together',
    (size) => {
      const side = fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 2 });
      const arcs = fc.array(fc.tuple(side, side), {
        minLength: 1,
        maxLength: 7,
      });
      const turn = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 });
      fc.assert(
        fc.property(arcs, turn, (rows, names) => {
          const found = computeDirectedMotifs(
            directedStructure(directed(rows)),
            {
              size,
            },
          );
          const sets = rows
            .map(([tail, head]) => new Set([...tail, ...head]))
            .filter((set) => set.size > 1 && set.size <= size);
          expect(found.total).toBe(connectedSets(sets, size));
          const renamed = rows.map(
            ([tail, head]) =>
              [tail.map((n) => names[n]!), head.map((n) => names[n]!)] as const,
          );
          const again = computeDirectedMotifs(
            directedStructure(directed(renamed)),
            { size },
          );
          expect(again).toEqual(found);
        }),
      );
    },
  );
});

/** Sets of nodes of a size that the sets inside them join. */
function connectedSets(sets: readonly Set<number>[], size: number): number {
  let count = 0;
  for (let mask = 0; mask < 64; mask++) {
    const nodes = [0, 1, 2, 3, 4, 5].filter((node) => (mask >>> node) & 1);
    if (nodes.length !== size) continue;
    const inside = sets.filter((set) =>
      [...set].every((n) => nodes.includes(n)),
    );
    const seen = new Set([nodes[0]!]);
    for (let before = 0; before !== seen.size;) {
      before = seen.size;
      for (const set of inside) {
        if ([...set].some((n) => seen.has(n))) set.forEach((n) => seen.add(n));
      }
    }
    if (seen.size === size) count++;
  }
  return count;
}
