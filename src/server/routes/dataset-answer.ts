import type { Dataset as LoadedDataset } from '#pipeline/dataset.ts';
import type { Dataset, Rejections } from '#protocol/dataset.ts';

/** Rejected rows that an answer lists; `count` counts all. */
const MAX_REJECTED_ROWS = 100;

/** A loaded data set as the API shows it. */
export function datasetAnswer({
  id,
  name,
  createdAt,
  summary,
}: LoadedDataset): Readonly<Dataset> {
  const { nodes, edges, incidences, time, kinds } = summary;
  const counts = { nodes, edges, incidences };
  return {
    id,
    name,
    ...counts,
    createdAt: createdAt.toISOString(),
    time,
    kinds,
  };
}

export function rejectionsAnswer({ provenance }: LoadedDataset): Rejections {
  const { count, rows } = provenance.rejected;
  return {
    count,
    rows: rows
      .slice(0, MAX_REJECTED_ROWS)
      .map(({ line = null, column = null, expected, reason }) => ({
        line,
        column,
        expected,
        reason,
      })),
  };
}
