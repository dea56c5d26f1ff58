import type { Request, Response } from 'express';

/** Secret of the session cookie, or undefined. */
export function readSessionCookie(request: Request): string | undefined {
  const name = cookieName(request);
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) {
      return part.slice(at + 1).trim();
    }
  }
  return undefined;
}

export function setSessionCookie(
  request: Request,
  response: Response,
  secret: string,
  expires: Date,
): void {
  response.cookie(cookieName(request), secret, {
    ...attributes(request),
    expires,
  });
}

export function clearSessionCookie(request: Request, response: Response): void {
  response.clearCookie(cookieName(request), attributes(request));
}

/** Browsers keep cookies by host, not port: two servers need two names. */
function cookieName(request: Request): string {
  return `polyad-session-${request.socket.localPort ?? 0}`;
}

function attributes(request: Request): {
  httpOnly: true;
  sameSite: 'strict';
  secure: boolean;
  path: string;
} {
  return {
    httpOnly: true,
    sameSite: 'strict',
    secure: request.secure,
    path: '/',
  };
}
