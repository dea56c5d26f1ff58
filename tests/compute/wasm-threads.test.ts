import { afterEach, describe, expect, it } from 'vitest';
import type { RanOn } from '#compute/backend.ts';
import { countOverlapPairs as countOnJs } from '#compute/cpu/overlap-pairs.ts';
import { countOverlapPairs } from '#compute/overlap-pairs.ts';
import { preferKernels } from '#compute/prefer-kernels.ts';
import { KernelMemory, outOfMemory } from '#compute/wasm/kernel-memory.ts';
import { hasKernels, withKernels } from '#compute/wasm/kernels.ts';
import { closeThreads, provideThreads } from '#compute/wasm/thread-pool.ts';
import { useKernelThreads } from '#pipeline/kernel-threads.ts';
import { powerLawHypergraph } from '../bench/power-law.ts';

const { edges, nodes } = powerLawHypergraph(20_000, 3);
const expected = countOnJs(edges, nodes, 2);

/** What ran, beside the count. */
function counted(options: Parameters<typeof countOverlapPairs>[3]): RanOn {
  let ran: RanOn | undefined;
  const onRan = (facts: RanOn) => void (ran = facts);
  const found = countOverlapPairs(edges, nodes, 2, { ...options, onRan });
  expect(found).toBe(expected);
  return ran!;
}

afterEach(closeThreads);

describe('kernel threads', () => {
  it('come and go', () => {
    for (let cycle = 0; cycle < 30; cycle++) {
      useKernelThreads(2);
      expect(counted({ threads: 2 })).toEqual({ backend: 'wasm', threads: 2 });
      closeThreads();
      expect(counted({ threads: 2 })).toEqual({ backend: 'wasm', threads: 1 });
    }
  });

  it('are not waited for where they never start', () => {
    provideThreads({
      most: 3,
      start: () => ({ postMessage: () => undefined, terminate: () => true }),
    });
    expect(counted({ threads: 3 })).toEqual({ backend: 'wasm', threads: 3 });
  });

  it('are at most as many as asked for, and as provided', () => {
    useKernelThreads(3);
    expect(counted({ threads: 2 }).threads).toBe(2);
    expect(counted({ threads: 8 }).threads).toBe(3);
    expect(counted({ threads: 1 }).threads).toBe(1);
  });

  it('are left alone where the work is short', () => {
    useKernelThreads(2);
    expect(countOverlapPairs(edges, nodes, 64)).toBe(
      countOnJs(edges, nodes, 64),
    );
    let ran: RanOn | undefined;
    countOverlapPairs(edges, nodes, 64, { onRan: (facts) => (ran = facts) });
    expect(ran).toEqual({ backend: 'wasm', threads: 1 });
  });
});

describe('backends', () => {
  it('run as asked, and say so', () => {
    expect(hasKernels()).toBe(true);
    expect(counted({}).backend).toBe('wasm');
    expect(counted({ backend: 'auto' }).backend).toBe('wasm');
    expect(counted({ backend: 'wasm' }).backend).toBe('wasm');
    expect(counted({ backend: 'js' })).toEqual({ backend: 'js', threads: 1 });
  });

  it('give way to plain JavaScript where memory does not suffice', () => {
    const tooLarge = (): never => {
      throw outOfMemory(2 ** 32);
    };
    expect(preferKernels({}, tooLarge, () => 'js')).toBe('js');
    expect(() =>
      preferKernels({ backend: 'wasm' }, tooLarge, () => 'js'),
    ).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
    const broken = (): never => {
      throw new RangeError('broken');
    };
    expect(() => preferKernels({}, broken, () => 'js')).toThrow('broken');
  });
});

describe('kernel memory', () => {
  it('refuses what 32-bit addresses cannot hold', () => {
    const memory = new KernelMemory();
    expect(() => memory.take(2 ** 32)).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED' }),
    );
    expect(memory.take(16)).toBe(1024);
  });

  it('is given back, whatever happens', () => {
    const top = () => withKernels({}, ({ memory }) => memory.top);
    const before = top();
    expect(() =>
      withKernels({}, ({ memory }) => {
        memory.take(1000);
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(top()).toBe(before);
  });
});
