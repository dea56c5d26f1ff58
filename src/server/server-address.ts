import { isIP } from 'node:net';
import { PolyadError } from '#errors/polyad-error.ts';

/** Where the server listens, and how others reach it. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
}

/** What decides whether a host may be listened on. */
export interface Exposure {
  readonly host: string;
  readonly hasToken: boolean;
  readonly isTls: boolean;
  readonly isBehindProxy: boolean;
}

/** Whether only this machine can reach a server on `host`. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host === '::1' ||
    (isIP(host) === 4 && host.startsWith('127.'))
  );
}

/**
 * Other machines may reach the server only with a token, and only encrypted.
 * @throws PolyadError INVALID_ARGUMENT
 */
export function checkExposure(exposure: Exposure): void {
  const { host, hasToken, isTls, isBehindProxy } = exposure;
  if (isLoopback(host)) return;
  if (!hasToken) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `Other machines can reach ${host}, so a token is needed. Leave out --no-auth, or use --host 127.0.0.1.`,
      { host },
    );
  }
  if (!isTls && !isBehindProxy) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `Other machines can reach ${host}, so the connection must be encrypted. Give a TLS key and certificate, say that a proxy in front ends TLS, or use --host 127.0.0.1.`,
      { host },
    );
  }
}

/** The address as a URL, ending in a slash. */
export function addressUrl({ host, port, isTls }: ServerAddress): string {
  const name = isIP(host) === 6 ? `[${host}]` : host;
  return `${isTls ? 'https' : 'http'}://${name}:${port}/`;
}
