import { expect, it } from 'vitest';
import { killServers } from '../server/server-crash.ts';

it('a server killed 50 times while it imports, scores, trains, labels and monitors loses nothing', async () => {
  const acknowledged = await killServers(50, 4000);
  console.log(`Acknowledged, and none lost: ${JSON.stringify(acknowledged)}`);
  // A test that killed nobody at work would prove nothing.
  const { runs: _, ...counts } = acknowledged;
  for (const count of Object.values(counts)) {
    expect(count).toBeGreaterThan(5);
  }
});
