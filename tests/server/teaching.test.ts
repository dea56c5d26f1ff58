import { describe, expect, it } from 'vitest';
import { anomaliesSchema, type Anomalies } from '#protocol/anomalies.ts';
import { runPageSchema } from '#protocol/runs.ts';
import { readJson, startKeepingServer } from './keeping-server.ts';

type Server = Awaited<ReturnType<typeof startKeepingServer>>;

async function find(server: Server, body: object): Promise<Anomalies> {
  const path = `/datasets/${server.dataset.id}/anomalies`;
  const response = await server.post(path, body);
  if (!response.ok) throw new Error(await response.text());
  return anomaliesSchema.parse(await response.json());
}

async function label(server: Server, id: string, word: string): Promise<void> {
  const path = `/datasets/${server.dataset.id}/labels`;
  const response = await server.post(path, { id, label: word });
  expect(response.status).toBe(201);
}

describe('labels and the ranking over HTTP', () => {
  it('rank again, say what moved, and only where asked to', async () => {
    const server = await startKeepingServer();
    const plain = await find(server, { top: 500 });
    expect(plain.teaching).toBeUndefined();
    const [first, second] = plain.results;
    await label(server, first?.id ?? '', 'benign');
    const taught = await find(server, { top: 500, ask: 2 });
    expect(taught.teaching?.labels).toMatchObject({ benign: 1, anomalous: 0 });
    expect(taught.teaching?.ask).toHaveLength(2);
    expect(taught.results.at(-1)).toMatchObject({
      id: first?.id,
      taught: { rankBefore: 1, moved: 'label', label: 'benign' },
    });
    for (const { rank, taught: facts } of taught.results) {
      expect(facts?.moved === null).toBe(rank === facts?.rankBefore);
    }
    const one = await find(server, { ids: [first?.id, second?.id] });
    expect(one.results[0]?.rank).toBe(taught.total);
    const page = await find(server, { top: 2, offset: 1, explain: false });
    expect(page.results.map(({ id }) => id)).toEqual(
      taught.results.slice(1, 3).map(({ id }) => id),
    );
    const untaught = await find(server, { top: 500, teach: false });
    expect(untaught.results).toEqual(plain.results);
  });

  it('are named by the run that they taught', async () => {
    const server = await startKeepingServer();
    const { results } = await find(server, { top: 1 });
    await label(server, results[0]?.id ?? '', 'anomalous');
    await find(server, { top: 1 });
    await label(server, results[0]?.id ?? '', 'benign');
    await find(server, { top: 1 });
    const { items } = runPageSchema.parse(await readJson(server, '/runs'));
    expect(items.map(({ parameters }) => parameters['labelsUntil'])).toEqual([
      2, 1, 0,
    ]);
  });
});
