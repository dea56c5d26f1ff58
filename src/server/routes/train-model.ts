import { trainStoredModel } from '#pipeline/operations/stored-models.ts';
import { trainedModelSchema, trainModelSchema } from '#protocol/models.ts';
import { maySee } from '../access/dataset-scope.ts';
import { defineRoute } from '../http/route.ts';
import { TimeLimit } from '../http/time-limit.ts';
import { keptWorkspace } from './kept-workspace.ts';
import { runFacts } from './run-facts.ts';
import { visibleModel } from './visible-model.ts';

export const trainModel = defineRoute({
  method: 'post',
  path: '/models',
  summary: 'Train a model on a data set, or go on from another, and keep it',
  tag: 'Models',
  role: 'analyst',
  body: { name: 'TrainModel', schema: trainModelSchema },
  status: 201,
  result: { name: 'TrainedModel', schema: trainedModelSchema },
  handle: async ({ body: asked, who, signal }, context) => {
    const { catalog, limits } = context;
    const started = performance.now();
    const { dataset: id, ...request } = asked;
    const { name } = catalog.get(id);
    if (!maySee(who, catalog, id)) throw catalog.notThere(id);
    if (request.from !== undefined) {
      await visibleModel(context, who, request.from);
    }
    const model = await trainStoredModel(
      keptWorkspace(context),
      { ...request, dataset: name },
      {
        actor: who.name,
        signal: new TimeLimit(limits.computeSeconds, signal),
      },
    );
    return { body: { model, run: runFacts(started, context) } };
  },
});
