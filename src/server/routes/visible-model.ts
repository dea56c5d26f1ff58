import {
  describeModel,
  type ModelFacts,
} from '#pipeline/operations/stored-models.ts';
import { maySee } from '../access/dataset-scope.ts';
import type { Identity } from '../access/identity.ts';
import type { ServerContext } from '../context.ts';
import { keptWorkspace } from './kept-workspace.ts';

/** Whether everything a model was trained on is theirs to see. */
export function maySeeModel(
  { catalog }: ServerContext,
  who: Identity,
  { lineage }: ModelFacts,
): boolean {
  return lineage.every(({ datasetVersion }) =>
    maySee(who, catalog, datasetVersion),
  );
}

/** A model that is theirs to see. @throws PolyadError NOT_FOUND */
export async function visibleModel(
  context: ServerContext,
  who: Identity,
  id: string,
): Promise<ModelFacts> {
  const { models } = keptWorkspace(context);
  const model = describeModel(await models.get(id));
  if (maySeeModel(context, who, model)) return model;
  throw models.notThere(id);
}
