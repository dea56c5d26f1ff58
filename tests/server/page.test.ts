import { describe, expect, it } from 'vitest';
import {
  builtPage,
  problemOf,
  rawRequest,
  startTestServer,
} from './test-server.ts';

const { fetch, server } = await startTestServer({ pageRoot: builtPage() });

describe('the page', () => {
  it('needs no token and is asked for again each time', async () => {
    const response = await fetch('/', { headers: { authorization: '' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain('<title>');
  });

  it('keeps files named by their hash for a year', async () => {
    const response = await fetch('/assets/index-AbCd1234.js');
    expect(response.headers.get('cache-control')).toBe(
      'public, max-age=31536000, immutable',
    );
  });

  it.each([
    '/.hidden',
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%5c..%5cpackage.json',
    '/nothing.html',
  ])('does not give %s', async (path) => {
    const answer = await rawRequest(server.url, { path });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
    expect(answer.headers['content-type']).toMatch('application/problem+json');
  });

  it('says so where it is not built', async () => {
    const bare = await startTestServer({ pageRoot: '/nowhere' });
    const { status, problem } = await problemOf(await bare.fetch('/'));
    expect(status).toBe(404);
    expect(problem.detail).toContain('npm run build');
  });
});

describe('every answer', () => {
  it.each(['/', '/api/v1/datasets', '/health', '/nothing'])(
    'carries the security headers: %s',
    async (path) => {
      const { headers } = await fetch(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("object-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(policy).not.toContain('upgrade-insecure-requests');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    },
  );
});
