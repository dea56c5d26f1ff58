import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countEdgeMotifs as countOnJs } from '#compute/cpu/edge-motifs.ts';
import { motifPatterns } from '#compute/cpu/motif-codes.ts';
import { countEdgeMotifs } from '#compute/wasm/edge-motifs.ts';
import { collapseEdges } from '#hypergraph/collapse.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { Random } from '#numeric/random.ts';
import { goldenNames, readGoldenSet } from '../golden/golden-set.ts';
import { powerLawHypergraph } from '../bench/power-law.ts';
import { memberSets } from '../support/reference/line-graph.ts';
import { motifsByDefinition } from '../support/reference/motifs.ts';
import {
  degenerate,
  hypergraphOf,
  memberLists,
} from '../support/plain-hypergraph.ts';
import { describeShared, sharedPath } from '../support/shared.ts';
import { expectWords } from '../support/expect-words.ts';
import { lumpyHypergraph } from '../support/lumpy-hypergraph.ts';
import { withKernelThreads } from '../support/kernel-threads.ts';

withKernelThreads(2);

/** Pattern → instances, of those there are; equal and empty edges left out. */
function counted(
  hypergraph: Hypergraph,
  threads: number,
): Record<string, number> {
  const { edges, nodes } = distinctEdges(hypergraph);
  const found = countEdgeMotifs(edges, nodes, { threads });
  expectWords(found, countOnJs(edges, nodes));
  const counts: Record<string, number> = {};
  found.forEach((count, i) => {
    if (count !== 0) counts[motifPatterns[i]!] = count;
  });
  return counts;
}

function distinctEdges(hypergraph: Hypergraph): Hypergraph {
  const distinct = collapseEdges(hypergraph).hypergraph;
  const lists = memberLists(distinct).filter((edge) => edge.length > 0);
  return hypergraphOf(distinct.nodeCount, lists);
}

describe('h-motifs', () => {
  it('equal their definition on arbitrary hypergraphs', () => {
    fc.assert(
      fc.property(lumpyHypergraph, (hypergraph) => {
        const expected = motifsByDefinition(memberSets(hypergraph));
        expect(counted(hypergraph, 1)).toEqual(expected);
        expect(counted(hypergraph, 2)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it.each(degenerate)('equal their definition on %s', (_, hypergraph) => {
    const expected = motifsByDefinition(memberSets(hypergraph));
    expect(counted(hypergraph, 2)).toEqual(expected);
  });

  it.each([64, 65, 300])('count in rows of about %i members', (size) => {
    const random = new Random(size);
    const draw = (): number[] =>
      Array.from({ length: 2 * size }, (_, node) => node).filter(
        () => (random.nextUint32() & 1) === 1,
      );
    const long = Array.from({ length: 9 }, draw);
    const short = long.map((row) => row.slice(0, 3));
    const exact = Array.from({ length: size }, (_, node) => node);
    const hypergraph = hypergraphOf(2 * size, [...long, ...short, exact]);
    const expected = motifsByDefinition(memberSets(hypergraph));
    expect(counted(hypergraph, 1)).toEqual(expected);
    expect(counted(hypergraph, 2)).toEqual(expected);
  });

  it('do not depend on the number of threads', () => {
    const hypergraph = powerLawHypergraph(5_000, 9);
    const one = counted(hypergraph, 1);
    expect(Object.keys(one).length).toBeGreaterThan(10);
    expect(counted(hypergraph, 2)).toEqual(one);
  });
});

describeShared(
  'h-motifs of the golden sets',
  'golden/motifs-cores.json',
  () => {
    it.each(goldenNames())('%s', (name) => {
      const { sets } = JSON.parse(
        readFileSync(sharedPath('golden', 'motifs-cores.json'), 'utf8'),
      ) as { sets: Record<string, { motifs: Record<string, number> }> };
      const { hypergraph } = readGoldenSet(name);
      for (const threads of [1, 2]) {
        expect(counted(hypergraph, threads)).toEqual(sets[name]!.motifs);
      }
    });
  },
);
