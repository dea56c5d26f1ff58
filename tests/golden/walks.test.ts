import { beforeAll, describe, expect, it } from 'vitest';
import { computeComponents } from '#topology/walks/components.ts';
import { computeDiameter } from '#topology/walks/diameter.ts';
import { computeShortestWalk } from '#topology/walks/distance.ts';
import {
  computeLineGraph,
  countLineGraphPairs,
  forEachPair,
} from '#topology/walks/line-graph.ts';
import { rowMembers } from '#hypergraph/incidence.ts';
import { describeShared } from '../support/shared.ts';
import { goldenNames, readGoldenSet, type GoldenSet } from './golden-set.ts';

const levels = ['1', '2', '3', '4', '5'];
const sides = ['edges', 'nodes'] as const;

describeShared('golden walks', 'golden', () => {
  describe.each(goldenNames())('%s', (name) => {
    let set: GoldenSet;
    beforeAll(() => {
      set = readGoldenSet(name);
    });

    it('has the s-line graph pairs and overlaps', () => {
      const { hypergraph, index, results } = set;
      for (const level of levels) {
        const s = Number(level);
        const actual: string[] = [];
        forEachPair(computeLineGraph(hypergraph, { s }), (left, right, shared) =>
          actual.push(`${left} ${right} ${shared}`),
        );
        const golden = results.line_graph_s1_overlap
          .filter(([, , shared]) => shared >= s)
          .map(([a, b, shared]) => {
            const pair = [index.edges[a]!, index.edges[b]!];
            return `${Math.min(...pair)} ${Math.max(...pair)} ${shared}`;
          });
        expect(actual.sort()).toEqual(golden.sort());
      }
    });

    it.each(levels)('has the size of the line graphs at s = %s', (level) => {
      const golden = set.results.s[level]!;
      const s = Number(level);
      for (const of of sides) {
        const count = countLineGraphPairs(set.hypergraph, { s, of });
        const stored = computeLineGraph(set.hypergraph, { s, of });
        expect(count.pairCount).toBe(stored.pairCount);
        expect(count.pairCount).toBe(
          of === 'edges' ? golden.line_edge_count : golden.node_line_edge_count,
        );
      }
    });

    describe.each(sides)('of %s', (of) => {
      it.each(levels)('has the components at s = %s', (level) => {
        const golden = set.results.s[level]![of].components;
        const found = computeComponents(set.hypergraph, {
          s: Number(level),
          of,
        });
        const unlisted = found.labels.length - set.index[of].length;
        expect(found.count).toBe(golden.count + unlisted);
        expect(found.singletons).toBe(
          golden.count - golden.nontrivial.length + unlisted,
        );
        const actual = golden.nontrivial.map((_, row) =>
          Array.from(rowMembers(found.members, row)),
        );
        const expected = golden.nontrivial.map((members) =>
          members.map((i) => set.index[of][i]!).sort((a, b) => a - b),
        );
        // golden breaks ties of size by its own order of ids
        expect(sorted(actual)).toEqual(sorted(expected));
        expect(actual.map((members) => members.length)).toEqual(
          expected.map((members) => members.length),
        );
      });

      it.each(levels)('has the distances at s = %s', (level) => {
        const s = Number(level);
        const golden = set.results.s[level]![of].distances ?? [];
        expect(golden.length).toBeGreaterThan(0);
        const pairs = set.results.distance_pairs[of];
        golden.forEach((distance, i) => {
          const [from, to] = pairs[i]!.map((k) => set.index[of][k]!);
          const walk = computeShortestWalk(set.hypergraph, from!, to!, {
            s,
            of,
          });
          expect(walk.distance ?? 'Infinity').toBe(distance);
        });
      });

      it.for(levels)('has the diameter at s = %s', (level, { skip }) => {
        const golden = set.results.s[level]![of].diameters;
        if (!golden) return skip('the golden file has no value here');
        const found = computeDiameter(set.hypergraph, { s: Number(level), of });
        expect(found.diameter).toBe(golden.max);
      });
    });
  });
});

function sorted(lists: number[][]): string[] {
  return lists.map((list) => list.join()).sort();
}
