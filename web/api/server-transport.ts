import type { Job } from '#protocol/jobs.ts';
import { TEXT } from '../messages.ts';
import { queryText } from './client.ts';
import { followJob } from './follow-job.ts';
import { Problem, problemFrom } from './problem.ts';
import type { SendOptions, Transport } from './transport.ts';
import { uploadFile } from './upload.ts';

const BASE = '/api/v1';

/** Asks the server that the page came from. */
export const serverTransport: Transport = {
  send,
  upload: uploadFile,
  file: (dataset, query) =>
    `${BASE}/datasets/${encodeURIComponent(dataset)}/export${queryText(query)}`,
};

async function send(path: string, options: SendOptions): Promise<unknown> {
  const { method = 'GET', body, signal } = options;
  const response = await reach(`${BASE}${path}`, {
    method,
    signal: signal ?? null,
    credentials: 'same-origin',
    headers:
      body === undefined
        ? { accept: 'application/json' }
        : { accept: 'application/json', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw problemFrom(response.status, text);
  if (text === '') return null;
  const answer: unknown = JSON.parse(text);
  // Long work goes on at the server; its result is fetched when it is there.
  return response.status === 202
    ? followJob(answer as Job, (next) => send(next, { signal }))
    : answer;
}

/** `fetch`, but a refused connection becomes a problem with advice. */
async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (cause instanceof DOMException) throw cause;
    throw new Problem(TEXT.problem.unreachable, { code: 'UNREACHABLE', cause });
  }
}
