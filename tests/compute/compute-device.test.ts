import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BufferPool, sizeClass } from '#compute/buffer-pool.ts';
import { ComputeDevice } from '#compute/compute-device.ts';
import { workgroupGrid } from '#compute/device-limits.ts';
import { copyWordsOnGpu, recordCopy } from '#compute/gpu/copy.ts';
import { copyKernel } from '#compute/kernels/copy.ts';
import type { Plan } from '#compute/plan.ts';
import { loadNodeGpu, readShaderFile } from '#pipeline/gpu-node.ts';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { runDeviceCycles } from '../support/device-cycles.ts';
import { openTestDevice } from '../support/gpu-device.ts';
import { projectRoot } from '../support/shared.ts';

describe('sizes', () => {
  it('are rounded up by at most a quarter, to multiples of 16', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (bytes) => {
        const size = sizeClass(bytes);
        expect(size).toBeGreaterThanOrEqual(bytes);
        expect(size).toBeLessThanOrEqual(Math.max(256, bytes * 1.25));
        expect(size % 16).toBe(0);
        expect(sizeClass(size)).toBe(size);
      }),
    );
  });

  it('have four classes an octave', () => {
    const classes = new Set<number>();
    for (let bytes = 1025; bytes <= 2048; bytes++) {
      classes.add(sizeClass(bytes));
    }
    expect([...classes]).toEqual([1280, 1536, 1792, 2048]);
  });
});

describe('a grid', () => {
  it('holds all groups, and in two dimensions hardly more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 - 1 }), (groups) => {
        const [x, y] = workgroupGrid(groups, 65_535) ?? [0, 0];
        if (groups > 65_535 ** 2) expect(x).toBe(0);
        else {
          expect(Math.max(x, y)).toBeLessThanOrEqual(65_535);
          expect(x * y).toBeGreaterThanOrEqual(groups);
          expect(x * y - groups).toBeLessThan(y);
        }
      }),
    );
  });
});

const adapter = await (await loadNodeGpu())?.requestAdapter();

