import { PageApi } from '#in-page/page-api.ts';
import type { Upload } from '#protocol/dataset.ts';
import type { Query } from '../api/client.ts';
import { placeFrom, Problem } from '../api/problem.ts';
import type { SendOptions, Transport } from '../api/transport.ts';
import {
  answerLocally,
  type LocalAnswer,
  type LocalRequest,
} from './local-message.ts';

interface Reply {
  readonly number: number;
  readonly answer: LocalAnswer;
}

type Resolve = (answer: LocalAnswer) => void;

/**
 * Answers everything in this page: in a worker, or, where a page from the disk
 * may not start one, in the page itself, which then waits while it computes.
 */
export class LocalTransport implements Transport {
  #worker: Worker | null = null;
  #api: PageApi | null = null;
  #number = 0;
  readonly #waiting = new Map<number, Resolve>();
  readonly #started: Promise<void>;

  constructor() {
    this.#started = this.#start();
  }

  async send(path: string, options: SendOptions): Promise<unknown> {
    const { method = 'GET', body, signal } = options;
    const value = await this.#ask({ method, path, body });
    signal?.throwIfAborted();
    return value;
  }

  async upload(
    file: File,
    options: Parameters<Transport['upload']>[1],
    onProgress: Parameters<Transport['upload']>[2],
    signal: AbortSignal,
  ): Promise<Upload> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    signal.throwIfAborted();
    onProgress({ sent: file.size, total: file.size });
    const value = await this.#ask({ file: file.name, bytes, options });
    signal.throwIfAborted();
    return value as Upload;
  }

  async file(dataset: string, query: Query): Promise<File> {
    const value = await this.#ask({ dataset, query });
    const { name, parts } = value as {
      name: string;
      parts: Uint8Array<ArrayBuffer>[];
    };
    return new File(parts, name);
  }

  /** Waits for the worker's first word; without one the page answers itself. */
  #start(): Promise<void> {
    return new Promise((resolve) => {
      const alone = () => {
        this.#worker = null;
        this.#api = new PageApi();
        resolve();
      };
      try {
        const worker = new Worker(
          new URL('./local-worker.ts', import.meta.url),
          { type: 'module' },
        );
        worker.addEventListener('error', alone, { once: true });
        worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
          if (data.number === 0) {
            this.#worker = worker;
            resolve();
          }
          this.#waiting.get(data.number)?.(data.answer);
          this.#waiting.delete(data.number);
        });
      } catch {
        alone();
      }
    });
  }

  async #ask(request: LocalRequest): Promise<unknown> {
    await this.#started;
    const answer = await (this.#api
      ? answerLocally(this.#api, request, new AbortController().signal)
      : this.#askWorker(request));
    if ('value' in answer) return answer.value;
    const { code, message, details } = answer.failure;
    throw new Problem(message, { code, place: placeFrom(details) });
  }

  #askWorker(request: LocalRequest): Promise<LocalAnswer> {
    const number = ++this.#number;
    return new Promise((resolve) => {
      this.#waiting.set(number, resolve);
      this.#worker?.postMessage({ number, request });
    });
  }
}
