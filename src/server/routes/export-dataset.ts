import { exportDataset as write } from '#pipeline/browse/export-dataset.ts';
import { exportQuerySchema, type ExportFormat } from '#protocol/export.ts';
import { defineRoute } from '../http/route.ts';
import { TimeLimit } from '../http/time-limit.ts';
import { datasetParams } from './dataset-params.ts';

const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  hif: 'application/json',
  json: 'application/json',
  jsonl: 'application/x-ndjson',
  gmt: 'text/plain; charset=utf-8',
  edgelist: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  tsv: 'text/tab-separated-values; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.file',
};

export const exportDataset = defineRoute({
  method: 'get',
  path: '/datasets/:id/export',
  summary: 'The data set as a file, or the hyperedges that pass a filter',
  tag: 'Datasets',
  role: 'viewer',
  params: datasetParams,
  query: exportQuerySchema,
  immutable: true,
  handle: async ({ params, query, signal }, { catalog, limits }) => {
    const { format, mode, ...filter } = query;
    const { name, bytes, losses } = await write(catalog.get(params.id), {
      format,
      mode,
      filter,
      signal: new TimeLimit(limits.computeSeconds, signal),
    });
    return {
      bytes,
      headers: {
        'Content-Type': MEDIA_TYPES[format],
        'Content-Disposition': `attachment; filename="${name}"`,
        'Polyad-Losses': String(losses.length),
      },
    };
  },
});
