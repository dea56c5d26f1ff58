import { summarize } from '#topology/summary.ts';
import type { NewDatasetVersion } from '#store/dataset-store.ts';
import { visits } from '../pipeline/visits.ts';

/** The data set `visits` as the store takes it. */
export function newVersion(
  name = 'visits',
  fingerprint = 'first',
): NewDatasetVersion {
  const { hypergraph, provenance } = visits();
  return {
    name,
    hypergraph,
    provenance,
    fingerprint,
    summary: summarize(hypergraph),
  };
}

/** Facts of a run on a data set version. */
export function runOn(datasetVersion: string, s = 1) {
  return {
    datasetVersion,
    operation: 'topology',
    parameters: { measure: 'components', s },
    seed: 0,
    codeVersion: '0.1.0',
    backend: 'js',
    threads: 1,
    startedAt: new Date('2026-03-01T10:00:00Z'),
    finishedAt: new Date('2026-03-01T10:00:01Z'),
  };
}
