import { Worker } from 'node:worker_threads';
import type { RanOn } from '#compute/backend.ts';
import { countOverlapPairs as countOnJs } from '#compute/cpu/overlap-pairs.ts';
import { countOverlapPairs } from '#compute/overlap-pairs.ts';
import {
  ACTIVE,
  closeThreads,
  control,
  FAILED,
  provideThreads,
  serveKernels,
  STOPPED,
} from '#compute/wasm/thread-pool.ts';
import { KernelMemory } from '#compute/wasm/kernel-memory.ts';
import {
  startKernelThread,
  useKernelThreads,
} from '#pipeline/kernel-threads.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { powerLawHypergraph } from '../bench/power-law.ts';

const { edges, nodes } = powerLawHypergraph(100_000, 3);
const expected = countOnJs(edges, nodes, 2);

function counted(threads: number): RanOn {
  let ran: RanOn | undefined;
  const onRan = (facts: RanOn) => void (ran = facts);
  expect(countOverlapPairs(edges, nodes, 2, { threads, onRan })).toBe(expected);
  return ran!;
}

/** Takes the first chunk it can get, and then leaves or never comes back. */
const DESERTER = `
const { parentPort, workerData } = require('node:worker_threads');
parentPort.on('message', ({ memory }) => {
  const words = new Int32Array(memory.buffer, 0, 256);
  for (;;) {
    while (Atomics.load(words, 192 / 4) === 0);
    Atomics.add(words, 256 / 4, 1);
    if (Atomics.load(words, 192 / 4) !== 0) break;
    if (Atomics.sub(words, 256 / 4, 1) === 1) Atomics.notify(words, 256 / 4);
  }
  Atomics.add(words, 320 / 4, 1);
  Atomics.add(workerData.flags, 1, 1);
  if (workerData.way === 'exits') process.exit();
  if (workerData.way === 'throws') throw new Error('planned');
  for (;;);
});
Atomics.store(workerData.flags, 0, 1);
Atomics.notify(workerData.flags, 0);
`;

/** Threads of that program, of which each is up before it is used. */
function deserters(way: string): { taken: () => number; workers: Worker[] } {
  const flags = new Int32Array(new SharedArrayBuffer(8));
  const workers: Worker[] = [];
  provideThreads({
    most: 2,
    patience: 200,
    start(onEnd) {
      Atomics.store(flags, 0, 0);
      const workerData = { way, flags };
      const worker = new Worker(DESERTER, { eval: true, workerData });
      worker.on('error', () => undefined);
      worker.once('exit', onEnd);
      workers.push(worker);
      while (Atomics.wait(flags, 0, 0, 10_000) === 'ok');
      return worker;
    },
  });
  return { taken: () => Atomics.load(flags, 1), workers };
}

/**
 * A module whose `serve` traps within a chunk: it waits for a phase if it is told to, counts itself
 * as active, and runs into `unreachable`. Not the other way round: it would be waited for by a caller
 * that waits for it.
 */
function trappingModule(waits: boolean): WebAssembly.Module {
  const wait = [
    0x03, 0x40, 0x41, 0xc0, 0x01, 0xfe, 0x10, 0x02, 0x00, 0x45,
  ].concat([0x0d, 0x00, 0x0b]);
  const activate = [0x41, 0x80, 0x02, 0x41, 0x01, 0xfe, 0x1e, 0x02, 0x00, 0x1a];
  const body = [0, ...(waits ? wait : []), ...activate, 0x00, 0x0b];
  const text = (name: string) => [name.length, ...Buffer.from(name)];
  const section = (id: number, content: number[]) => [
    id,
    content.length,
    ...content,
  ];
  return new WebAssembly.Module(
    Uint8Array.from([
      ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      ...section(1, [1, 0x60, 2, 0x7f, 0x7f, 0]),
      // a shared memory of 1 … 65,535 pages
      ...section(
        2,
        [1, ...text('env'), ...text('memory'), 2, 3, 1].concat([
          0xff, 0xff, 0x03,
        ]),
      ),
      ...section(3, [1, 0]),
      ...section(7, [1, ...text('serve'), 0, 0]),
      ...section(10, [1, body.length, ...body]),
    ]),
  );
}

afterEach(closeThreads);

describe('a kernel thread that dies within a chunk', () => {
  it.each(['exits', 'throws', 'hangs'])(
    'is not waited for: it %s',
    async (way) => {
      const { taken, workers } = deserters(way);
      // It may come too late for the first ones.
      const ran: number[] = [];
      while (taken() === 0 && ran.length < 200) ran.push(counted(2).threads);
      expect(taken()).toBe(1);
      expect(ran.at(-1)).toBe(1);
      // It is ended, whatever it does.
      const [worker] = workers;
      if (worker!.threadId === -1) return;
      await new Promise((resolve) => worker!.once('exit', resolve));
    },
  );

  it('is told of by a kernel that fails', () => {
    const module = trappingModule(true);
    const sent: number[] = [];
    provideThreads({
      most: 2,
      // would fail the test by its time limit
      patience: 120_000,
      start(onEnd) {
        const worker = startKernelThread(onEnd);
        return {
          postMessage: (message) => {
            sent.push(message.thread);
            worker.postMessage({ ...message, module });
          },
          terminate: () => worker.terminate(),
        };
      },
    });
    // The thread may come too late for the first ones.
    const threads = Array.from({ length: 200 }, () => counted(2).threads);
    expect(threads).toContain(1);
    expect(sent.length).toBeGreaterThan(0);
  });

  it('is counted out by the program of a page, too', () => {
    const memory = new KernelMemory();
    const message = { memory: memory.memory, thread: 1, session: 0 };
    serveKernels({ ...message, module: trappingModule(false) });
    const words = control(memory);
    expect(Atomics.load(words, STOPPED)).toBe(FAILED);
    expect(Atomics.load(words, ACTIVE)).toBe(0);
  });

  it('is replaced, until that has happened three times', () => {
    const { workers } = deserters('exits');
    let alone = 0;
    for (let i = 0; i < 500 && alone < 5; i++) {
      alone = counted(2).threads === 1 ? alone + 1 : 0;
    }
    expect(alone).toBe(5);
    expect(workers).toHaveLength(3);
    useKernelThreads(2);
    expect(counted(2)).toEqual({ backend: 'wasm', threads: 2 });
  });

  it('leaves the pool when it ends between two computations', async () => {
    const workers: Worker[] = [];
    provideThreads({
      most: 2,
      start(onEnd) {
        const worker = startKernelThread(onEnd);
        workers.push(worker);
        return worker;
      },
    });
    expect(counted(2).threads).toBe(2);
    await workers[0]!.terminate();
    expect(counted(2).threads).toBe(2);
    expect(workers).toHaveLength(2);
  });
});
