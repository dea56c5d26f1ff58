import {
  clearSessionCookie,
  readSessionCookie,
} from '../access/session-cookie.ts';
import { defineRoute } from '../http/route.ts';

export const closeSession = defineRoute({
  method: 'delete',
  path: '/session',
  summary: 'Sign out',
  tag: 'Session',
  role: 'viewer',
  status: 204,
  handle: ({ request, response }, { access }) => {
    const secret = readSessionCookie(request);
    if (secret !== undefined) access.closeSession(secret);
    clearSessionCookie(request, response);
    return {};
  },
});
