import type { ComputeOptions } from '#compute/backend.ts';
import { peelCores } from '#compute/cores.ts';
import { gf2Rank } from '#compute/cpu/gf2-rank.ts';
import { pairMeetings } from '#compute/cpu/pair-sketch.ts';
import { UNREACHED } from '#compute/cpu/s-distances.ts';
import { countEdgeMotifs } from '#compute/edge-motifs.ts';
import { rowBits } from '#compute/gpu/bitmap-overlap.ts';
import { countOverlapPairs, overlapPairs } from '#compute/overlap-pairs.ts';
import { sComponents } from '#compute/s-components.ts';
import { sLevels } from '#compute/s-levels.ts';
import { findToplexes } from '#compute/toplexes.ts';
import { rowLengths } from '#hypergraph/incidence.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { differentEdges } from '#topology/motifs/motifs.ts';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { gpuKernels } from '../compute/page/run-kernel.ts';
import { goldenNames, readGoldenSet } from '../golden/golden-set.ts';
import { arbitraryHypergraph } from '../support/arbitrary-hypergraph.ts';
import { openTestDevice } from '../support/gpu-device.ts';
import { openKernelPage } from '../support/kernel-page.ts';
import { withKernelThreads } from '../support/kernel-threads.ts';
import { lumpyHypergraph } from '../support/lumpy-hypergraph.ts';
import { describeShared } from '../support/shared.ts';

type KernelName = keyof typeof gpuKernels;

/** One kernel on one input: on the processor, and what a GPU is asked for the same. */
interface Case {
  readonly host: (options: ComputeOptions) => unknown;
  readonly gpu: readonly [name: KernelName, args: readonly unknown[]];
  /** From the GPU's answer to the host's. */
  readonly read?: (answer: never) => unknown;
}

const SKETCH = { width: 256, depth: 3, seed: 7 };

withKernelThreads(2);
const device = await openTestDevice();
const page = await openKernelPage();
afterAll(async () => {
  await page.close();
  await device?.close();
});

function casesOf(hypergraph: Hypergraph): Case[] {
  const { edges, nodes } = hypergraph;
  const least = new Uint32Array(hypergraph.edgeCount).fill(2);
  const { rows, columns } = differentEdges(hypergraph);
  const bits = rowBits(edges, hypergraph.nodeCount);
  const cases: Case[] = [
    {
      host: () => rowLengths(edges),
      gpu: ['degrees', [edges.offsets]],
    },
    {
      host: (options) => peelCores(edges, nodes, least, options),
      gpu: ['coreNumbers', [edges, nodes, least]],
    },
    {
      host: (options) => findToplexes(edges, nodes, options),
      gpu: ['maximalRows', [edges, nodes]],
    },
    {
      host: (options) => countEdgeMotifs(rows, columns, options),
      gpu: ['edgeMotifs', [rows, columns]],
    },
    {
      host: () => pairMeetings(edges, SKETCH),
      gpu: ['pairMeetings', [edges, SKETCH]],
    },
    { host: () => gf2Rank(bits), gpu: ['gf2Rank', [bits]] },
  ];
  for (const s of [1, 2, 3]) {
    for (const [side, other] of [
      [edges, nodes],
      [nodes, edges],
    ] as const) {
      cases.push(
        {
          host: (options) => overlapPairs(side, other, s, options),
          gpu: ['overlapPairs', [side, other, { s }]],
        },
        {
          host: (options) => countOverlapPairs(side, other, s, options),
          gpu: ['overlapPairs', [side, other, { s }]],
          read: ({ neighbors }: { neighbors: Uint32Array }) => neighbors.length,
        },
        {
          host: (options) => sComponents(side, other, s, options),
          gpu: ['sComponents', [side, other, s]],
        },
      );
    }
  }
  if (hypergraph.edgeCount > 0) {
    cases.push({
      host: (options) => sLevels(edges, nodes, 1, { ...options, source: 0 }),
      gpu: ['incidenceLevels', [edges, nodes, 0]],
      read: (levels: { rows: Uint32Array }) =>
        levels.rows.map((level) => (level === UNREACHED ? level : level / 2)),
    });
  }
  return cases;
}

type AnyKernel = (on: unknown, ...args: readonly unknown[]) => Promise<unknown>;

async function agree(hypergraph: Hypergraph): Promise<void> {
  for (const { host, gpu, read } of casesOf(hypergraph)) {
    const [name, args] = gpu;
    const expected = host({ backend: 'js' });
    for (const threads of [1, 2]) {
      expect(host({ backend: 'wasm', threads })).toEqual(expected);
    }
    const answers = [
      device && (await (gpuKernels[name] as AnyKernel)(device, ...args)),
      page.hasAdapter ? await page.run(name, args) : undefined,
    ];
    for (const answer of answers) {
      if (answer === undefined) continue;
      expect(read ? read(answer as never) : answer).toEqual(expected);
    }
  }
}

describe('js, wasm on one and two threads, and the GPU in Node and Chromium', () => {
  it.skipIf(!device || !page.hasAdapter)(
    'agree on 200 random hypergraphs',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(arbitraryHypergraph(), lumpyHypergraph),
          agree,
        ),
        { numRuns: 200 },
      );
    },
  );

  describeShared('on the golden sets', 'golden', () => {
    it.skipIf(!device || !page.hasAdapter).each(goldenNames())(
      'agree on %s',
      (name) => agree(readGoldenSet(name).hypergraph),
    );
  });
});
