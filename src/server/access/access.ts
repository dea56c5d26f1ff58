import { createHash, timingSafeEqual } from 'node:crypto';
import type { StoredAccess } from '#pipeline/workspace/stored-access.ts';
import { OPERATOR, type Identity } from './identity.ts';
import { randomSecret } from './random-secret.ts';

/** How long a browser's session lives. */
const SESSION_MILLISECONDS = 12 * 60 * 60 * 1000;

/** Sessions kept; the oldest makes room. */
const MAX_SESSIONS = 1000;

/** A session as the browser gets it. */
export interface OpenedSession {
  /** 256 random bits, base64url: the cookie's value. */
  readonly secret: string;
  readonly expiresAt: Date;
}

interface Session {
  readonly expires: number;
  readonly who: Identity;
}

/** What lets people in beside the tokens of a workspace. */
export interface AccessOptions {
  /** The operator's; null lets everyone in. */
  readonly token: string | null;
  /** Tokens that people were given. */
  readonly tokens?: readonly StoredAccess[] | undefined;
  /** Who a signed token of another issuer names; undefined where it is not valid. */
  readonly verify?:
    ((token: string) => Promise<Identity | undefined>) | undefined;
  /** Clock, milliseconds since the epoch. */
  readonly now?: (() => number) | undefined;
}

/**
 * Who may use the server: whoever holds a token, or a session opened with one.
 * Only hashes are kept; the operator's is compared in constant time.
 */
export class Access {
  readonly #tokenHash: Buffer | null;
  readonly #tokens = new Map<string, Identity>();
  readonly #sessions = new Map<string, Session>();
  readonly #verify: AccessOptions['verify'];
  readonly #now: () => number;

  constructor({ token, tokens = [], verify, now = Date.now }: AccessOptions) {
    this.#tokenHash = token === null ? null : sha256(token);
    this.#verify = verify;
    this.#now = now;
    for (const one of tokens) this.admit(one);
  }

  /** False where the server was started without authentication. */
  get isRequired(): boolean {
    return this.#tokenHash !== null;
  }

  /** Lets the holder of another token in. */
  admit({ name, role, datasets, hash }: StoredAccess): void {
    this.#tokens.set(hash, {
      name,
      role,
      datasets: datasets && new Set(datasets),
    });
  }

  /** Lets the holder of a token in no longer, nor those who signed in with it. */
  revoke(name: string): void {
    for (const [hash, who] of this.#tokens) {
      if (who.name === name) this.#tokens.delete(hash);
    }
    for (const [key, { who }] of this.#sessions) {
      if (who !== OPERATOR && who.name === name) this.#sessions.delete(key);
    }
  }

  /** Whose token it is; undefined if nobody's. */
  async identityOf(candidate: string): Promise<Identity | undefined> {
    const hash = sha256(candidate);
    if (this.#tokenHash && timingSafeEqual(hash, this.#tokenHash)) {
      return OPERATOR;
    }
    // Looking up a hash leaks nothing about a secret of 256 random bits.
    return this.#tokens.get(hash.toString('hex')) ?? this.#verify?.(candidate);
  }

  openSession(who: Identity): OpenedSession {
    const now = this.#now();
    this.#forget(now);
    const secret = randomSecret();
    const expires = now + SESSION_MILLISECONDS;
    this.#sessions.set(sessionKey(secret), { expires, who });
    return { secret, expiresAt: new Date(expires) };
  }

  /** Whose session it is and when it ends, or undefined if there is no such session. */
  sessionOf(
    secret: string,
  ): { readonly who: Identity; readonly expiresAt: Date } | undefined {
    const session = this.#sessions.get(sessionKey(secret));
    if (!session || session.expires <= this.#now()) return undefined;
    return { who: session.who, expiresAt: new Date(session.expires) };
  }

  closeSession(secret: string): void {
    this.#sessions.delete(sessionKey(secret));
  }

  #forget(now: number): void {
    for (const [key, { expires }] of this.#sessions) {
      // A Map iterates in order of insertion, so the oldest go first.
      if (expires > now && this.#sessions.size < MAX_SESSIONS) break;
      this.#sessions.delete(key);
    }
  }
}

function sessionKey(secret: string): string {
  return sha256(secret).toString('base64url');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
