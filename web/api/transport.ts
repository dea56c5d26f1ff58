import type { Upload } from '#protocol/dataset.ts';
import type { MappingOptions } from '#protocol/mapping-options.ts';
import type { Query } from './client.ts';
import type { UploadProgress } from './upload.ts';

export interface SendOptions {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Whoever answers the page: the server it came from, or the page itself. */
export interface Transport {
  /** @param path - Below `/api/v1`. @throws Problem; AbortError */
  send(path: string, options: SendOptions): Promise<unknown>;
  /** Reads a file into a new data set. @throws Problem; AbortError */
  upload(
    file: File,
    options: MappingOptions,
    onProgress: (progress: UploadProgress) => void,
    signal: AbortSignal,
  ): Promise<Upload>;
  /** A data set as a file, or the address to fetch it from. @throws Problem */
  file(dataset: string, query: Query): Promise<File> | string;
}

let current: Transport | null = null;

/** Says who answers, once, before anything is asked. */
export function useTransport(transport: Transport): void {
  current = transport;
}

export function transport(): Transport {
  if (!current) throw new Error('Nobody answers this page yet.');
  return current;
}
