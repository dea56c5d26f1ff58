import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isClosedMotif,
  motifName,
  motifPattern,
} from '#compute/motif-patterns.ts';
import { countMotifs } from '#compute/wasm/motifs.ts';
import { collapseEdges } from '#hypergraph/collapse.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { Random } from '#numeric/random.ts';
import { goldenNames, readGoldenSet } from '../golden/golden-set.ts';
import { powerLawHypergraph } from '../bench/power-law.ts';
import { memberSets } from '../support/reference/line-graph.ts';
import { motifsByDefinition } from '../support/reference/motifs.ts';
import { degenerate, hypergraphOf } from '../support/plain-hypergraph.ts';
import { describeShared, sharedPath } from '../support/shared.ts';
import { lumpyHypergraph } from '../support/lumpy-hypergraph.ts';
import { withKernelThreads } from '../support/kernel-threads.ts';

withKernelThreads(2);

/** Pattern → instances, of those there are. */
function counted(
  hypergraph: Hypergraph,
  threads: number,
): Record<string, number> {
  const { edges, nodes } = collapseEdges(hypergraph).hypergraph;
  const counts: Record<string, number> = {};
  countMotifs(edges, nodes, { threads }).forEach((count, pattern) => {
    if (count !== 0) counts[motifName(pattern)] = count;
  });
  return counts;
}

describe('h-motifs', () => {
  it('have 26 patterns, 20 of them closed', () => {
    const codes = Array.from({ length: 128 }, (_, code) => code);
    const connected = codes.filter((code) => {
      const meets = [8, 16, 32].filter((pair) => code & (pair | 64));
      return meets.length >= 2;
    });
    // without equal rows: a pair of rows must differ somewhere
    const patterns = new Set(connected.map(motifPattern));
    const distinct = [...patterns].filter((pattern) => {
      const [a, b, c, ab, bc, ca] = Array.from(motifName(pattern), Number);
      const differ = (x: number, y: number) => x + y > 0;
      return (
        differ(a! + ca!, b! + bc!) &&
        differ(b! + ab!, c! + ca!) &&
        differ(a! + ab!, c! + bc!)
      );
    });
    expect(distinct.length).toBe(26);
    expect(distinct.filter(isClosedMotif).length).toBe(20);
  });

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
