import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

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

/**
 * Who may use the server: whoever holds the token, or a session opened with it.
 * Only hashes are kept, and compared in constant time.
 */
export class Access {
  readonly #tokenHash: Buffer | null;
  readonly #sessions = new Map<string, number>();
  readonly #now: () => number;

  /**
   * @param token - Null lets everyone in.
   * @param now - Clock, milliseconds since the epoch.
   */
  constructor(token: string | null, now: () => number = Date.now) {
    this.#tokenHash = token === null ? null : sha256(token);
    this.#now = now;
  }

  /** False where the server was started without authentication. */
  get isRequired(): boolean {
    return this.#tokenHash !== null;
  }

  isToken(candidate: string): boolean {
    return (
      this.#tokenHash !== null &&
      timingSafeEqual(sha256(candidate), this.#tokenHash)
    );
  }

  openSession(): OpenedSession {
    const now = this.#now();
    this.#forget(now);
    const secret = randomSecret();
    const expires = now + SESSION_MILLISECONDS;
    this.#sessions.set(sessionKey(secret), expires);
    return { secret, expiresAt: new Date(expires) };
  }

  /** When the session ends, or undefined if there is no such session. */
  sessionEnd(secret: string): Date | undefined {
    const expires = this.#sessions.get(sessionKey(secret));
    if (expires === undefined || expires <= this.#now()) return undefined;
    return new Date(expires);
  }

  closeSession(secret: string): void {
    this.#sessions.delete(sessionKey(secret));
  }

  #forget(now: number): void {
    for (const [key, expires] of this.#sessions) {
      // A Map iterates in order of insertion, so the oldest go first.
      if (expires > now && this.#sessions.size < MAX_SESSIONS) break;
      this.#sessions.delete(key);
    }
  }
}

/** 256 random bits, base64url. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

// Looking up a hash leaks nothing about a secret of 256 random bits.
function sessionKey(secret: string): string {
  return sha256(secret).toString('base64url');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
