import { countOverlapPairs } from '#compute/cpu/overlap-pairs.ts';
import { describe, expect, it } from 'vitest';
import { powerLawHypergraph } from '../bench/power-law.ts';
import { ISOLATING_HEADERS, openSourcePage } from '../support/source-page.ts';
import type { PageThreads } from './page/run-threads.ts';

const INCIDENCES = 100_000;

async function tryThreads(
  headers: Record<string, string>,
): Promise<PageThreads> {
  const { page, close } = await openSourcePage(
    'tests/compute/page/threads.html',
    headers,
  );
  try {
    await page.waitForFunction(() => 'tryThreads' in globalThis);
    return await page.evaluate(
      (incidences) =>
        (
          globalThis as unknown as {
            tryThreads(size: number): Promise<PageThreads>;
          }
        ).tryThreads(incidences),
      INCIDENCES,
    );
  } finally {
    await close();
  }
}

describe('kernel threads in a page', () => {
  const { edges, nodes } = powerLawHypergraph(INCIDENCES, 3);
  const pairs = countOverlapPairs(edges, nodes, 2);

  it('share the work where the page is cross-origin isolated', async () => {
    expect(await tryThreads(ISOLATING_HEADERS)).toEqual({
      isIsolated: true,
      provided: true,
      pairs,
      ran: { backend: 'wasm', threads: 2 },
      helped: true,
    });
  });

  it('are done without where it is not, with the same answer', async () => {
    expect(await tryThreads({})).toEqual({
      isIsolated: false,
      provided: false,
      pairs,
      ran: { backend: 'wasm', threads: 1 },
      helped: false,
    });
  });
});
