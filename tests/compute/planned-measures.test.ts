import type { Backend, RanOn } from '#compute/backend.ts';
import { ComputeEngine } from '#pipeline/compute-engine.ts';
import { openNodeDevice } from '#pipeline/gpu-node.ts';
import { jsonChunks } from '#pipeline/operations/json-chunks.ts';
import {
  computeTopology,
  type TopologyMeasure,
} from '#pipeline/operations/topology.ts';
import type { TopologyOptions } from '#pipeline/operations/topology-measure.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { powerLawHypergraph } from '../bench/power-law.ts';
import { arbitraryHypergraph } from '../support/arbitrary-hypergraph.ts';
import { lumpyHypergraph } from '../support/lumpy-hypergraph.ts';
import { polyad, polyadJson } from '../support/polyad.ts';

const folder = mkdtempSync(join(tmpdir(), 'polyad-planned-'));
const notes: string[] = [];
const engine = new ComputeEngine({
  threads: 1,
  folder,
  onNote: (note) => notes.push(note),
});
const probe = await openNodeDevice();
const isSoftware = probe?.adapter.software === true;
await probe?.close();

afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

const anyHypergraph = fc.oneof(arbitraryHypergraph(), lumpyHypergraph);

/** The measure's JSON, and what ran. */
async function measured(
  hypergraph: Hypergraph,
  [measure, options]: readonly [TopologyMeasure, TopologyOptions],
  backend: 'auto' | Backend,
): Promise<{ text: string; ran: RanOn | undefined }> {
  let ran: RanOn | undefined;
  const found = await computeTopology(hypergraph, measure, options, {
    backend,
    runner: engine,
    onRan: (facts) => (ran = facts),
  });
  return { text: [...jsonChunks(found)].join(''), ran };
}

const calls: (readonly [TopologyMeasure, TopologyOptions])[] = [
  ['linegraph', { s: 1 }],
  ['linegraph', { s: 2, of: 'nodes' }],
  ['linegraph', { s: 2, countOnly: true }],
  ['components', { s: 1 }],
  ['components', { s: 2, of: 'nodes' }],
  ['toplexes', {}],
  ['cores', {}],
  ['cores', { of: 'edges', k: 2, minSize: 3 }],
  ['motifs', {}],
];

/** Ends whose walks have ties and detours; null where there are too few elements. */
function endsOf(hypergraph: Hypergraph): TopologyOptions | null {
  const { edgeIds, edgeCount } = hypergraph;
  if (edgeCount < 2) return null;
  return { from: edgeIds.textAt(0), to: edgeIds.textAt(edgeCount - 1) };
}

describe('measures where the planner says', () => {
  it('distance: one walk on the processor and on the GPU', async () => {
    const meshed = powerLawHypergraph(3000, 8);
    const distances = new Set<string>();
    for (const hypergraph of [
      meshed,
      ...fc.sample(lumpyHypergraph, { numRuns: 10, seed: 1 }),
    ]) {
      const ends = endsOf(hypergraph);
      if (ends === null) continue;
      const call = ['distance', ends] as const;
      const js = await measured(hypergraph, call, 'js');
      const gpu = await measured(hypergraph, call, 'gpu');
      expect(gpu.text).toBe(js.text);
      expect(gpu.ran?.backend).toBe(probe ? 'gpu' : 'js');
      distances.add(js.text);
    }
    expect(distances.size).toBeGreaterThan(3);
  });

  it.each(calls)('%s %j: one answer on js, wasm and gpu', async (...call) => {
    await fc.assert(
      fc.asyncProperty(anyHypergraph, async (hypergraph) => {
        const js = await measured(hypergraph, call, 'js');
        const wasm = await measured(hypergraph, call, 'wasm');
        const gpu = await measured(hypergraph, call, 'gpu');
        expect(js.ran).toEqual({ backend: 'js', threads: 1 });
        expect(wasm.ran).toEqual({ backend: 'wasm', threads: 1 });
        expect(gpu.ran?.backend).toBe(probe ? 'gpu' : 'wasm');
        expect(wasm.text).toBe(js.text);
        expect(gpu.text).toBe(js.text);
      }),
      { numRuns: 10 },
    );
  });

  it.skipIf(!isSoftware)('leaves an imitated GPU alone', async () => {
    const { ran } = await measured(
      powerLawHypergraph(20_000, 3),
      ['components', { s: 2 }],
      'auto',
    );
    expect(ran?.backend).toBe('wasm');
    expect(notes).toEqual([]);
  });

  it('stops on the GPU between two of its rounds', async () => {
    let looks = 0;
    const signal = {
      get aborted() {
        return ++looks > 2;
      },
    };
    const stopped = computeTopology(
      powerLawHypergraph(2000, 3),
      'cores',
      {},
      { backend: 'gpu', runner: engine, signal },
    );
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('an engine', () => {
  it('opens no GPU for what the processor does at once', async () => {
    const told: string[] = [];
    const lazy = new ComputeEngine({
      folder,
      onNote: (note) => told.push(note),
    });
    let asked: string | undefined;
    const answer = await lazy.run({
      kernel: { name: 'small', work: () => ({ cpuSteps: 1e6 }) } as never,
      sizes: {},
      options: { backend: 'auto' },
      gpu: () => Promise.reject(new Error('never')),
      host: ({ backend }) => (asked = backend),
    });
    expect([answer, asked, told]).toEqual(['auto', 'auto', []]);
    await lazy.close();
  });
});

describe('the command line', () => {
  const source = 'datasets/auth-demo/events.csv';
  const args = ['topology', 'components', source, '--recipe', 'auth'];

  it('runs where it is told to, and says so', async () => {
    const on = async (...more: string[]) => {
      const { run, ...rest } = await polyadJson<{ run: RanOn }>([
        ...args,
        ...more,
      ]);
      return { rest, backend: run.backend, threads: run.threads };
    };
    const js = await on('--backend', 'js');
    const auto = await on();
    const two = await on('--backend', 'wasm', '--threads', '2');
    const gpu = await on('--backend', 'gpu');
    expect([js.backend, js.threads]).toEqual(['js', 1]);
    expect(auto.backend).toBe(
      probe && !isSoftware ? expect.anything() : 'wasm',
    );
    expect([two.backend, two.threads]).toEqual(['wasm', 2]);
    expect(gpu.backend).toBe(probe ? 'gpu' : 'wasm');
    for (const { rest } of [auto, two, gpu]) expect(rest).toEqual(js.rest);
  });

  it('refuses a number of threads that is none', async () => {
    const run = await polyad([...args, '--threads', '0']);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('--threads');
  });
});
