import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logChoose } from '#numeric/log-choose.ts';
import { computeClustering } from '#topology/cohesion/clustering.ts';
import {
  computeCorePeriphery,
  corePeripheryProfile,
} from '#topology/cohesion/core-periphery.ts';
import { computeModularity } from '#topology/cohesion/modularity.ts';
import { computeReducibility } from '#topology/cohesion/reducibility.ts';
import { computeTruss } from '#topology/cohesion/truss.ts';
import {
  labelPropagation,
  mergeCommunities,
  randomCommunities,
} from '#topology/communities/simple-methods.ts';
import { compareLabels } from '#topology/communities/label-agreement.ts';
import { downwardClosure } from '#topology/models/complexes.ts';
import { plantedPartitionModel } from '#topology/models/random-sets.ts';
import {
  arbitrarySide,
  degenerate,
  hypergraphOf,
  memberLists,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';
import { lineGraphPairs, memberSets } from '../support/reference/line-graph.ts';

describe('trusses', () => {
  it('of a clique of hyperedges that share a node, and a tail', () => {
    // e0 … e3 meet in node 0, e4 hangs on e3, e5 alone
    const star = hypergraphOf(8, [
      [0, 1],
      [0, 2],
      [0, 3],
      [0, 4],
      [4, 5],
      [6, 7],
    ]);
    const found = computeTruss(star);
    const { ofPair, left, right } = found;
    expect([...found.ofElement]).toEqual([4, 4, 4, 4, 2, 0]);
    expect([...found.triangleCores]).toEqual([3, 3, 3, 3, 0, 0]);
    const byPair = Object.fromEntries(
      Array.from(ofPair, (k, i) => [
        [left[i]!, right[i]!].sort((a, b) => a - b).join(),
        k,
      ]),
    );
    expect(byPair['3,4']).toBe(2);
    expect(byPair['0,3']).toBe(4);
    expect(() => computeTruss(star, { maxTriangles: 3 })).toThrow('triangles');
  });

  it('equal the reference by deletion', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, side) => {
        const sets = memberSets(hypergraph, side.of);
        const pairs = lineGraphPairs(sets, side.s).map(([i, j]) => `${i},${j}`);
        const { triangleCores, left, right, ofPair } = computeTruss(
          hypergraph,
          side,
        );
        const found = new Map(
          Array.from(ofPair, (k, i) => [
            [left[i]!, right[i]!].sort((a, b) => a - b).join(),
            k,
          ]),
        );
        expect(found).toEqual(trussByDeletion(pairs));
        expect([...triangleCores]).toEqual(
          elementsByDeletion(pairs, sets.length),
        );
      }),
      { numRuns: 60 },
    );
  });
});

/** Triangles with `first` among what is alive, as lists of the other two pairs. */
const third = (
  alive: ReadonlySet<string>,
  a: string,
  n: number,
): string[][] => {
  const [i, j] = a.split(',').map(Number);
  const key = (x: number, y: number): string =>
    x < y ? `${x},${y}` : `${y},${x}`;
  return Array.from({ length: n }, (_, c) => [key(i!, c), key(j!, c)]).filter(
    (sides) => sides.every((side) => alive.has(side)),
  );
};

function trussByDeletion(pairs: readonly string[]): Map<string, number> {
  const truss = new Map(pairs.map((pair) => [pair, 2]));
  for (let k = 3; ; k++) {
    const alive = new Set(pairs);
    for (let before = -1; before !== alive.size;) {
      before = alive.size;
      for (const pair of [...alive]) {
        if (third(alive, pair, 20).length < k - 2) alive.delete(pair);
      }
    }
    if (alive.size === 0) return truss;
    for (const pair of alive) truss.set(pair, k);
  }
}

function elementsByDeletion(pairs: readonly string[], n: number): number[] {
  const found = new Array<number>(n).fill(0);
  for (let k = 1; ; k++) {
    const alive = new Set(found.keys());
    const joined = (): Set<string> =>
      new Set(
        pairs.filter((pair) =>
          pair.split(',').every((i) => alive.has(Number(i))),
        ),
      );
    for (let before = -1; before !== alive.size;) {
      before = alive.size;
      const links = joined();
      for (const i of [...alive]) {
        const own = [...links].filter((l) => l.split(',').includes(String(i)));
        // each triangle at i is met by both of its links there
        const triangles =
          own.reduce((sum, link) => sum + third(links, link, n).length, 0) / 2;
        if (triangles < k) alive.delete(i);
      }
    }
    if (alive.size === 0) return found;
    for (const i of alive) found[i] = k;
  }
}

describe('quad clustering', () => {
  it('is by its definition', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const sets = memberSets(hypergraph);
        const { scores } = computeClustering(hypergraph, { kind: 'quad' });
        scores.forEach((score, node) => {
          let [quads, most] = [0, 0];
          sets.forEach((a, i) => {
            for (const b of sets.slice(i + 1)) {
              if (!a.has(node) || !b.has(node)) continue;
              quads += [...a].filter((other) => b.has(other)).length - 1;
              most += Math.min(a.size, b.size) - 1;
            }
          });
          expect(score).toBeCloseTo(most === 0 ? 0 : quads / most, 12);
        });
      }),
    );
  });
});

