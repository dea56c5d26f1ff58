import type { ComputeOptions, RanOn } from '#compute/backend.ts';
import { calibrate, type Calibration } from '#compute/calibration.ts';
import type { ComputeDevice } from '#compute/compute-device.ts';
import { prefixSum } from '#compute/cpu/prefix-sum.ts';
import { prefixSumOnGpu } from '#compute/gpu/prefix-sum.ts';
import { overlapWedgesKernel } from '#compute/kernels/overlap-wedges.ts';
import { prefixSumKernel } from '#compute/kernels/prefix-sum.ts';
import { ranOnJs } from '#compute/backend.ts';
import type { PlanRunner } from '#compute/plan.ts';
import { Planner, type PlannerOptions } from '#compute/planner.ts';
import { PolyadError } from '#errors/polyad-error.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { openTestDevice } from '../support/gpu-device.ts';

/** A discrete GPU beside a fast processor, as round numbers. */
const calibration: Calibration = {
  key: 'test',
  jsStepsPerSecond: 1e8,
  wasmStepsPerSecond: 4e8,
  gpu: {
    uploadBytesPerSecond: 1e10,
    readBytesPerSecond: 1e10,
    copyBytesPerSecond: 1e12,
    dispatchSeconds: 1e-5,
    waitSeconds: 1e-3,
  },
};

function fakeDevice(software = false): ComputeDevice {
  const description = software ? 'SwiftShader' : 'A GPU';
  const device = { adapter: { software, description } };
  return { ...device, stoppedBy: () => device } as unknown as ComputeDevice;
}

function planner(options: Partial<PlannerOptions> = {}): Planner {
  return new Planner({
    device: fakeDevice(),
    calibration,
    threads: 1,
    ...options,
  });
}

const small = { rows: 1e3, columns: 1e3, incidences: 4e3, wedges: 1e4 };
const large = { rows: 1e6, columns: 1e6, incidences: 1e7, wedges: 1e9 };

describe('the choice', () => {
  it('is the GPU for much work, and not for little', () => {
    const chooses = planner();
    expect(chooses.choose(overlapWedgesKernel, small).backend).toBe('wasm');
    const { backend, seconds } = chooses.choose(overlapWedgesKernel, large);
    expect(backend).toBe('gpu');
    expect(seconds.gpu).toBeLessThan(seconds.wasm!);
    expect(seconds.wasm).toBeLessThan(seconds.js!);
  });

  it('adds up what the work is made of', () => {
    const { seconds } = planner().choose(prefixSumKernel, { items: 1e6 });
    const { dispatches } = prefixSumKernel.work({ items: 1e6 });
    expect(seconds.js).toBeCloseTo(1e6 / 1e8, 9);
    expect(seconds.gpu).toBeCloseTo(
      8e6 / 1e10 + 12e6 / (0.75 * 1e12) + dispatches * 1e-5 + 1e-3,
      9,
    );
  });

  it('counts threads for WebAssembly', () => {
    const one = planner().estimate(overlapWedgesKernel, large);
    const four = planner({ threads: 4 }).estimate(overlapWedgesKernel, large);
    expect(four.wasm).toBeCloseTo(one.wasm! / 3.1, 6);
    expect(four.js).toBe(one.js);
  });

  it('is never an imitated GPU, unless asked for', () => {
    const software = planner({ device: fakeDevice(true) });
    const choice = software.choose(overlapWedgesKernel, large);
    expect(choice.backend).toBe('wasm');
    expect(choice.reason).toContain('SwiftShader');
    expect(software.choose(overlapWedgesKernel, large, 'gpu').backend).toBe(
      'gpu',
    );
  });

  it('falls to what is there if what is asked for is not', () => {
    const bare = planner({
      device: undefined,
      calibration: { key: 'bare', jsStepsPerSecond: 1e8 },
    });
    const choice = bare.choose(overlapWedgesKernel, large, 'gpu');
    expect(choice.backend).toBe('js');
    expect(choice.reason).toBe('there is no gpu here');
  });

  it('does not flicker between backends of about the same speed', () => {
    const steady = planner();
    // Sizes at which one or the other is a little faster.
    const estimates = (items: number) =>
      steady.estimate(prefixSumKernel, { items });
    let even = 1e4;
    while (estimates(even).gpu! > estimates(even).wasm!) even *= 1.01;
    expect(steady.choose(prefixSumKernel, { items: even / 100 }).backend).toBe(
      'wasm',
    );
    expect(steady.choose(prefixSumKernel, { items: even }).backend).toBe(
      'wasm',
    );
    expect(steady.choose(prefixSumKernel, { items: even * 100 }).backend).toBe(
      'gpu',
    );
    expect(steady.choose(prefixSumKernel, { items: even }).backend).toBe('gpu');
  });

  it('is explained for several sizes', () => {
    const rows = planner().explain([overlapWedgesKernel], [small, large]);
    expect(rows.map(({ kernel, backend }) => [kernel, backend])).toEqual([
      ['overlap-wedges', 'wasm'],
      ['overlap-wedges', 'gpu'],
    ]);
    expect(rows[0]!.reason).toBe('least estimate');
  });
});

