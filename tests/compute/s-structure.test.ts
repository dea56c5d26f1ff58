import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betweenness } from '#compute/cpu/betweenness.ts';
import { distanceTotals } from '#compute/cpu/distance-totals.ts';
import { largestDistance } from '#compute/cpu/largest-distance.ts';
import { sComponents } from '#compute/cpu/s-components.ts';
import { SDistanceSearch, UNREACHED } from '#compute/cpu/s-distances.ts';
import { LoopWatch } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { sStructure, type SOptions } from '#topology/s-structure.ts';
import { powerLawHypergraph } from '../bench/power-law.ts';
import {
  allDistances,
  betweennessByDefinition,
  componentLabels,
  memberSets,
} from '../support/reference/line-graph.ts';
import {
  arbitrarySide,
  degenerate,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

interface Side extends SOptions {
  readonly s: number;
  readonly of: 'edges' | 'nodes';
}

/** Runs `check` on arbitrary hypergraphs, degenerate ones, and one of some hundred edges. */
function onEveryInput(
  check: (hypergraph: Hypergraph, side: Side, distance: number[][]) => void,
): void {
  const run = (hypergraph: Hypergraph, side: Side) =>
    check(
      hypergraph,
      side,
      allDistances(memberSets(hypergraph, side.of), side.s),
    );
  const sides = [1, 2, 3].flatMap((s) => [
    { s, of: 'edges' as const },
    { s, of: 'nodes' as const },
  ]);
  it('on arbitrary hypergraphs', () => {
    fc.assert(fc.property(plainHypergraph, arbitrarySide, run));
  });
  it.each(degenerate)('on %s', (_, hypergraph) => {
    for (const side of sides) run(hypergraph, side);
  });
  it.each(sides)('on a power-law hypergraph, s = $s of $of', (side) => {
    run(powerLawHypergraph(700, 7), side);
  });
}

describe('components equal the reference', () => {
  onEveryInput((hypergraph, side, distance) => {
    const { rows, columns, s } = sStructure(hypergraph, side);
    const expected = componentLabels(distance);
    const found = sComponents(rows, columns, s);
    expect(Array.from(found.labels)).toEqual(expected);
    expect(found.count).toBe(new Set(expected).size);
  });
});

describe('distances equal the reference', () => {
  onEveryInput((hypergraph, side, distance) => {
    const { rows, columns, s } = sStructure(hypergraph, side);
    // one search object for all sources: what a search leaves must not show
    const search = new SDistanceSearch(rows, columns, s);
    const watch = new LoopWatch(distance.length);
    distance.forEach((expected, source) => {
      const reached = search.run(source, { watch });
      const levels = Array.from(search.levels, (level) =>
        level === UNREACHED ? Infinity : level,
      );
      expect(levels).toEqual(expected);
      expect(reached).toBe(expected.filter((d) => d < Infinity).length);
      for (const row of search.order.subarray(1, reached)) {
        const before = search.predecessors[row]!;
        expect(distance[before]![row]).toBe(1);
        expect(expected[before]! + 1).toBe(expected[row]);
      }
    });
  });
});

describe('distance totals equal the reference', () => {
  onEveryInput((hypergraph, side, distance) => {
    const { rows, columns, s } = sStructure(hypergraph, side);
    for (const maxStoredPairs of [undefined, 0]) {
      const totals = distanceTotals(rows, columns, s, { maxStoredPairs });
      distance.forEach((row, i) => {
        const others = row.filter((d) => d > 0 && d < Infinity);
        expect(totals.reached[i]).toBe(others.length);
        expect(totals.sum[i]).toBe(others.reduce((sum, d) => sum + d, 0));
        expect(totals.inverseSum[i]).toBeCloseTo(
          others.reduce((sum, d) => sum + 1 / d, 0),
          9,
        );
        expect(totals.eccentricity[i]).toBe(Math.max(0, ...others));
      });
    }
  });
});

describe('the largest distance equals the reference', () => {
  onEveryInput((hypergraph, side, distance) => {
    const { rows, columns, s } = sStructure(hypergraph, side);
    const found = largestDistance(rows, columns, s);
    const finite = distance.map((row) => row.filter((d) => d < Infinity));
    const expected = Math.max(0, ...finite.flat());
    const sizes = finite
      .filter((row) => Math.max(...row) === expected)
      .map((row) => row.length);
    expect(found.distance).toBe(expected);
    expect(found.componentSize).toBe(Math.max(0, ...sizes));
    if (distance.length > 0) {
      expect(distance[found.from]![found.to]).toBe(expected);
    }
  });
});

describe('betweenness equals its definition', () => {
  onEveryInput((hypergraph, side, distance) => {
    const { rows, columns, s } = sStructure(hypergraph, side);
    const expected = betweennessByDefinition(distance);
    for (const maxStoredPairs of [undefined, 0]) {
      const scores = betweenness(rows, columns, s, { maxStoredPairs });
      expected.forEach((score, i) => expect(scores[i]).toBeCloseTo(score, 8));
    }
  });
});