describe('core and periphery', () => {
  // nodes 0 to 2 are in every hyperedge of three, two others each time
  const planted = hypergraphOf(
    15,
    Array.from({ length: 30 }, (_, i) => [
      i % 3,
      3 + ((5 * i) % 12),
      3 + ((5 * i + 1 + (i % 7)) % 12),
    ]),
  );

  it('finds a planted core', () => {
    const { values, converged } = computeCorePeriphery(planted);
    expect(converged).toBe(true);
    expect(Math.max(...values)).toBe(1);
    const core = [...values.subarray(0, 3)];
    expect(Math.min(...core)).toBeGreaterThan(
      Math.max(...values.subarray(3)) + 0.2,
    );
    const profile = corePeripheryProfile(planted, values);
    expect(profile[11]).toBe(0);
    expect(profile[14]).toBe(1);
  });

  it('does not depend on the order of nodes, and duals agree', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const edges = computeCorePeriphery(hypergraph, { of: 'edges' });
        const dual = computeCorePeriphery(hypergraph.dual());
        expect(edges).toEqual(dual);
        const profile = corePeripheryProfile(
          hypergraph,
          computeCorePeriphery(hypergraph).values,
        );
        for (const share of profile) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('refuses what makes no sense', () => {
    expect(() => computeCorePeriphery(planted, { exponent: 1 })).toThrow(
      'exponent',
    );
    expect(() => corePeripheryProfile(planted, [1])).toThrow('1 scores for 15');
  });
});

describe('reducibility', () => {
  it('by hand', () => {
    // sizes 2 and 3 on four nodes; both pairs lie in the triple, which has three
    const found = computeReducibility(
      hypergraphOf(4, [
        [0, 1],
        [1, 2],
        [0, 1, 2],
      ]),
    );
    expect([...found.sizes]).toEqual([2, 3]);
    const pairs = logChoose(6, 2);
    const given = logChoose(3, 2);
    expect([...found.representatives]).toEqual([3]);
    expect(found.reducibility).toBeCloseTo((pairs - given) / pairs, 12);
    expect(found.ofSize[0]).toBeCloseTo(1 - given / pairs, 12);
    expect(found.ofSize[1]).toBe(0);
  });

  it('is high of a closure, low of unrelated sizes', () => {
    const triples = hypergraphOf(
      40,
      Array.from({ length: 12 }, (_, i) => [i, i + 1, (11 * i + 17) % 40]),
    );
    const closure = computeReducibility(downwardClosure(triples));
    expect(closure.reducibility).toBe(1);
    const lists = memberLists(triples);
    const mixed = hypergraphOf(40, [
      ...lists,
      ...Array.from({ length: 12 }, (_, i) => [39 - i, 20 - i]),
    ]);
    expect(computeReducibility(mixed).reducibility).toBeLessThan(0.1);
  });

  it('greedily is never more than exactly', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const exact = computeReducibility(hypergraph);
        const greedy = computeReducibility(hypergraph, { maxExactSizes: 0 });
        expect(exact.isExact).toBe(true);
        expect(exact.reducibility).toBeGreaterThanOrEqual(
          greedy.reducibility - 1e-12,
        );
        expect(exact.reducibility).toBeLessThanOrEqual(1);
        expect(exact.reducibility).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('strict modularity', () => {
  it('is what SimpleHypergraphs.jl gives for its own example', () => {
    const example = hypergraphOf(7, [[0, 1, 2], [1, 2], [2, 4, 5], [3]]);
    const of = (labels: number[]): number =>
      computeModularity(example, labels, { kind: 'strict' }).modularity;
    expect(of([0, 0, 0, 1, 2, 3, 4])).toBeCloseTo(223 / 972, 12);
    expect(of([0, 0, 0, 1, 1, 1, 1])).toBeCloseTo(14 / 72, 12);
    expect(of([0, 0, 0, 1, 0, 0, 2])).toBeCloseTo(16 / 81, 12);
    expect(of([0, 0, 0, 0, 0, 0, 0])).toBeCloseTo(0, 12);
  });
});

describe('simple communities', () => {
  const blocks = plantedPartitionModel(
    { nodes: 60, size: 3, meanDegree: 9, epsilon: 0.9 },
    { seed: 2 },
  );
  const truth = Array.from({ length: 60 }, (_, node) => (node < 30 ? 0 : 1));

  it('by votes find planted blocks', () => {
    const found = labelPropagation(blocks, { seed: 1 });
    expect(found.settled).toBe(true);
    expect(compareLabels(found.labels, truth).nmi).toBeGreaterThan(0.8);
  });

  it('by merging never lose modularity, and beat chance', () => {
    const merged = mergeCommunities(blocks, { trials: 400 });
    const none = mergeCommunities(blocks, { trials: 0 });
    expect(none.count).toBe(60);
    expect(merged.quality).toBeGreaterThan(none.quality);
    const chance = randomCommunities(blocks, { trials: 50 });
    expect(merged.quality).toBeGreaterThan(chance.quality);
    expect(chance.count).toBe(2);
  });

  it.each(degenerate)('exist for %s', (_, hypergraph) => {
    for (const find of [labelPropagation, mergeCommunities]) {
      const { labels, count } = find(hypergraph);
      expect(labels.length).toBe(hypergraph.nodeCount);
      expect(new Set(labels).size).toBe(count);
    }
  });

  it('keep to components', () => {
    fc.assert(
      fc.property(plainHypergraph, fc.nat(99), (hypergraph, seed) => {
        const { labels } = labelPropagation(hypergraph, { seed });
        const lists = memberLists(hypergraph);
        const reach = new Map<number, Set<number>>();
        for (const list of lists) {
          for (const node of list) {
            const label = labels[node]!;
            const nodes = reach.get(label) ?? new Set();
            reach.set(label, nodes.add(node));
          }
        }
        for (const nodes of reach.values()) {
          const seen = new Set([[...nodes][0]!]);
          for (let before = 0; before !== seen.size;) {
            before = seen.size;
            for (const list of lists) {
              if (list.some((node) => seen.has(node))) {
                for (const node of list) seen.add(node);
              }
            }
          }
          expect([...nodes].every((node) => seen.has(node))).toBe(true);
        }
      }),
    );
  });
});
