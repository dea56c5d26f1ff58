import { createHash } from 'node:crypto';
import { PolyadError } from '#errors/polyad-error.ts';
import type { ServerContext } from '../context.ts';
import { problemDocument } from '../problem.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Answer, Route, RouteInput } from './route.ts';

/** Where answers are kept. */
interface KeptAnswers {
  get(who: string, key: string): Promise<KeptAnswer | undefined>;
  put(who: string, key: string, kept: KeptAnswer): Promise<void>;
}

interface KeptAnswer {
  readonly request: string;
  readonly answer: string | null;
}

/** Visible ASCII: what an HTTP header holds without quoting. */
const KEY = /^[\x21-\x7e]{1,255}$/;

/** Longest answer that is kept; longer ones are computed again, and are the same. */
const MAX_KEPT = 2 ** 18;

/** Answers kept where there is no workspace. */
const MOST_IN_MEMORY = 1000;

/**
 * Lets a POST be sent again without being done again: the first answer under an
 * Idempotency-Key is given again for 24 hours, also after a restart where there is
 * a workspace. Failures are not kept.
 */
export class IdempotencyKeys {
  readonly #kept: KeptAnswers;
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(kept: KeptAnswers = new MemoryAnswers()) {
    this.#kept = kept;
  }

  /** @param compute - Called unless the answer is known. */
  async once(
    asked: { who: string; key: string; request: string; isSecret: boolean },
    compute: () => Promise<Answer<unknown>>,
  ): Promise<Answer<unknown>> {
    const { who, key } = asked;
    const place = JSON.stringify([who, key]);
    // The same request at the same time waits for the first; then it is known.
    while (this.#underWay.has(place)) {
      await this.#underWay.get(place)?.catch(() => undefined);
    }
    const turn = this.#answer(asked, compute);
    this.#underWay.set(place, turn);
    try {
      return await turn;
    } finally {
      this.#underWay.delete(place);
    }
  }

  async #answer(
    asked: { who: string; key: string; request: string; isSecret: boolean },
    compute: () => Promise<Answer<unknown>>,
  ): Promise<Answer<unknown>> {
    const { who, key, request, isSecret } = asked;
    const known = await this.#kept.get(who, key);
    if (known && known.request !== request) throw reused(key);
    if (known && known.answer !== null) return replayed(known.answer);
    const answer = await compute();
    const text = isSecret ? null : textOf(answer);
    if (!known) await this.#kept.put(who, key, { request, answer: text });
    return answer;
  }
}

/** Handles a request, once for its key where it has one. */
export async function handleOnce(
  route: Route,
  input: RouteInput<never, never, never>,
  context: ServerContext,
): Promise<Answer<unknown>> {
  const key = input.request.get('Idempotency-Key');
  if (key === undefined || route.method !== 'post') {
    return route.handle(input, context);
  }
  if (!KEY.test(key)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      'The Idempotency-Key must be 1 to 255 visible ASCII characters.',
    );
  }
  const asked = {
    who: input.who.name,
    key,
    request: nameOf(route, input),
    isSecret: route.isSecret === true,
  };
  try {
    return await context.answers.once(asked, async () =>
      route.handle(input, context),
    );
  } catch (error) {
    if (!(error instanceof KeyReused)) throw error;
    const trace = input.response.get('X-Request-Id') ?? '';
    return {
      status: 422,
      headers: { 'Content-Type': 'application/problem+json' },
      body: problemDocument(error, trace, 422),
    };
  } finally {
    // The body of a request that was not handled again is not read.
    if (route.stream) input.request.resume();
  }
}

/** A key that came with another request. */
class KeyReused extends PolyadError {}

function reused(key: string): KeyReused {
  return new KeyReused(
    'INVALID_ARGUMENT',
    `The Idempotency-Key ${key} came with another request before. Use a new one for each.`,
    { key },
  );
}

/** Equal for equal requests; of a streamed body, its length and type. */
function nameOf(route: Route, input: RouteInput<never, never, never>): string {
  const { params, query, body, request } = input as RouteInput<
    unknown,
    unknown,
    unknown
  >;
  const streamed = route.stream && [
    request.get('Content-Length') ?? null,
    request.get('Content-Type')?.split(';')[0] ?? null,
  ];
  const parts = [route.method, route.path, params, query, body, streamed];
  return createHash('sha256')
    .update(canonicalJson(parts.map((part) => part ?? null)))
    .digest('base64url');
}

/** The answer as it is kept; null where it is too long or made piece by piece. */
function textOf(answer: Answer<unknown>): string | null {
  const { status, headers, body, chunks, bytes, events } = answer;
  if (chunks ?? bytes ?? events) return null;
  const text = JSON.stringify({ status, headers, body });
  return text.length > MAX_KEPT ? null : text;
}

function replayed(text: string): Answer<unknown> {
  const { headers, ...answer } = JSON.parse(text) as Answer<unknown>;
  return { ...answer, headers: { ...headers, 'Idempotency-Replayed': 'true' } };
}

class MemoryAnswers implements KeptAnswers {
  readonly #answers = new Map<string, KeptAnswer>();

  get(who: string, key: string): Promise<KeptAnswer | undefined> {
    return Promise.resolve(this.#answers.get(JSON.stringify([who, key])));
  }

  put(who: string, key: string, kept: KeptAnswer): Promise<void> {
    this.#answers.set(JSON.stringify([who, key]), kept);
    // A Map iterates in order of insertion, so the oldest go first.
    for (const place of this.#answers.keys()) {
      if (this.#answers.size <= MOST_IN_MEMORY) break;
      this.#answers.delete(place);
    }
    return Promise.resolve();
  }
}
