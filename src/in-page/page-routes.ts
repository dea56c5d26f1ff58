import type { ServerContext } from '#server/context.ts';
import type { Route } from '#server/http/route.ts';
import { getDataset } from '#server/routes/get-dataset.ts';
import { getEdge } from '#server/routes/get-edge.ts';
import { getMatrixChunk } from '#server/routes/get-matrix-chunk.ts';
import { getMatrixLayout } from '#server/routes/get-matrix-layout.ts';
import { getMatrixTile } from '#server/routes/get-matrix-tile.ts';
import { getNeighbourhood } from '#server/routes/get-neighbourhood.ts';
import { getOverlapGroups } from '#server/routes/get-overlap-groups.ts';
import { getOverview } from '#server/routes/get-overview.ts';
import { getTimeline } from '#server/routes/get-timeline.ts';
import type { PageCatalog } from './page-catalog.ts';

/** The server's routes that need a data set and nothing else. */
const ROUTES: readonly Route[] = [
  getDataset,
  getEdge,
  getNeighbourhood,
  getTimeline,
  getOverview,
  getOverlapGroups,
  getMatrixLayout,
  getMatrixChunk,
  getMatrixTile,
];

/** Nobody waits at a server, so what is asked for in a page may take an hour. */
const COMPUTE_SECONDS = 3600;

/**
 * Answers a GET as the server would.
 * @param path - Below `/api/v1`, with its query.
 * @returns Undefined if no such route works without a server.
 */
export async function answerByRoute(
  catalog: PageCatalog,
  path: string,
  signal: AbortSignal,
): Promise<unknown> {
  const [plain = '', query = ''] = path.split('?');
  for (const route of ROUTES) {
    const params = paramsOf(route.path, plain);
    if (!params) continue;
    const asked = Object.fromEntries(new URLSearchParams(query));
    const input = {
      params: route.params?.parse(params) ?? params,
      query: route.query?.parse(asked) ?? asked,
      signal,
    };
    // The routes above use the catalog and this limit, and nothing else.
    const context = { catalog, limits: { computeSeconds: COMPUTE_SECONDS } };
    const answer = await route.handle(
      input as never,
      context as unknown as ServerContext,
    );
    return answer.body;
  }
  return undefined;
}

/** What stands in a path for the names of a pattern; undefined if it does not match. */
function paramsOf(
  pattern: string,
  path: string,
): Record<string, string> | undefined {
  const names = pattern.split('/');
  const parts = path.split('/');
  if (names.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, name] of names.entries()) {
    const part = parts[at] ?? '';
    if (name.startsWith(':')) params[name.slice(1)] = decodeURIComponent(part);
    else if (name !== part) return undefined;
  }
  return params;
}
