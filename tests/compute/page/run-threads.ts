import type { RanOn } from '#compute/backend.ts';
import { countOverlapPairs } from '#compute/overlap-pairs.ts';
import { usePageThreads } from '#compute/wasm/page-threads.ts';
import type { KernelThreadMessage } from '#compute/wasm/thread-pool.ts';
import { powerLawHypergraph } from '../../bench/power-law.ts';

/** What a page found out about threads. */
export interface PageThreads {
  readonly isIsolated: boolean;
  /** What {@link usePageThreads} answered. */
  readonly provided: boolean;
  readonly pairs: number;
  readonly ran: RanOn | undefined;
  /** Chunks were taken while the page's own thread had none in hand. */
  readonly helped: boolean;
}

const IS_OPEN = 192 / 4;
const NEXT_CHUNK = 320 / 4;
/** The other thread gets so long to take a chunk, ms. */
const PATIENCE = 20_000;

async function tryThreads(incidences: number): Promise<PageThreads> {
  let words: Int32Array | undefined;
  const started: Promise<unknown>[] = [];
  const provided = usePageThreads(() => {
    const url = new URL('./kernel-thread.ts', import.meta.url);
    const worker = new Worker(url, { type: 'module' });
    started.push(
      new Promise((resolve) => {
        worker.addEventListener('message', resolve, { once: true });
      }),
    );
    return {
      postMessage: (message: KernelThreadMessage) => {
        words = new Int32Array(message.memory.buffer, 0, 256);
        worker.postMessage(message);
      },
      terminate: () => worker.terminate(),
    };
  }, 2);
  const { edges, nodes } = powerLawHypergraph(incidences, 3);
  // Starts the worker, which answers once this thread is free.
  countOverlapPairs(edges, nodes, 2, { threads: 2 });
  await Promise.all(started);
  let ran: RanOn | undefined;
  let helped = false;
  const signal = {
    // Looked at before phases and after each chunk of this thread.
    get aborted() {
      if (!words || helped) return false;
      if (Atomics.load(words, IS_OPEN) === 0) return false;
      const before = Atomics.load(words, NEXT_CHUNK);
      const end = performance.now() + PATIENCE;
      while (!helped && performance.now() < end) {
        helped = Atomics.load(words, NEXT_CHUNK) > before;
      }
      return false;
    },
  };
  const onRan = (facts: RanOn): void => void (ran = facts);
  const options = { threads: 2, signal, onRan };
  const pairs = countOverlapPairs(edges, nodes, 2, options);
  return { isIsolated: crossOriginIsolated, provided, pairs, ran, helped };
}

Object.assign(globalThis, { tryThreads });
