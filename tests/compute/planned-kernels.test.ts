import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RanOn } from '#compute/backend.ts';
import { countOverlapPairsOnGpu } from '#compute/gpu/overlap-pairs.ts';
import { overlapWedgesKernel } from '#compute/kernels/overlap-wedges.ts';
import { countOverlapPairs } from '#compute/overlap-pairs.ts';
import type { PlanRunner } from '#compute/plan.ts';
import {
  planComponents,
  planCores,
  planLevels,
  planOverlapCount,
  planOverlapPairs,
  planToplexes,
} from '#compute/planned-kernels.ts';
import {
  explainChoices,
  openComputePlanner,
  type ComputePlanner,
} from '#pipeline/compute-planner.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heavyMatrix } from '../support/incidence-cases.ts';

const { rows, columns } = heavyMatrix({
  rows: 200,
  columns: 150,
  size: 4,
  seed: 11,
});

describe('a planned kernel', () => {
  let folder: string;
  let opened: ComputePlanner;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'polyad-planner-'));
    opened = await openComputePlanner({ backend: 'gpu', threads: 1, folder });
  });

  afterAll(async () => {
    await opened.close();
    await rm(folder, { recursive: true });
  });

  it('answers alike on every backend, and names the one that ran', async () => {
    const answers = async (backend: 'gpu' | 'wasm' | 'js') => {
      const ran: string[] = [];
      const options = {
        backend,
        onRan: (on: RanOn) => ran.push(on.backend),
      };
      const { planner } = opened;
      const least = new Uint32Array(rows.offsets.length - 1).fill(2);
      const results = [
        await planOverlapPairs(planner, { rows, columns, s: 2 }, options),
        await planOverlapCount(planner, { rows, columns, s: 2 }, options),
        await planComponents(planner, { rows, columns, s: 2 }, options),
        await planLevels(
          planner,
          { rows, columns, s: 1 },
          { ...options, source: 3 },
        ),
        await planCores(
          planner,
          { edges: rows, nodes: columns, least },
          options,
        ),
        await planToplexes(planner, rows, columns, options),
      ];
      return { results, ran: [...new Set(ran)] };
    };
    const js = await answers('js');
    expect(js.ran).toEqual(['js']);
    const wasm = await answers('wasm');
    expect(wasm.results).toEqual(js.results);
    const gpu = await answers('gpu');
    expect(gpu.results).toEqual(js.results);
    expect(gpu.ran).toEqual(opened.adapter === undefined ? ['wasm'] : ['gpu']);
  });

  it('is right though the device is lost in the midst of its plan', async () => {
    const { device, planner } = opened;
    const expected = countOverlapPairs(rows, columns, 2, { backend: 'js' });
    const before = device?.facts.rebuilt ?? 0;
    const ran: string[] = [];
    for (const times of [1, 2]) {
      let losses = 0;
      const count = await planner.run({
        kernel: overlapWedgesKernel,
        sizes: {},
        options: {
          backend: 'gpu',
          onRan: (on: RanOn) => ran.push(on.backend),
        },
        gpu: (on) => {
          const lossy: PlanRunner = {
            run: (body) =>
              on.run((plan) => {
                const read = plan.read.bind(plan);
                plan.read = (...arrays) => {
                  if (losses++ < times) device!.loseDevice();
                  return read(...arrays);
                };
                return body(plan);
              }),
          };
          return countOverlapPairsOnGpu(lossy, rows, columns, 2);
        },
        host: (used) => countOverlapPairs(rows, columns, 2, used),
      });
      expect(count).toBe(expected);
    }
    // Once: played again. Twice: the processor does it, and all that follows.
    expect(ran).toEqual(device ? ['gpu', 'wasm'] : ['wasm', 'wasm']);
    expect((device?.facts.rebuilt ?? 0) - before).toBe(device ? 2 : 0);
  });

  it('keeps the figures of the machine in the folder', async () => {
    const name = opened.adapter === undefined ? 'processor' : 'gpu';
    expect(await readdir(folder)).toEqual([`calibration-${name}.json`]);
  });

  it('is explained for three sizes', () => {
    const choices = explainChoices(opened.planner);
    expect(choices.length).toBe(18);
    // The software adapter of tests is nobody's choice.
    if (opened.adapter?.software === true) {
      expect(choices.map(({ backend }) => backend)).not.toContain('gpu');
    }
    for (const { seconds } of choices) expect(seconds.js).toBeGreaterThan(0);
  });

  it('uses no imitated GPU that nobody asked for', async () => {
    const auto = await openComputePlanner({ threads: 1 });
    expect(auto.adapter?.software).not.toBe(true);
    await auto.close();
  });
});
