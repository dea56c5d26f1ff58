import { expect, it } from 'vitest';
import { fuzzRoutes } from '../server/route-fuzz.ts';

it('12,000 generated requests to every route give no 5xx', async () => {
  const statuses = await fuzzRoutes(12_000, 2);
  console.log(
    `Answers by status: ${[...statuses]
      .sort()
      .map(([status, count]) => `${status}: ${count}`)
      .join(', ')}`,
  );
  expect(statuses.get(200) ?? 0).toBeGreaterThan(2000);
});
