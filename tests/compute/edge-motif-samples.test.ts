import type { Backend } from '#compute/backend.ts';
import { neighborCounts } from '#compute/cpu/neighbor-counts.ts';
import { sampleEdgeMotifs } from '#compute/edge-motif-samples.ts';
import { countNeighbors } from '#compute/wasm/edge-motifs.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectWords } from '../support/expect-words.ts';
import { withKernelThreads } from '../support/kernel-threads.ts';
import { lumpyHypergraph } from '../support/lumpy-hypergraph.ts';
import { differentEdges } from '#topology/motifs/motifs.ts';

withKernelThreads(2);

describe('samples of h-motifs', () => {
  it('count neighbours as the plain path does, and draw the same', () => {
    fc.assert(
      fc.property(lumpyHypergraph, fc.nat(), (hypergraph, seed) => {
        const { rows, columns } = differentEdges(hypergraph);
        const counts = neighborCounts(rows, columns, 1);
        const ran: Backend[] = [];
        const estimate = (backend: Backend, threads = 1) =>
          sampleEdgeMotifs(rows, columns, {
            samples: 20,
            seed,
            backend,
            threads,
            onRan: (on) => ran.push(on.backend),
          });
        const js = estimate('js');
        for (const threads of [1, 2]) {
          expectWords(countNeighbors(rows, columns, { threads }), counts);
          expect(estimate('wasm', threads)).toEqual(js);
        }
        expect(ran).toEqual(['js', 'wasm', 'wasm']);
      }),
      { numRuns: 60 },
    );
  });
});
