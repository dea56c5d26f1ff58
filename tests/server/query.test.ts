import { expect, it } from 'vitest';
import { parseQuery } from '#query/syntax/parse-query.ts';
import { startKeepingServer } from './keeping-server.ts';
import { problemOf, startTestServer } from './test-server.ts';

const kept = await startKeepingServer();
const plain = await startTestServer();
const text = 'from node | extend d = degree(node) | sort d desc | limit 2';

it('answers as text and as tree, at once and as a job', async () => {
  const address = `/datasets/${kept.dataset.id}/query`;
  const asText = (await (
    await kept.post(address, { query: text })
  ).json()) as object;
  expect(asText).toMatchObject({
    columns: ['node', 'd', 'evidence'],
    types: ['node', 'number', 'edges'],
    truncated: false,
  });
  const { query: tree } = parseQuery(text);
  const asTree = (await (await kept.post(address, { tree })).json()) as object;
  expect(asTree).toMatchObject({ rows: (asText as { rows: unknown }).rows });
  const { id } = plain.dataset;
  const here = await plain.post(`/datasets/${id}/query`, { query: text });
  expect(await here.json()).toMatchObject({
    columns: ['node', 'd', 'evidence'],
  });
});

it('says where a query is wrong', async () => {
  const { id } = plain.dataset;
  const response = await plain.post(`/datasets/${id}/query`, {
    query: 'from node | limt 2',
  });
  const { problem } = await problemOf(response);
  expect(response.status).toBe(400);
  expect(problem.details).toMatchObject({
    line: 1,
    column: 13,
    suggestion: 'limit',
  });
  const none = await plain.post(`/datasets/${id}/query`, {});
  expect(none.status).toBe(400);
  const wrong = await plain.post(`/datasets/${id}/query`, {
    tree: { source: { kind: 'fro' } },
  });
  expect((await problemOf(wrong)).problem.detail).toContain('source');
});
