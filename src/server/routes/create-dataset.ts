import { uploadSchema } from '#protocol/dataset.ts';
import { importUpload } from '#pipeline/import-dataset.ts';
import { defineRoute } from '../http/route.ts';
import { mappingChoice } from '../http/mapping-choice.ts';
import { openUpload, uploadQuerySchema } from '../http/upload.ts';
import { datasetAnswer, rejectionsAnswer } from './dataset-answer.ts';

export const createDataset = defineRoute({
  method: 'post',
  path: '/datasets',
  summary: 'Read a file as a new data set',
  tag: 'Data sets',
  query: uploadQuerySchema,
  stream: ['application/octet-stream', 'multipart/form-data'],
  status: 201,
  result: { name: 'Upload', schema: uploadSchema },
  handle: async ({ query, request, signal }, { catalog, limits }) => {
    const upload = openUpload(request, query);
    const dataset = await importUpload(catalog, {
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
