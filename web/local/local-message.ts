import { plainFailure, type PageApi } from '#in-page/page-api.ts';
import type { MappingOptions } from '#protocol/mapping-options.ts';
import type { Query } from '../api/client.ts';

/** What the page asks of its worker. */
export type LocalRequest =
  | { readonly method: string; readonly path: string; readonly body?: unknown }
  | {
      readonly file: string;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly options: MappingOptions;
    }
  | { readonly dataset: string; readonly query: Query };

/** What comes back: a value, or a failure as plain data. */
export type LocalAnswer =
  | { readonly value: unknown }
  | { readonly failure: ReturnType<typeof plainFailure> };

/** Answers a request in the page or in its worker, without ever throwing. */
export async function answerLocally(
  api: PageApi,
  request: LocalRequest,
  signal: AbortSignal,
): Promise<LocalAnswer> {
  try {
    if ('file' in request) {
      const { file, bytes, options } = request;
      return { value: await api.open(file, bytes, options) };
    }
    if ('dataset' in request) {
      const given = Object.entries(request.query).filter(
        ([, value]) => value !== null && value !== undefined,
      );
      const query = Object.fromEntries(given);
      return { value: await api.file(request.dataset, query, signal) };
    }
    const { method, path, body } = request;
    // As JSON would bring it: without what is undefined.
    const value = await api.answer(method, path, body, signal);
    return { value: JSON.parse(JSON.stringify(value)) as unknown };
  } catch (thrown) {
    return { failure: plainFailure(thrown) };
  }
}
