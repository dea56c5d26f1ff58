import { describe, expect, it } from 'vitest';
import { exportFormatSchema } from '#protocol/export.ts';
import { startTestServer } from './test-server.ts';

const server = await startTestServer();
const { id, hypergraph } = server.dataset;

const get = (query: string) =>
  server.fetch(`/api/v1/datasets/${id}/export?${query}`);

describe('exports', () => {
  it.each(exportFormatSchema.options)(
    'come as %s, under a name',
    async (format) => {
      const response = await get(`format=${format}`);
      expect(response.status).toBe(200);
      const disposition = response.headers.get('content-disposition');
      expect(disposition).toMatch(
        /^attachment; filename="[A-Za-z0-9-]+\.[a-z.]+"$/,
      );
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
    },
  );

  it('hold the whole data set as HIF', async () => {
    const response = await get('format=hif');
    const document = (await response.json()) as { incidences: unknown[] };
    expect(document.incidences).toHaveLength(hypergraph.incidenceCount);
  });

  it('hold only what passes a filter', async () => {
    const most = Math.max(
      ...Array.from({ length: hypergraph.edgeCount }, (_, edge) =>
        hypergraph.edgeSize(edge),
      ),
    );
    const none = await get(`format=json&sizeFrom=${String(most + 1)}`);
    expect(Object.keys((await none.json()) as object)).toEqual([]);
    const some = await get(`format=json&sizeFrom=${String(most)}`);
    const edges = (await some.json()) as Record<string, string[]>;
    expect(Object.keys(edges).length).toBeGreaterThan(0);
    for (const members of Object.values(edges)) {
      expect(members).toHaveLength(most);
    }
  });

  it('refuse formats that are not written', async () => {
    expect((await get('format=xlsx')).status).toBe(400);
  });
});