describe('a computation', () => {
  const values = Uint32Array.of(1, 2);
  const work = (
    gpu: (device: PlanRunner) => Promise<Uint32Array>,
    options: ComputeOptions,
  ) => ({
    kernel: prefixSumKernel,
    sizes: { items: 2 },
    options,
    gpu,
    host: (used: ComputeOptions) => ranOnJs(used, prefixSum(values)),
  });

  it.each(['DEVICE_LOST', 'LIMIT_EXCEEDED'] as const)(
    'goes on without the GPU after %s, and says so once',
    async (code) => {
      const notes: string[] = [];
      const ran: RanOn[] = [];
      const plans = planner({ onNote: (note) => notes.push(note) });
      const fails = work(
        () => Promise.reject(new PolyadError(code, 'It failed.')),
        { backend: 'gpu', onRan: (on) => ran.push(on) },
      );
      for (let again = 0; again < 2; again++) {
        expect([...(await plans.run(fails))]).toEqual([0, 1, 3]);
      }
      expect(notes).toEqual(['Went on without the GPU. It failed.']);
      expect(ran.map(({ backend }) => backend)).toEqual(['js', 'js']);
    },
  );

  it('does not hide errors of its own', async () => {
    const fails = work(() => Promise.reject(new TypeError('mine')), {
      backend: 'gpu',
    });
    await expect(planner().run(fails)).rejects.toThrow('mine');
  });
});

const device = await openTestDevice();

describe.skipIf(device === undefined)('with an adapter', () => {
  afterAll(() => device?.close());

  it('measures once and keeps the figures', async () => {
    let kept: string | undefined;
    let saves = 0;
    const store = {
      load: async () => kept,
      save: async (text: string) => {
        kept = text;
        saves++;
      },
    };
    const options = { device, machine: 'test', store, bytes: 65_536 };
    const first = await calibrate(options);
    for (const figure of Object.values(first.gpu!)) {
      expect(figure).toBeGreaterThan(0);
      expect(Number.isFinite(figure)).toBe(true);
    }
    expect(first.jsStepsPerSecond).toBeGreaterThan(0);
    expect(await calibrate(options)).toEqual(first);
    expect(saves).toBe(1);
    kept = '{broken';
    await calibrate({ ...options, machine: 'another' });
    expect(saves).toBe(2);
  });

  it('says that the GPU ran', async () => {
    const ran: RanOn[] = [];
    const plans = new Planner({ device, calibration, threads: 1 });
    const sums = await plans.run({
      kernel: prefixSumKernel,
      sizes: { items: 2 },
      options: { backend: 'gpu', onRan: (on) => ran.push(on) },
      gpu: (on) => prefixSumOnGpu(on, Uint32Array.of(1, 2)),
      host: () => new Uint32Array(0),
    });
    expect([...sums]).toEqual([0, 1, 3]);
    expect(ran).toEqual([{ backend: 'gpu', threads: 1 }]);
  });
});
