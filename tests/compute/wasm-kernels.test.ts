import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peelCores as coresOnJs } from '#compute/cpu/cores.ts';
import { sComponents as componentsOnJs } from '#compute/cpu/s-components.ts';
import { sDistances } from '#compute/cpu/s-distances.ts';
import { incidenceLevels } from '#compute/wasm/breadth-first.ts';
import { peelCores } from '#compute/wasm/cores.ts';
import { sComponents } from '#compute/wasm/s-components.ts';
import { findToplexes } from '#compute/wasm/toplexes.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowCount, rowLengths } from '#hypergraph/incidence.ts';
import { findToplexes as toplexesOnJs } from '#hypergraph/toplexes.ts';
import { goldenNames, readGoldenSet } from '../golden/golden-set.ts';
import { powerLawHypergraph } from '../bench/power-law.ts';
import { degenerate, hypergraphOf } from '../support/plain-hypergraph.ts';
import { describeShared } from '../support/shared.ts';
import { expectWords } from '../support/expect-words.ts';
import { lumpyHypergraph } from '../support/lumpy-hypergraph.ts';
import { withKernelThreads } from '../support/kernel-threads.ts';

withKernelThreads(2);

/** Runs `check` on both sides of arbitrary, degenerate, heavy-tailed and golden hypergraphs. */
function onEveryInput(check: (hypergraph: Hypergraph) => void): void {
  const both = (hypergraph: Hypergraph): void => {
    check(hypergraph);
    check(hypergraph.dual());
  };
  it('on arbitrary hypergraphs', () => {
    fc.assert(fc.property(lumpyHypergraph, both), { numRuns: 200 });
  });
  it.each(degenerate)('on %s', (_, hypergraph) => both(hypergraph));
  it('on a power-law hypergraph', () => both(powerLawHypergraph(20_000, 5)));
  describeShared('on the golden sets', 'golden', () => {
    it.each(goldenNames())('%s', (name) =>
      both(readGoldenSet(name).hypergraph),
    );
  });
}

describe('components', () => {
  onEveryInput(({ edges, nodes }) => {
    for (const s of [1, 2, 3, 5]) {
      const expected = componentsOnJs(edges, nodes, s);
      for (const method of [undefined, 'pairs', 'counting'] as const) {
        for (const threads of [1, 2]) {
          const found = sComponents(edges, nodes, s, { method, threads });
          expect(found.count).toBe(expected.count);
          expectWords(found.labels, expected.labels);
        }
      }
    }
  });
});

describe('levels along incidences', () => {
  onEveryInput(({ edges, nodes }) => {
    const total = rowCount(edges);
    for (let source = 0; source < total; source += 1 + (total >> 2)) {
      const { levels } = sDistances(edges, nodes, 1, { source });
      // by queue alone, as it chooses, and by bitmap alone
      for (const pullFactor of [0, 4, 2 ** 31]) {
        const found = incidenceLevels(edges, nodes, source, { pullFactor });
        expectWords(
          found.rows,
          levels.map((level) => (level < 2 ** 31 ? 2 * level : level)),
        );
        expectWords(
          found.columns,
          columnLevels(found.rows, nodes, rowCount(nodes)),
        );
      }
    }
  });
});

/** A column is one step beyond the nearest of its rows. */
function columnLevels(
  rows: Uint32Array,
  { offsets, members }: Hypergraph['nodes'],
  total: number,
): number[] {
  return Array.from({ length: total }, (_, column) => {
    const own = members.subarray(offsets[column], offsets[column + 1]);
    const nearest = own.reduce(
      (least, row) => Math.min(least, rows[row]!),
      0xffff_ffff,
    );
    return nearest === 0xffff_ffff ? nearest : nearest + 1;
  });
}

describe('cores', () => {
  onEveryInput(({ edges, nodes }) => {
    const sizes = rowLengths(edges);
    const rules = [
      ...[1, 2, 3, 5].map((least) => sizes.map(() => least)),
      sizes,
      sizes.map((size, edge) => (edge % 3) + (size >> 1)),
    ];
    for (const least of rules) {
      expectWords(
        peelCores(edges, nodes, least),
        coresOnJs(edges, nodes, least),
      );
    }
  });
});

describe('(k, 2)-cores', () => {
  it('need no more than 32 bits for an edge, or take 64', () => {
    // 17 bits for ids, and 16 for the members of the longest edge
    const nodeCount = 70_000;
    const long = Array.from({ length: 40_000 }, (_, node) => node);
    const edgeLists = [long, [1, 2, 69_999], [1, 2], [69_999]];
    for (const lists of [edgeLists, edgeLists.slice(1)]) {
      const { edges, nodes } = hypergraphOf(nodeCount, lists);
      const least = rowLengths(edges).fill(2);
      expectWords(
        peelCores(edges, nodes, least),
        coresOnJs(edges, nodes, least),
      );
    }
  });
});

describe('toplexes', () => {
  onEveryInput(({ edges, nodes }) => {
    const expected = toplexesOnJs(edges, nodes);
    for (const pairsAtOnce of [1, 3, 16]) {
      for (const threads of [1, 2]) {
        const found = findToplexes(edges, nodes, { pairsAtOnce, threads });
        expectWords(found, expected);
      }
    }
  });

  it('do not depend on how the work is cut', () => {
    const { edges, nodes } = powerLawHypergraph(300_000, 6);
    const expected = toplexesOnJs(edges, nodes);
    expectWords(findToplexes(edges, nodes), expected);
    expectWords(findToplexes(edges, nodes, { threads: 2 }), expected);
  });

  it('look at rows of any length', () => {
    const long = Array.from({ length: 3000 }, (_, node) => node);
    const { edges, nodes } = hypergraphOf(3000, [
      long.slice(1),
      long,
      long.slice(0, 2999),
      long,
      [2999],
    ]);
    expectWords(findToplexes(edges, nodes), [1]);
  });
});
