import { isIP } from 'node:net';
import type { Request, RequestHandler } from 'express';
import { PolyadError } from '#errors/polyad-error.ts';

/**
 * Refuses requests that another site's page could make a browser send.
 *
 * The Host must be a name we answer to: a rebound DNS name (an attacker's name
 * that resolves to this machine) is not. An IP address cannot be rebound. The
 * Origin, where a browser sends one, must be our own.
 * @param hostNames - Names besides `localhost` and IP addresses.
 */
export function checkOrigin(hostNames: readonly string[]): RequestHandler {
  const known = new Set([
    'localhost',
    ...hostNames.map((n) => n.toLowerCase()),
  ]);
  return (request, _response, next) => {
    const host = hostName(request);
    if (host === undefined || !(known.has(host) || isIP(host) > 0)) {
      throw new PolyadError(
        'FORBIDDEN',
        'This server does not answer to that host name. Use the address it printed, or name the host when starting it.',
      );
    }
    if (isForeign(request)) {
      throw new PolyadError(
        'FORBIDDEN',
        'Requests from pages of other sites are refused.',
      );
    }
    next();
  };
}

/** Name part of the Host header, lower case, brackets of IPv6 removed. */
function hostName(request: Request): string | undefined {
  const host = request.headers.host;
  if (host === undefined || !URL.canParse(`http://${host}`)) return undefined;
  const { hostname, pathname, username } = new URL(`http://${host}`);
  // `user@name` and `name/path` parse as a URL but are no Host.
  if (pathname !== '/' || username !== '') return undefined;
  return hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

function isForeign(request: Request): boolean {
  const { origin } = request.headers;
  if (origin !== undefined) {
    return origin !== `${request.protocol}://${request.headers.host ?? ''}`;
  }
  // Absent outside browsers, and on a GET of our own page.
  const site = request.headers['sec-fetch-site'];
  const isNavigation = request.headers['sec-fetch-mode'] === 'navigate';
  return (site === 'cross-site' || site === 'same-site') && !isNavigation;
}
