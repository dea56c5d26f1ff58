import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { startTestServer, TOKEN } from './test-server.ts';

it('the log has no token, no id of the data and no query', async () => {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  const server = await startTestServer({ logger: pino(stream) });
  await server.read('/edges/monday');
  await server.read('/edges/monday/neighbourhood?s=2');
  await server.post('/session', { token: TOKEN });
  await server.fetch('/api/v1/datasets', { headers: { cookie: 'polyad=1' } });
  await server.fetch(`/?token=${TOKEN}`);
  await server.server.close();
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ route }) => route)).toEqual([
    '/datasets/:id/edges/:edge',
    '/datasets/:id/edges/:edge/neighbourhood',
    '/session',
    '/datasets',
    '(page)',
  ]);
  for (const secret of [TOKEN, 'monday', 's=2', 'cookie', server.dataset.id]) {
    expect(text).not.toContain(secret);
  }
});
