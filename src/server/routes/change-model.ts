import {
  promoteModel,
  retireModel,
  rollBackModel,
} from '#pipeline/operations/stored-models.ts';
import { modelSchema } from '#protocol/models.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { keptWorkspace } from './kept-workspace.ts';
import { modelParams } from './model-params.ts';
import { visibleModel } from './visible-model.ts';

const changes = [
  {
    word: 'promote',
    summary: 'Let a model serve under its name; the one that did is retired',
    change: promoteModel,
  },
  {
    word: 'retire',
    summary: 'Take a model out of use; it stays in the list',
    change: retireModel,
  },
] as const;

/** Promote and retire, and the way back by the name of a model. */
export const changeModelRoutes: readonly Route[] = [
  ...changes.map(({ word, summary, change }) =>
    defineRoute({
      method: 'post',
      path: `/models/:id/${word}`,
      summary,
      tag: 'Models',
      role: 'analyst',
      params: modelParams,
      result: { name: 'Model', schema: modelSchema },
      handle: async ({ params, who }, context) => {
        await visibleModel(context, who, params.id);
        const workspace = keptWorkspace(context);
        return { body: await change(workspace, params.id, who.name) };
      },
    }),
  ),
  defineRoute({
    method: 'post',
    path: '/models/:id/rollback',
    summary: 'Let the model serve again that served before, under this name',
    tag: 'Models',
    role: 'analyst',
    params: modelParams,
    result: { name: 'Model', schema: modelSchema },
    handle: async ({ params, who }, context) => {
      const { name } = await visibleModel(context, who, params.id);
      const workspace = keptWorkspace(context);
      return { body: await rollBackModel(workspace, name, who.name) };
    },
  }),
];
