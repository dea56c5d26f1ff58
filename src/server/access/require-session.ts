import type { Request, RequestHandler } from 'express';
import { PolyadError } from '#errors/polyad-error.ts';
import type { Access } from './access.ts';
import { readSessionCookie } from './session-cookie.ts';

/** Lets through a bearer token or a session cookie; 401 for the rest. */
export function requireSession(access: Access): RequestHandler {
  return (request, response, next) => {
    if (isSignedIn(request, access)) {
      next();
      return;
    }
    response.set('WWW-Authenticate', 'Bearer realm="polyad"');
    throw new PolyadError(
      'UNAUTHENTICATED',
      'Open the address that the server printed at its start, or send its token as Authorization: Bearer.',
    );
  };
}

/** Whether the request still is somebody's who may ask. */
export function isSignedIn(request: Request, access: Access): boolean {
  if (!access.isRequired) return true;
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '');
  if (bearer?.[1] !== undefined) return access.isToken(bearer[1]);
  const secret = readSessionCookie(request);
  return secret !== undefined && access.sessionEnd(secret) !== undefined;
}
