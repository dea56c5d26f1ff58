import { PolyadError } from '#errors/polyad-error.ts';
import {
  sessionRequestSchema,
  sessionSchema,
  type Session,
} from '#protocol/session.ts';
import { OPERATOR } from '../access/identity.ts';
import { limitSignIns } from '../access/rate-limits.ts';
import { setSessionCookie } from '../access/session-cookie.ts';
import { defineRoute } from '../http/route.ts';

/** Where everyone is let in there is nothing to exchange. */
const OPEN: Session = {
  authentication: 'none',
  expiresAt: null,
  name: OPERATOR.name,
  role: OPERATOR.role,
};

export const createSession = defineRoute({
  method: 'post',
  path: '/session',
  summary: 'Exchange the token for a session cookie',
  tag: 'Session',
  role: 'anyone',
  guard: ({ limits }) => limitSignIns(limits.signInsPerMinute),
  body: { name: 'SessionRequest', schema: sessionRequestSchema },
  result: { name: 'Session', schema: sessionSchema },
  handle: async ({ body, request, response }, { access }) => {
    if (!access.isRequired) return { body: OPEN };
    const who = await access.identityOf(body.token);
    if (!who) {
      throw new PolyadError(
        'UNAUTHENTICATED',
        'That is not the token. Open the address that the server printed at its start.',
      );
    }
    const { secret, expiresAt } = access.openSession(who);
    setSessionCookie(request, response, secret, expiresAt);
    const session: Session = {
      authentication: 'token',
      expiresAt: expiresAt.toISOString(),
      name: who.name,
      role: who.role,
    };
    return { body: session };
  },
});
