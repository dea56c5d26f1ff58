import { describe, expect, it } from 'vitest';
import { lookRoutes } from '#server/reading/look-routes.ts';
import { startKeepingServer } from './keeping-server.ts';
import { problemOf } from './test-server.ts';

const here = await startKeepingServer();
const apart = await startKeepingServer({
  jobThreads: 2,
  limits: { incidencesApart: 0 },
});

const QUERIES: Readonly<Record<string, string>> = {
  '/datasets/:id/matrix/chunk': '?zoom=0&x=0&y=0',
  '/datasets/:id/matrix/tile': '?rowFrom=0&rowTo=7&columnFrom=0&columnTo=7',
};

const paths = lookRoutes.map(({ path }) =>
  path
    .replace('/datasets/:id', '')
    .replace(':edge', 'monday')
    .replace(':node', 'ada')
    .concat(QUERIES[path] ?? ''),
);

describe('looks in a thread of their own', () => {
  it.each(paths)('answer as elsewhere: %s', async (path) => {
    expect(await apart.read(path)).toEqual(await here.read(path));
  });

  it('fail as elsewhere', async () => {
    for (const path of ['/edges/nobody', '/nodes/none', '/timeline?bins=0']) {
      const answers = [];
      for (const { dataset, fetch } of [here, apart]) {
        const response = await fetch(`/api/v1/datasets/${dataset.id}${path}`);
        const { status, problem } = await problemOf(response);
        answers.push([status, problem.code, problem.detail]);
      }
      expect(answers[1]).toEqual(answers[0]);
    }
  });

  it('have ETags, and are in the audit trail', async () => {
    const address = `/api/v1/datasets/${apart.dataset.id}/timeline`;
    const first = await apart.fetch(address);
    const etag = first.headers.get('etag') ?? '';
    const again = await apart.fetch(address, {
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
    await apart.server.close();
    const entries = await apart.workspace.audit.list();
    const routes = entries.map(({ details }) => details['route']);
    expect(routes).toContain('GET /datasets/:id/timeline');
  });
});