describe.skipIf(!adapter)('a device', () => {
  const opened: ComputeDevice[] = [];
  const open = async (
    options: Parameters<typeof openTestDevice>[0] = {},
  ): Promise<ComputeDevice> => {
    const device = await openTestDevice(options);
    opened.push(device!);
    return device!;
  };

  afterEach(async () => {
    for (const device of opened.splice(0)) await device.close();
  });

  const values = Uint32Array.of(1, 2, 3);
  const copy = async (plan: Plan): Promise<number[]> => {
    const copied = plan.allocate(3);
    recordCopy(plan, plan.upload(values), copied);
    return [...(await plan.readOne(copied))];
  };

  it('plays a plan again if it is lost in its midst', async () => {
    const device = await open();
    let plays = 0;
    const result = await device.run(async (plan) => {
      const first = await copy(plan);
      if (plays++ === 0) device.loseDevice();
      return [first, await copy(plan)];
    });
    expect(result).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect([plays, device.facts.rebuilt]).toEqual([2, 1]);
  });

  it('is built again if it was lost between plans', async () => {
    const device = await open();
    await copyWordsOnGpu(device, values);
    device.loseDevice();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect([...(await copyWordsOnGpu(device, values))]).toEqual([1, 2, 3]);
    expect(device.facts.rebuilt).toBe(1);
  });

  it('gives up if it is lost twice in one plan, and works on', async () => {
    const device = await open();
    const lossy = device.run(async (plan) => {
      device.loseDevice();
      return copy(plan);
    });
    await expect(lossy).rejects.toMatchObject({ code: 'DEVICE_LOST' });
    expect(await device.run(copy)).toEqual([1, 2, 3]);
  });

  it('does not play again what was wrong with the plan', async () => {
    const device = await open();
    let plays = 0;
    const wrong = device.run(async () => {
      plays++;
      throw new TypeError('mine');
    });
    await expect(wrong).rejects.toThrow('mine');
    expect(plays).toBe(1);
  });

  it('is closed for good', async () => {
    const device = await open();
    await device.close();
    await expect(device.run(copy)).rejects.toMatchObject({
      code: 'DEVICE_LOST',
    });
  });

  it('refuses arrays beyond its limits, by name', async () => {
    const device = await open({ limits: { bindingBytes: 1024 } });
    const large = device.run(async (plan) => plan.allocate(257));
    await expect(large).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { limit: 1024 },
    });
  });

  it('reports what the GPU refuses', async () => {
    const device = await open();
    const wrong = device.run(async (plan) => {
      const both = plan.allocate(4);
      // One buffer cannot be read and written by one dispatch.
      plan.dispatch(copyKernel, 'main', {
        buffers: { source: both, copied: both },
        params: { count: 4 },
        groups: 1,
      });
      return plan.readOne(both);
    });
    await expect(wrong).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await device.run(copy)).toEqual([1, 2, 3]);
  });

  it('runs plans one after the other', async () => {
    const device = await open();
    const copies = [1, 2, 3].map((value) =>
      copyWordsOnGpu(device, Uint32Array.of(value)),
    );
    expect((await Promise.all(copies)).map(([word]) => word)).toEqual([
      1, 2, 3,
    ]);
  });

  it('takes shared memory', async () => {
    const device = await open();
    const shared = new Uint32Array(new SharedArrayBuffer(12));
    shared.set(values);
    expect([...(await copyWordsOnGpu(device, shared))]).toEqual([1, 2, 3]);
  });

  it('uses buffers, bind groups and pipelines again', async () => {
    const device = await open();
    await copyWordsOnGpu(device, values);
    const before = device.facts;
    await copyWordsOnGpu(device, values);
    await copyWordsOnGpu(device, values);
    const after = device.facts;
    expect(after.pipelines).toBe(before.pipelines);
    expect(after.buffersCreated).toBe(before.buffersCreated);
    expect(after.bindGroupHits).toBeGreaterThan(before.bindGroupHits);
  });

  it('keeps no more idle buffers than it may, and no bind group of those gone', async () => {
    const device = await open({ idleBytes: 0 });
    await copyWordsOnGpu(device, values);
    expect(device.facts).toMatchObject({ bufferBytes: 0, bindGroups: 0 });
  });

  it('tells how long kernels took, where the adapter can', async ({ skip }) => {
    skip(!adapter!.features.has('timestamp-query'), 'no timestamps here');
    const device = await open({ timed: true });
    await copyWordsOnGpu(device, new Uint32Array(10_000));
    const [time] = device.kernelTimes();
    expect(time).toMatchObject({ name: 'copy.main', dispatches: 1 });
    expect(time!.seconds).toBeGreaterThan(0);
  });

  it('is known for software where it is', async () => {
    const device = await open();
    const facts = device.adapter;
    expect(facts.software).toBe(/swiftshader/i.test(facts.architecture));
  });

  it('opens, runs and closes again and again', async () => {
    await runDeviceCycles(10);
  });

  it('outlives workers that end mid-kernel', async () => {
    const script = join(projectRoot, 'tests/support/leave-mid-kernel.mjs');
    await promisify(execFile)(process.execPath, [script, '2']);
  });
});

describe('without an adapter', () => {
  it('there is no device, and no error', async () => {
    const gpu = { requestAdapter: async () => null } as unknown as GPU;
    expect(
      await ComputeDevice.open({ gpu, readShader: readShaderFile }),
    ).toBeUndefined();
  });
});

describe('the pool', () => {
  const usage = 4;
  const fakePool = (idleBytes: number) => {
    const destroyed: number[] = [];
    const device = {
      createBuffer: (descriptor: GPUBufferDescriptor) => ({
        ...descriptor,
        destroy: () => destroyed.push(descriptor.size),
      }),
    } as unknown as GPUDevice;
    const onDestroy = (): void => undefined;
    const pool = new BufferPool({
      device,
      idleBytes,
      bufferBytes: 4096,
      onDestroy,
    });
    return { pool, destroyed };
  };

  it('destroys the oldest idle buffers first', () => {
    const { pool, destroyed } = fakePool(1600);
    const buffers = [256, 512, 1024].map((size) => pool.acquire(size, usage));
    for (const buffer of buffers) pool.release(buffer);
    expect(destroyed).toEqual([256]);
    expect(pool.facts).toMatchObject({ bytes: 1536, idleBytes: 1536 });
  });

  it('takes a buffer back once', () => {
    const { pool } = fakePool(1e6);
    const buffer = pool.acquire(300, usage);
    pool.release(buffer);
    pool.release(buffer);
    const again = [pool.acquire(300, usage), pool.acquire(300, usage)];
    expect(again[0]).not.toBe(again[1]);
    expect(pool.facts).toMatchObject({ created: 2, reused: 1 });
  });
});
