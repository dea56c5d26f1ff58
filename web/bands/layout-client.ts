import { layoutBands, type LayoutRequest } from './layout.ts';
import type { Point } from './outline.ts';

interface Answer {
  readonly number: number;
  readonly places: [node: string, place: Point][];
}

/** Asks a worker for layouts; only the latest question is answered. */
export class LayoutClient {
  #worker: Worker | null;
  #number = 0;
  #resolve: ((places: Map<string, Point>) => void) | null = null;
  #request: LayoutRequest | null = null;

  constructor() {
    this.#worker = startWorker();
    this.#worker?.addEventListener(
      'message',
      ({ data }: MessageEvent<Answer>) => {
        if (data.number === this.#number) this.#answer(new Map(data.places));
      },
    );
    this.#worker?.addEventListener('error', () => this.#workerFailed());
  }

  /** Places for a request, or never if another request follows first. */
  ask(request: LayoutRequest): Promise<Map<string, Point>> {
    this.#number++;
    this.#request = request;
    return new Promise((resolve) => {
      this.#resolve = resolve;
      if (this.#worker) {
        this.#worker.postMessage({ number: this.#number, request });
      } else {
        this.#answer(layoutBands(request));
      }
    });
  }

  stop(): void {
    this.#resolve = null;
    this.#worker?.terminate();
  }

  #answer(places: Map<string, Point>): void {
    this.#resolve?.(places);
    this.#resolve = null;
  }

  /** Without a worker the same layout runs here: slower for the page, equal in result. */
  #workerFailed(): void {
    this.#worker = null;
    if (this.#resolve && this.#request)
      this.#answer(layoutBands(this.#request));
  }
}

function startWorker(): Worker | null {
  try {
    return new Worker(new URL('./layout-worker.ts', import.meta.url), {
      type: 'module',
    });
  } catch {
    return null;
  }
}
