import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Role } from '#protocol/access.ts';
import type { Identity } from '../access/identity.ts';
import type { ServerContext } from '../context.ts';
import type { EventFeed } from './send-events.ts';

/** A schema with the name it has in the OpenAPI document. */
export interface NamedSchema<Schema extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly schema: Schema;
}

/** What a handler gets: checked input, and a signal for callers who leave. */
export interface RouteInput<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Who asks. */
  readonly who: Identity;
  /** Aborts when the client disconnects before the answer is complete. */
  readonly signal: AbortSignal;
  /** For what the parts above do not hold: headers, or the body as a stream. */
  readonly request: Request;
  /** For cookies; the answer itself is returned. */
  readonly response: Response;
}

export interface Answer<Body> {
  /** 200 unless told otherwise. */
  readonly status?: number;
  /** Sent as JSON. */
  readonly body?: Body;
  /** The JSON text instead, in pieces: for results too long for one string. */
  readonly chunks?: Iterable<string> | AsyncIterable<string>;
  /** Server-sent events instead, for as long as the client listens. */
  readonly events?: EventFeed;
  /** A file instead, sent as it is written; its type is told in `headers`. */
  readonly bytes?: AsyncIterable<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Method = 'get' | 'post' | 'delete';

/** An answer as a handler may give it: read only, all the way down. */
export type AnswerOf<Result extends z.ZodType> = Answer<
  DeepReadonly<z.infer<NoInfer<Result>>>
>;

type DeepReadonly<Value> = Value extends object
  ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
  : Value;

/** One route as its file states it. */
export interface RouteDefinition<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Result extends z.ZodType,
> {
  readonly method: Method;
  /** Below `/api/v1`, in Express's syntax. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly params?: Params;
  readonly query?: Query;
  /** A JSON body; an absent one is read as `{}`. */
  readonly body?: NamedSchema<Body>;
  /** The handler reads the body itself: media types it takes. */
  readonly stream?: readonly string[];
  /** Body of success; absent where there is none. */
  readonly result?: NamedSchema<Result>;
  /** Status of success, 200 unless told otherwise. */
  readonly status?: number;
  /** Least role that may ask; `anyone` needs no sign-in. */
  readonly role: Role | 'anyone';
  /** A handler before all others of the route, made once. */
  readonly guard?: (context: ServerContext) => RequestHandler;
  /**
   * The answer to a GET can never change while the data set `:id` exists, so it
   * carries an ETag and If-None-Match is answered by 304 without computing.
   */
  readonly immutable?: boolean;
  /** May answer 202 with a job instead, which goes on by itself. */
  readonly isDeferrable?: boolean;
  /** Its answer holds a secret, which is kept nowhere. */
  readonly isSecret?: boolean;
  /** A list that also comes as Arrow or JSON lines, as Accept says. */
  readonly isBulk?: boolean;
  /** Answers with server-sent events, each with a JSON text as data. */
  readonly isFeed?: boolean;
  /** Left out of the OpenAPI document. */
  readonly isHidden?: boolean;
  readonly handle: (
    input: RouteInput<z.infer<Params>, z.infer<Query>, z.infer<Body>>,
    context: ServerContext,
  ) => Promise<AnswerOf<Result>> | AnswerOf<Result>;
}

/** A route with its types erased, as the router and the OpenAPI document use it. */
export type Route = Omit<
  RouteDefinition<z.ZodType, z.ZodType, z.ZodType, z.ZodType>,
  'handle'
> & {
  readonly handle: (
    input: RouteInput<never, never, never>,
    context: ServerContext,
  ) => Promise<Answer<unknown>> | Answer<unknown>;
};

/** States a route; its handler is typed by its schemas. */
export function defineRoute<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Result extends z.ZodType,
>(definition: RouteDefinition<Params, Query, Body, Result>): Route {
  return definition;
}
