import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  betweenness as betweennessOnJs,
  dependencySums as dependencySumsOnJs,
} from '#compute/cpu/betweenness.ts';
import { betweenness, dependencySums } from '#compute/wasm/betweenness.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { powerLawHypergraph } from '../bench/power-law.ts';
import { degenerate } from '../support/plain-hypergraph.ts';
import { expectWords } from '../support/expect-words.ts';
import { lumpyHypergraph } from '../support/lumpy-hypergraph.ts';
import { withKernelThreads } from '../support/kernel-threads.ts';

withKernelThreads(2);

const maxStoredPairs = 1e6;

function agree({ edges, nodes }: Hypergraph, s: number): void {
  const expected = betweennessOnJs(edges, nodes, s);
  const [one, two] = [1, 2].map((threads) =>
    betweenness(edges, nodes, s, { threads, maxStoredPairs })!,
  );
  expectWords(two!, one!);
  expected.forEach((score, row) => {
    const bound = 1e-12 * (1 + score);
    expect(Math.abs(one![row]! - score)).toBeLessThanOrEqual(bound);
  });
}

describe('betweenness in WebAssembly equals plain JavaScript', () => {
  it('on arbitrary hypergraphs', () => {
    fc.assert(
      fc.property(
        lumpyHypergraph,
        fc.integer({ min: 1, max: 3 }),
        (hypergraph, s) => {
          agree(hypergraph, s);
          agree(hypergraph.dual(), s);
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each(degenerate)('on %s', (_, hypergraph) => agree(hypergraph, 1));

  it.each([1, 2, 3])('on a power-law hypergraph, s = %i', (s) => {
    agree(powerLawHypergraph(4_000, 5), s);
  });
});

it('adds what some sources give, and its squares, as plain JavaScript', () => {
  fc.assert(
    fc.property(
      lumpyHypergraph,
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 4 }),
      ({ edges, nodes, edgeCount }, s, step) => {
        const side = { rows: edges, columns: nodes, s };
        const sources = Uint32Array.from({ length: edgeCount }, (_, i) => i);
        const some = sources.filter((source) => source % step === 0);
        const expected = dependencySumsOnJs(side, some);
        const found = dependencySums(side, some, {
          threads: 2,
          maxStoredPairs,
        })!;
        for (const name of ['sums', 'squares'] as const) {
          expected[name].forEach((value, row) => {
            const gap = Math.abs(found[name][row]! - value);
            expect(gap).toBeLessThanOrEqual(1e-9 * (1 + value));
          });
        }
      },
    ),
    { numRuns: 60 },
  );
});

it('gives up beyond the pairs allowed', () => {
  const { edges, nodes } = powerLawHypergraph(1_000, 5);
  const few = { maxStoredPairs: 10 };
  expect(betweenness(edges, nodes, 1, few)).toBeUndefined();
});
