import { sessionSchema, type Session } from '#protocol/session.ts';
import { readSessionCookie } from '../access/session-cookie.ts';
import { defineRoute } from '../http/route.ts';

export const getSession = defineRoute({
  method: 'get',
  path: '/session',
  summary: 'Whether the caller is signed in',
  tag: 'Session',
  role: 'viewer',
  result: { name: 'Session', schema: sessionSchema },
  handle: ({ request, who }, { access }) => {
    const secret = readSessionCookie(request);
    const session = secret === undefined ? undefined : access.sessionOf(secret);
    const answer: Session = {
      authentication: access.isRequired ? 'token' : 'none',
      expiresAt: session?.expiresAt.toISOString() ?? null,
      name: who.name,
      role: who.role,
    };
    return { body: answer };
  },
});
