import { checkElement } from '#pipeline/operations/stored-labels.ts';
import { labelsAddedSchema, labelsRequestSchema } from '#protocol/labels.ts';
import { defineRoute } from '../http/route.ts';
import { datasetParams } from './dataset-params.ts';
import { keptWorkspace } from './kept-workspace.ts';

export const addLabels = defineRoute({
  method: 'post',
  path: '/datasets/:id/labels',
  summary: 'Say what an element is, or take that back with null',
  tag: 'Labels',
  role: 'analyst',
  params: datasetParams,
  body: { name: 'LabelsRequest', schema: labelsRequestSchema },
  status: 201,
  result: { name: 'LabelsAdded', schema: labelsAddedSchema },
  handle: async ({ params, body, who }, context) => {
    const { id, hypergraph } = context.catalog.get(params.id);
    const asked = 'labels' in body ? body.labels : [body];
    for (const label of asked) checkElement(hypergraph, label);
    const when = new Date().toISOString();
    const labels = asked.map((label) => ({ ...label, who: who.name, when }));
    await keptWorkspace(context).labels.add(id, labels, who.name);
    return { body: { added: labels.length } };
  },
});
