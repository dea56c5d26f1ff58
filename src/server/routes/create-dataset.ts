import { uploadSchema } from '#protocol/dataset.ts';
import type { DatasetCatalog } from '#pipeline/dataset-catalog.ts';
import type { Dataset } from '#pipeline/dataset.ts';
import { importUpload, type ImportTarget } from '#pipeline/import-dataset.ts';
import { requireAllData } from '../access/identity.ts';
import { defineRoute } from '../http/route.ts';
import { mappingChoice } from '../http/mapping-choice.ts';
import { openUpload, uploadQuerySchema } from '../http/upload.ts';
import { datasetAnswer, rejectionsAnswer } from './dataset-answer.ts';

/** The catalog, with the name of who brings a data set. */
function uploadTarget(
  catalog: DatasetCatalog,
  actor: string,
): ImportTarget<Dataset> {
  return {
    get freeBytes() {
      return catalog.freeBytes;
    },
    full: (name, bytes) => catalog.full(name, bytes),
    add: (dataset, signal) => catalog.add(dataset, signal, actor),
  };
}

export const createDataset = defineRoute({
  method: 'post',
  path: '/datasets',
  summary: 'Read a file as a new data set',
  tag: 'Data sets',
  role: 'analyst',
  query: uploadQuerySchema,
  stream: ['application/octet-stream', 'multipart/form-data'],
  status: 201,
  result: { name: 'Upload', schema: uploadSchema },
  handle: async ({ query, request, signal, who }, { catalog, limits }) => {
    requireAllData(who);
    const upload = openUpload(request, query);
    const dataset = await importUpload(uploadTarget(catalog, who.name), {
      chunks: upload.chunks,
      facts: () => {
        const { name, options } = upload.facts();
        return { name, choice: mappingChoice(options) };
      },
      uploadBytes: limits.uploadBytes,
      unpackedBytes: limits.unpackedBytes,
      signal,
    });
    return {
      headers: { Location: `/api/v1/datasets/${dataset.id}` },
      body: {
        ...datasetAnswer(dataset),
        format: dataset.provenance.format,
        rejected: rejectionsAnswer(dataset),
        notes: dataset.provenance.notes,
      },
    };
  },
});
