import { describe, expect, it } from 'vitest';
import type { Session } from '#protocol/session.ts';
import { problemOf, startTestServer, TOKEN } from './test-server.ts';

const locked = await startTestServer();
const open = await startTestServer({ noAuth: true });

const none = { authorization: '' };

function cookieOf(response: Response): string {
  return response.headers.get('set-cookie') ?? '';
}

describe('who is let in', () => {
  it.each([
    ['no token', { cookie: '' }],
    ['a wrong token', { authorization: 'Bearer wrong' }],
    ['an empty token', { authorization: 'Bearer ' }],
    ['a token as Basic', { authorization: `Basic ${TOKEN}` }],
    ['an unknown cookie', { cookie: 'polyad-session-1=x' }],
  ])('not with %s', async (_what, headers) => {
    const response = await locked.fetch('/api/v1/datasets', { headers });
    const { status, problem } = await problemOf(response);
    expect([status, problem.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(problem.detail).not.toContain(TOKEN);
  });

  it('whoever holds the token', async () => {
    expect((await locked.fetch('/api/v1/datasets')).status).toBe(200);
  });

  it('a wrong bearer is not saved by a good cookie', async () => {
    const signIn = await locked.post('/session', { token: TOKEN });
    const [cookie = ''] = cookieOf(signIn).split(';');
    const headers = { authorization: 'Bearer wrong', cookie };
    const response = await locked.fetch('/api/v1/datasets', { headers });
    expect(response.status).toBe(401);
  });

  it('everyone, where no authentication was asked for', async () => {
    const response = await open.fetch('/api/v1/datasets', { headers: none });
    expect(response.status).toBe(200);
    const session = await open.post('/session', { token: 'any' });
    expect(await session.json()).toEqual({
      authentication: 'none',
      expiresAt: null,
      name: 'api',
      role: 'admin',
    });
  });
});

describe('a session', () => {
  it('is opened with the token, works by its cookie, and ends', async () => {
    const signIn = await locked.post('/session', { token: TOKEN }, none);
    expect(signIn.status).toBe(200);
    const [cookie = ''] = cookieOf(signIn).split(';');
    const headers = { cookie };
    const session = await locked.fetch('/api/v1/session', { headers });
    const { authentication, expiresAt } = (await session.json()) as Session;
    expect(authentication).toBe('token');
    expect(Date.parse(expiresAt ?? '')).toBeGreaterThan(Date.now());
    const list = await locked.fetch('/api/v1/datasets', { headers });
    expect(list.status).toBe(200);
    const end = await locked.fetch('/api/v1/session', {
      method: 'DELETE',
      headers,
    });
    expect(end.status).toBe(204);
    const after = await locked.fetch('/api/v1/datasets', { headers });
    expect(after.status).toBe(401);
  });

  it('has a cookie that scripts and other sites cannot use', async () => {
    const cookie = cookieOf(await locked.post('/session', { token: TOKEN }));
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toContain(TOKEN);
  });

  it.each([
    ['a wrong token', { token: 'wrong' }, 401, 'UNAUTHENTICATED'],
    ['no token', {}, 400, 'INVALID_ARGUMENT'],
    ['more than a token', { token: TOKEN, admin: 1 }, 400, 'INVALID_ARGUMENT'],
  ])('is not opened with %s', async (_what, body, status, code) => {
    const response = await locked.post('/session', body, none);
    const found = await problemOf(response);
    expect([found.status, found.problem.code]).toEqual([status, code]);
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});

describe('guessing the token', () => {
  it('is stopped after some failures', async () => {
    const { post } = await startTestServer({ limits: { signInsPerMinute: 3 } });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) {
      statuses.push((await post('/session', { token: `${i}` })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    const { problem } = await problemOf(await post('/session', { token: 'x' }));
    expect(problem.code).toBe('LIMIT_EXCEEDED');
  });
});
