import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Worker } from 'node:worker_threads';
import { countOverlapPairs } from '#compute/overlap-pairs.ts';
import { closeThreads, provideThreads } from '#compute/wasm/thread-pool.ts';
import { startKernelThread } from '#pipeline/kernel-threads.ts';
import { expect, it } from 'vitest';
import { powerLawHypergraph } from '../bench/power-law.ts';

// The collector knows nothing of what workers hold outside its heap, so it is called by name.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const { edges, nodes } = powerLawHypergraph(20_000, 3);

it('starts, uses and ends kernel threads 1,000 times without growth', async () => {
  const expected = countOverlapPairs(edges, nodes, 2, { backend: 'js' });
  const resident: number[] = [];
  for (let cycle = 0; cycle < 1000; cycle++) {
    const ends: Promise<unknown>[] = [];
    provideThreads({
      most: 2,
      start(onEnd) {
        const worker: Worker = startKernelThread(onEnd);
        ends.push(new Promise((resolve) => worker.once('exit', resolve)));
        return worker;
      },
    });
    expect(countOverlapPairs(edges, nodes, 2, { threads: 2 })).toBe(expected);
    closeThreads();
    expect(ends).toHaveLength(1);
    await Promise.all(ends);
    if (cycle % 10 === 0) collectGarbage();
    resident.push(process.memoryUsage.rss());
  }
  // What the process keeps is there after the first part; the allocator is given some room.
  const median = (from: number, to: number): number =>
    resident.slice(from, to).sort((a, b) => a - b)[(to - from) >> 1]!;
  expect(median(900, 1000) - median(300, 400)).toBeLessThan(30e6);
});
