import { basename } from 'node:path';
import { referenceText, tidyDatasetName } from '#store/dataset-name.ts';
import type { DatasetVersion } from '#store/dataset-store.ts';
import type { ImportWatch } from '../import-dataset.ts';
import { importStored } from '../workspace/import-stored.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { datasetReference, type MappingChoice } from './load.ts';

/** A data set version as lists show it. */
export interface StoredDataset {
  /** What follows `ws:`. */
  readonly reference: string;
  readonly name: string;
  readonly version: number;
  readonly id: string;
  readonly nodes: number;
  readonly edges: number;
  readonly incidences: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Name of the file that was read, and facts of its bytes. */
  readonly source: string;
  readonly format: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly mapping: DatasetVersion['provenance']['mapping'];
  /** Rows that were not read. */
  readonly rejected: DatasetVersion['provenance']['rejected'];
}

/** All versions in order of arrival; none where there is no workspace. */
export async function listStored(
  workspace: OpenWorkspace | undefined,
): Promise<StoredDataset[]> {
  const versions = (await workspace?.datasets.list()) ?? [];
  return versions.map(describeStored);
}

/** Who imports, and under which name. */
export interface ImportToWorkspaceOptions extends ImportWatch {
  /** The file's own name without its endings where it is left out. */
  readonly name: string | undefined;
  readonly actor: string;
}

/** An import's outcome. */
export interface ImportedDataset extends StoredDataset {
  /** False where the same bytes, read in the same way, were there already. */
  readonly isNew: boolean;
  /** What was detected or assumed, in sentences for people. */
  readonly notes: readonly string[];
}

/**
 * Reads a file into the workspace.
 * @param path - `-` is standard input.
 * @throws PolyadError as `importStored`
 */
export async function importToWorkspace(
  workspace: OpenWorkspace,
  path: string,
  choice: MappingChoice,
  { name, ...options }: ImportToWorkspaceOptions,
): Promise<ImportedDataset> {
  const { version, isNew } = await importStored(workspace, path, choice, {
    ...options,
    name: name ?? nameOfFile(path),
  });
  const { notes } = version.provenance;
  return { ...describeStored(version), isNew, notes };
}

/** Removes `NAME` with all versions, or `NAME@VERSION`. */
export async function removeStored(
  { datasets }: OpenWorkspace,
  reference: string,
  actor: string,
): Promise<Pick<StoredDataset, 'name' | 'version' | 'id'>[]> {
  const removed = await datasets.remove(datasetReference(reference), actor);
  return removed.map(({ name, version, id }) => ({ name, version, id }));
}

/** A snapshot that was hashed again. */
export interface VerifiedDataset {
  readonly reference: string;
  readonly id: string;
  /** Of the snapshot, as it should be. */
  readonly sha256: string;
  readonly ok: boolean;
  readonly fault?: 'missing' | 'changed';
}

/** Hashes the snapshots of one data set, or of all. */
export async function verifyStored(
  { datasets }: OpenWorkspace,
  reference?: string,
): Promise<VerifiedDataset[]> {
  const wanted =
    reference === undefined ? undefined : datasetReference(reference);
  const verified: VerifiedDataset[] = [];
  for await (const { version, ...verdict } of datasets.verify(wanted)) {
    const { id, snapshot } = version;
    const { sha256 } = snapshot;
    verified.push({ reference: referenceOf(version), id, sha256, ...verdict });
  }
  return verified;
}

/** `NAME`, or `NAME@VERSION` from the second version on. */
export function referenceOf({
  name,
  version,
}: Pick<DatasetVersion, 'name' | 'version'>): string {
  return referenceText(name, version);
}

function describeStored(version: DatasetVersion): StoredDataset {
  const { provenance, summary } = version;
  const { source, format, bytes, sha256, mapping, rejected } = provenance;
  return {
    reference: referenceOf(version),
    name: version.name,
    version: version.version,
    id: version.id,
    nodes: summary.nodes,
    edges: summary.edges,
    incidences: summary.incidences,
    createdAt: version.createdAt.toISOString(),
    source,
    format,
    bytes,
    sha256,
    mapping,
    rejected,
  };
}

/** `month` for `data/month.csv.gz`. */
function nameOfFile(path: string): string {
  if (path === '-') return 'standard-input';
  return tidyDatasetName(basename(path).replace(/(?<=.)\..*$/u, ''));
}
