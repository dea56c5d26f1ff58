import { sessionSchema, type Session } from '#protocol/session.ts';
import { readSessionCookie } from '../access/session-cookie.ts';
import { defineRoute } from '../http/route.ts';

export const getSession = defineRoute({
  method: 'get',
  path: '/session',
  summary: 'Whether the caller is signed in',
  tag: 'Session',
  result: { name: 'Session', schema: sessionSchema },
  handle: ({ request }, { access }) => {
    const secret = readSessionCookie(request);
    const end = secret === undefined ? undefined : access.sessionEnd(secret);
    const session: Session = {
      authentication: access.isRequired ? 'token' : 'none',
      expiresAt: end?.toISOString() ?? null,
    };
    return { body: session };
  },
});
