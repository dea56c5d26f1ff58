import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';
import { madeTokenSchema, type NewToken } from '#protocol/access.ts';
import { apiRoutes } from '#server/api-routes.ts';
import { visits } from '../pipeline/visits.ts';
import { readEvents } from './event-reader.ts';
import { readJson, startKeepingServer } from './keeping-server.ts';
import { problemOf, startTestServer } from './test-server.ts';

const server = await startKeepingServer();
const { id } = server.dataset;

async function make(token: Partial<NewToken>): Promise<string> {
  const response = await server.post('/tokens', token);
  if (response.status !== 201) throw new Error(await response.text());
  return madeTokenSchema.parse(await response.json()).token;
}

const viewer = await make({ name: 'vera' });
const analyst = await make({ name: 'ana', role: 'analyst' });
const guest = await make({ name: 'guest', datasets: ['other'] });

function as(token: string, path: string, init: RequestInit = {}) {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token}`);
  return server.fetch(`/api/v1${path}`, { ...init, headers });
}

function postAs(token: string, path: string, body: unknown) {
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  return as(token, path, init);
}

const RANK = { anyone: -1, viewer: 0, analyst: 1, admin: 2 };

describe('roles', () => {
  it.each([
    ['viewer', viewer],
    ['analyst', analyst],
  ] as const)('a %s is refused whatever needs more', async (role, token) => {
    const above = apiRoutes.filter((route) => RANK[route.role] > RANK[role]);
    expect(above.length).toBeGreaterThan(4);
    for (const { method, path } of above) {
      const address = path.replaceAll(/:\w+/g, id);
      const response = await as(token, address, {
        method: method.toUpperCase(),
      });
      const { status, problem } = await problemOf(response);
      expect([path, status, problem.code]).toEqual([path, 403, 'FORBIDDEN']);
    }
  });

  it('removal, the audit trail and tokens are for admins', () => {
    const routes = apiRoutes
      .filter(({ role }) => role === 'admin')
      .map(({ method, path }) => `${method} ${path}`);
    expect(routes).toEqual(
      expect.arrayContaining([
        'delete /datasets/:id',
        'get /audit',
        'get /tokens',
        'post /tokens',
        'delete /tokens/:name',
      ]),
    );
  });

  it('a viewer looks and asks, an analyst labels, under their own names', async () => {
    const asked = await postAs(viewer, `/datasets/${id}/anomalies`, {});
    expect(asked.status).toBe(200);
    const label = { id: 'monday', label: 'odd' };
    const address = `/datasets/${id}/labels`;
    expect((await postAs(viewer, address, label)).status).toBe(403);
    expect((await postAs(analyst, address, label)).status).toBe(201);
    const { items } = (await readJson(server, '/audit?limit=1000')) as {
      items: { actor: string; action: string }[];
    };
    const who = (action: string) =>
      items.filter((entry) => entry.action === action).map((e) => e.actor);
    expect(who('labels.add')).toEqual(['ana']);
    expect(who('token.make')).toEqual(['api', 'api', 'api']);
  });
});

describe('a token', () => {
  it('is shown once, listed without its secret, and lets nobody in once revoked', async () => {
    const secret = await make({ name: 'passing', role: 'admin' });
    const text = JSON.stringify(await readJson(server, '/tokens'));
    expect(text).toContain('passing');
    expect(text).not.toContain(secret);
    const signIn = await server.post('/session', { token: secret });
    expect(await signIn.json()).toMatchObject({
      name: 'passing',
      role: 'admin',
    });
    const [cookie = ''] = (signIn.headers.get('set-cookie') ?? '').split(';');
    const look = () => server.fetch('/api/v1/tokens', { headers: { cookie } });
    expect((await look()).status).toBe(200);
    const revoked = await server.fetch('/api/v1/tokens/passing', {
      method: 'DELETE',
    });
    expect(revoked.status).toBe(204);
    expect((await look()).status).toBe(401);
    expect((await as(secret, '/tokens')).status).toBe(401);
  });

  it('is one for each name, and names are plain', async () => {
    const again = await server.post('/tokens', { name: 'vera' });
    expect((await problemOf(again)).status).toBe(409);
    for (const name of ['', ' a', 'a\nb', "'; DROP TABLE runs; --", '../x']) {
      const response = await server.post('/tokens', { name });
      expect((await problemOf(response)).status).toBe(400);
    }
    const response = await server.fetch('/api/v1/tokens/nobody', {
      method: 'DELETE',
    });
    expect((await problemOf(response)).status).toBe(404);
  });

  it('still counts after a restart', async () => {
    const { workspace, catalog } = server;
    const restarted = await startTestServer({ workspace, catalog });
    const response = await restarted.fetch('/api/v1/datasets', {
      headers: { authorization: `Bearer ${viewer}` },
    });
    expect(response.status).toBe(200);
  });
});

describe('a token for some data sets', () => {
  it('shows no trace of the others', async () => {
    const theirs = await server.catalog.add({ ...visits(), name: 'other' });
    const list = await as(guest, '/datasets');
    const { items } = (await list.json()) as { items: { id: string }[] };
    expect(items.map((one) => one.id)).toEqual([theirs.id]);
    for (const path of ['', '/info', '/edges/monday', '/export']) {
      const own = await as(guest, `/datasets/${theirs.id}${path}`);
      expect(own.status).toBe(200);
      const foreign = await as(guest, `/datasets/${id}${path}`);
      const { status, problem } = await problemOf(foreign);
      expect(status).toBe(404);
      const nothing = await problemOf(await as(guest, '/datasets/x'));
      expect(problem.detail.replace(id, 'x')).toBe(nothing.problem.detail);
    }
    const post = await postAs(guest, `/datasets/${id}/topology/components`, {});
    expect(post.status).toBe(404);
  });

  it('shows no run, job or event of the others', async () => {
    const asked = await server.post(
      `/datasets/${id}/topology/cores`,
      {},
      { prefer: 'respond-async' },
    );
    const job = (await asked.json()) as { id: string };
    const events = await server.fetch(`/api/v1/jobs/${job.id}/events`);
    let run = '';
    for await (const { data } of readEvents(events)) {
      run = (data as { run: string | null }).run ?? '';
    }
    for (const path of [
      `/runs/${run}`,
      `/jobs/${job.id}`,
      `/jobs/${job.id}/events`,
    ]) {
      expect((await as(viewer, path)).status).toBe(200);
      expect((await as(guest, path)).status).toBe(404);
    }
    expect(await (await as(guest, '/jobs')).json()).toMatchObject({
      items: [],
    });
    expect((await as(guest, '/runs')).status).toBe(403);
    expect((await as(guest, `/runs?dataset=${id}`)).status).toBe(403);
    const leaving = new AbortController();
    const feed = await as(guest, '/events', {
      headers: { 'last-event-id': 'unknown' },
      signal: leaving.signal,
    });
    const seen: string[] = [];
    await server.post(
      `/datasets/${id}/topology/components`,
      { s: 9 },
      { prefer: 'respond-async' },
    );
    setTimeout(() => leaving.abort(), 300);
    try {
      for await (const { type } of readEvents(feed)) seen.push(type);
    } catch {
      // The connection was closed from here.
    }
    expect(seen).toEqual(['reset']);
  });

  it('trains no model on the others', async () => {
    const token = await make({
      name: 'trainer',
      role: 'analyst',
      datasets: ['other'],
    });
    const response = await postAs(token, '/models', { dataset: id });
    expect((await problemOf(response)).status).toBe(404);
  });

  it('brings no data sets', async () => {
    const token = await make({
      name: 'narrow',
      role: 'analyst',
      datasets: ['other'],
    });
    const response = await as(token, '/datasets?name=a.csv', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: 'edge,node\nA,a\n',
    });
    expect((await problemOf(response)).status).toBe(403);
  });
});

describe('tokens of another issuer', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' };
  const issuer = createServer((request, response) => {
    const { port } = issuer.address() as AddressInfo;
    const base = `http://127.0.0.1:${port}`;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(
        request.url === '/keys'
          ? { keys: [jwk] }
          : { issuer: base, jwks_uri: `${base}/keys` },
      ),
    );
  });
  await new Promise<void>((resolve) => {
    issuer.listen(0, '127.0.0.1', resolve);
  });
  afterAll(() => issuer.close());
  const address = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
  const oidc = { issuer: address, audience: 'polyad' };
  const { fetch } = await startTestServer({ oidc });

  const signed = (claims: object, more: { aud?: string; iss?: string } = {}) =>
    new SignJWT({ polyad_role: 'viewer', ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .setSubject('ada')
      .setIssuer(more.iss ?? address)
      .setAudience(more.aud ?? 'polyad')
      .setExpirationTime('5m')
      .sign(privateKey);

  const statusOf = async (token: string, path = '/session') => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`/api/v1${path}`, { headers })).status;
  };

  it('let people in with the role they say', async () => {
    const token = await signed({ polyad_role: ['viewer', 'analyst', 'x'] });
    const headers = { authorization: `Bearer ${token}` };
    const session = await fetch('/api/v1/session', { headers });
    expect(await session.json()).toMatchObject({
      name: 'oidc:ada',
      role: 'analyst',
    });
    expect(await statusOf(token, '/audit')).toBe(403);
  });

  it('let nobody in where they are not for us, not signed, expired, or say no role', async () => {
    const other = await generateKeyPair('ES256');
    const forged = await new SignJWT({ polyad_role: 'admin' })
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .setSubject('eve')
      .setIssuer(address)
      .setAudience('polyad')
      .setExpirationTime('5m')
      .sign(other.privateKey);
    const unsigned = new UnsecuredJWT({ polyad_role: 'admin' })
      .setSubject('eve')
      .setIssuer(address)
      .setAudience('polyad')
      .setExpirationTime('5m')
      .encode();
    for (const token of [
      forged,
      unsigned,
      await signed({}, { aud: 'another' }),
      await signed({}, { iss: 'https://attacker.example' }),
      await signed({ exp: 1 }).then((text) => `${text.slice(0, -2)}aa`),
      await signed({ polyad_role: 'root' }),
      await signed({ polyad_role: undefined }),
      'a.b.c',
    ]) {
      expect(await statusOf(token)).toBe(401);
    }
  });

  it('need an issuer that nobody else can answer for', async () => {
    const insecure = { issuer: 'http://idp.example', audience: 'polyad' };
    await expect(startTestServer({ oidc: insecure })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });
});
