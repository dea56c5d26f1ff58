import { PolyadError } from '#errors/polyad-error.ts';
import type { DatasetVersion } from '#store/dataset-store.ts';
import type { NewDataset } from '../dataset-shelf.ts';
import {
  importFile,
  type ImportTarget,
  type ImportWatch,
} from '../import-dataset.ts';
import { describeHypergraph } from '../operations/describe.ts';
import type { MappingChoice } from '../operations/load.ts';
import { fingerprint } from './fingerprint.ts';
import type { OpenWorkspace } from './open-workspace.ts';

/** A version as it was kept, and whether it is new. */
export interface StoredImport {
  readonly version: DatasetVersion;
  readonly isNew: boolean;
}

/** What an import is called, and by whom. */
export interface StoredImportOptions extends ImportWatch {
  readonly name: string;
  readonly actor: string;
}

/**
 * Reads a file into the workspace, and holds it in memory no longer than that.
 * @param path - `-` is standard input.
 * @throws PolyadError NOT_FOUND, INVALID_DATA with the place, INVALID_ARGUMENT for
 * an unfit name, LIMIT_EXCEEDED if the disk is full, CANCELLED
 */
export function importStored(
  workspace: OpenWorkspace,
  path: string,
  choice: MappingChoice,
  { name, actor, ...watch }: StoredImportOptions,
): Promise<StoredImport> {
  const target: ImportTarget<StoredImport> = {
    freeBytes: Infinity,
    full: (what, bytes) =>
      new PolyadError('LIMIT_EXCEEDED', `${what} needs ${bytes} bytes.`),
    add: (dataset, signal) => addStored(workspace, dataset, actor, signal),
  };
  return importFile(target, path, choice, { ...watch, title: name });
}

/** Keeps a data set that was read, described and named by its content. */
export function addStored(
  { datasets }: OpenWorkspace,
  { name, hypergraph, provenance }: NewDataset,
  actor: string,
  signal?: AbortSignal,
): Promise<StoredImport> {
  const version = {
    name,
    hypergraph,
    provenance,
    summary: describeHypergraph(hypergraph),
    fingerprint: fingerprint(provenance),
  };
  return datasets.add(version, actor, signal);
}
