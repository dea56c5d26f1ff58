import { PolyadError } from '#errors/polyad-error.ts';
import type { OpenWorkspace } from '#pipeline/workspace/open-workspace.ts';
import type { ServerContext } from '../context.ts';

/** The server's workspace. @throws PolyadError NOT_FOUND if it keeps nothing */
export function keptWorkspace({ workspace }: ServerContext): OpenWorkspace {
  if (workspace) return workspace;
  throw new PolyadError(
    'NOT_FOUND',
    'This server keeps neither runs nor labels. Start it with polyad serve --workspace DIR.',
  );
}
