import { expect, it } from 'vitest';
import { fuzzRoutes } from './route-fuzz.ts';

it('generated requests to every route give no 5xx', async () => {
  const statuses = await fuzzRoutes(400, 1);
  // Nothing is shown by requests that are all refused.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(50);
  expect(statuses.get(400) ?? 0).toBeGreaterThan(20);
}, 120_000);
