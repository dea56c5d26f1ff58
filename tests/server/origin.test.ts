import { describe, expect, it } from 'vitest';
import { rawRequest, startTestServer, TOKEN } from './test-server.ts';

const { server } = await startTestServer({ hostNames: ['polyad.example'] });

const path = '/api/v1/datasets';
const authorization = `Bearer ${TOKEN}`;

async function status(headers: Record<string, string>): Promise<number> {
  const answer = await rawRequest(server.url, {
    path,
    headers: { authorization, ...headers },
  });
  return answer.status;
}

describe('the Host header', () => {
  it.each([
    ['localhost', 200],
    ['LOCALHOST:1', 200],
    ['127.0.0.1:8787', 200],
    ['[::1]:8787', 200],
    ['polyad.example', 200],
    ['rebound.attacker.example', 403],
    ['localhost.attacker.example', 403],
    ['127.0.0.1.attacker.example', 403],
    ['localhost@attacker.example', 403],
    ['attacker.example/localhost', 403],
  ])('%s gives %i', async (host, expected) => {
    expect(await status({ host })).toBe(expected);
  });

  it('is checked for the page too', async () => {
    const headers = { host: 'attacker.example' };
    const page = await rawRequest(server.url, { path: '/', headers });
    expect(page.status).toBe(403);
    expect(JSON.parse(page.body)).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the Origin header', () => {
  it('may be the server itself', async () => {
    const origin = server.url.slice(0, -1);
    expect(await status({ origin })).toBe(200);
  });

  it.each([
    'https://attacker.example',
    'http://127.0.0.1:1',
    'http://localhost',
    'null',
  ])('may not be %s', async (origin) => {
    expect(await status({ origin })).toBe(403);
  });
});

describe('where a browser says the request comes from', () => {
  it.each([
    ['same-origin', 'cors', 200],
    ['none', 'navigate', 200],
    ['cross-site', 'no-cors', 403],
    ['same-site', 'no-cors', 403],
    ['cross-site', 'navigate', 200],
  ])('%s, %s gives %i', async (site, mode, expected) => {
    const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': mode };
    expect(await status(headers)).toBe(expected);
  });
});
