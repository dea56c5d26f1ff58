import { TEXT } from '../messages.ts';
import { Problem, problemFrom } from './problem.ts';
import type { Upload } from '#protocol/dataset.ts';
import type { MappingOptions } from '#protocol/mapping-options.ts';

export interface UploadProgress {
  /** Bytes sent so far and in all. */
  readonly sent: number;
  readonly total: number;
}

/**
 * Sends a file to be read as a new data set. `fetch` cannot tell how far an
 * upload is, so this is an XMLHttpRequest.
 * @throws Problem as the server put it; AbortError if `signal` fired.
 */
export function uploadFile(
  file: File,
  options: MappingOptions,
  onProgress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<Upload> {
  const query = new URLSearchParams({
    name: file.name,
    options: JSON.stringify(options),
  });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/datasets?${query.toString()}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept', 'application/json');
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress({ sent: loaded, total }),
    );
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as Upload);
      } else {
        reject(problemFrom(request.status, request.responseText));
      }
    });
    request.addEventListener('error', () =>
      reject(new Problem(TEXT.problem.unreachable, { code: 'UNREACHABLE' })),
    );
    request.addEventListener('abort', () =>
      reject(new DOMException('', 'AbortError')),
    );
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
