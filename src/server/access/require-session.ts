import type { Request, RequestHandler, Response } from 'express';
import { PolyadError } from '#errors/polyad-error.ts';
import type { Role } from '#protocol/access.ts';
import type { Access } from './access.ts';
import { OPERATOR, requireRole, type Identity } from './identity.ts';
import { readSessionCookie } from './session-cookie.ts';

/**
 * Lets through whoever holds a bearer token or a session cookie and the role;
 * 401 or 403 for the rest.
 */
export function requireSession(access: Access, role: Role): RequestHandler {
  return async (request, response, next) => {
    const who = await identify(request, access);
    if (!who) {
      response.set('WWW-Authenticate', 'Bearer realm="polyad"');
      throw new PolyadError(
        'UNAUTHENTICATED',
        'Open the address that the server printed at its start, or send its token as Authorization: Bearer.',
      );
    }
    requireRole(who, role);
    response.locals['who'] = who;
    next();
  };
}

/** Who asks; undefined where that is not known. */
export async function identify(
  request: Request,
  access: Access,
): Promise<Identity | undefined> {
  if (!access.isRequired) return OPERATOR;
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '');
  if (bearer?.[1] !== undefined) return access.identityOf(bearer[1]);
  const secret = readSessionCookie(request);
  return secret === undefined ? undefined : access.sessionOf(secret)?.who;
}

/** Who asks, where {@link requireSession} came before; else nobody. */
export function whoAsks(response: Response): Identity {
  const who = response.locals['who'] as Identity | undefined;
  return who ?? { name: 'nobody', role: 'viewer', datasets: new Set() };
}
