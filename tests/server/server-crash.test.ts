import { expect, it } from 'vitest';
import { killServers } from './server-crash.ts';

it('a server that is killed while it is used loses nothing', async () => {
  const acknowledged = await killServers(3, 2000);
  expect(acknowledged['datasets']).toBeGreaterThan(0);
}, 120_000);
