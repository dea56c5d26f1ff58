import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  computeChecks,
  examineCompute,
} from '#pipeline/operations/examine-compute.ts';
import { loadNodeGpu } from '#pipeline/gpu-node.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const adapter = await (await loadNodeGpu())?.requestAdapter();
const isSoftware = /swiftshader|llvmpipe/i.test(
  `${adapter?.info.architecture} ${adapter?.info.description}`,
);

describe('what doctor says of computing', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'polyad-doctor-'));
    vi.stubEnv('XDG_CACHE_HOME', folder);
  });

  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  it('explains three sizes without a GPU, which is no error', async () => {
    const facts = await examineCompute({ backend: 'wasm', profile: true });
    expect(facts.adapter).toBeNull();
    expect(facts.withoutGpu).toContain('--backend wasm');
    expect(facts.profile).toBeNull();
    expect(facts.withoutProfile).toContain('there is no GPU');
    expect(new Set(facts.choices.map((choice) => choice.incidences))).toEqual(
      new Set([1e5, 1e6, 1e7]),
    );
    for (const { backend, seconds, reason } of facts.choices) {
      expect(backend).toBe('wasm');
      expect(reason).toBe('asked for');
      expect(Object.keys(seconds).sort()).toEqual(['js', 'wasm']);
    }
    expect(computeChecks(facts).every(({ ok }) => ok)).toBe(true);
    expect(await readdir(join(folder, 'polyad'))).toEqual([
      'calibration-processor.json',
    ]);
  });

  it('counts threads as asked', async () => {
    const one = await examineCompute({
      backend: 'js',
      threads: 1,
      profile: false,
    });
    const two = await examineCompute({
      backend: 'js',
      threads: 2,
      profile: false,
    });
    const [first] = one.choices;
    const [faster] = two.choices;
    expect(faster!.seconds.wasm).toBeLessThan(first!.seconds.wasm!);
    expect(faster!.seconds.js).toBe(first!.seconds.js);
  });

  it.skipIf(!isSoftware)('leaves an imitated GPU alone', async () => {
    const facts = await examineCompute({ backend: 'auto', profile: true });
    expect(facts.adapter).toBeNull();
    expect(facts.withoutGpu).toContain('--backend gpu');
    expect(facts.withoutProfile).toContain(facts.withoutGpu!);
  });

  it.skipIf(!adapter)('times kernels on the GPU asked for', async () => {
    const facts = await examineCompute({ backend: 'gpu', profile: true });
    expect(facts.adapter).not.toBeNull();
    expect(facts.withoutGpu).toBeNull();
    expect(facts.limits!.bindingBytes).toBeGreaterThanOrEqual(2 ** 27);
    expect(facts.choices[0]).toMatchObject({ backend: 'gpu' });
    if (!adapter!.features.has('timestamp-query')) {
      expect(facts.withoutProfile).toContain('timestamp');
      return;
    }
    const names = facts.profile!.kernels.map(({ name }) => name);
    expect(names).toContain('overlap-wedges.test');
    // not what the calibration ran
    expect(names).not.toContain('copy.main');
    expect(facts.profile!.kernels[0]!.seconds).toBeGreaterThan(0);
  });
});
