import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PolyadError } from '#errors/polyad-error.ts';
import { DatasetCatalog } from '../dataset-catalog.ts';
import type { Dataset } from '../dataset.ts';
import { importFile, type ImportWatch } from '../import-dataset.ts';
import {
  openWorkspace,
  type OpenWorkspace,
} from '../workspace/open-workspace.ts';
import { openShelf } from '../workspace/workspace-shelf.ts';
import { datasetReference, type MappingChoice } from './load.ts';

/** The demo: log-ons of a firm's month with planted intrusions, and how to read it. */
const DEMO = fileURLToPath(
  new URL('../../../datasets/auth-demo/events.csv', import.meta.url),
);
const DEMO_CHOICE: MappingChoice = {
  recipe: 'auth',
  mapping: {},
  strict: false,
};

const DEMO_TITLE = 'Demo: a month of log-ons';

/** Share of the machine's memory that data sets may take together. */
const MEMORY_SHARE = 0.5;

/** Lets filling be watched, and what is read be kept. */
export interface FillWatch extends ImportWatch {
  /** Keeps data sets; without one they last as long as the catalog. */
  readonly workspace?: OpenWorkspace;
  /** Whom the audit trail names. */
  readonly actor?: string;
}

/**
 * A catalog of the workspace's data sets, with the source read into it; where none
 * is given, with the newest there is, or else the demo.
 * @param source - A path, `-`, or `ws:NAME`.
 * @throws PolyadError as {@link importFile}
 */
export async function fillCatalog(
  source: string | undefined,
  choice: MappingChoice,
  { workspace, actor = 'api', ...watch }: FillWatch = {},
): Promise<{ catalog: DatasetCatalog; dataset: Dataset }> {
  const maxBytes = totalmem() * MEMORY_SHARE;
  const catalog = new DatasetCatalog({
    maxBytes,
    ...(workspace && { shelf: await openShelf(workspace, actor) }),
  });
  if (source?.startsWith('ws:') === true) {
    const name = datasetReference(source);
    const version = await workspace?.datasets.find(name);
    if (version) return { catalog, dataset: catalog.get(version.id) };
  }
  const newest = catalog.list().at(-1);
  const dataset =
    source !== undefined
      ? await importFile(catalog, source, choice, watch)
      : (newest ??
        (await importFile(catalog, DEMO, DEMO_CHOICE, {
          ...watch,
          title: DEMO_TITLE,
        })));
  return { catalog, dataset };
}

/** A workspace for as long as a server runs. */
export interface ServedWorkspace {
  readonly workspace: OpenWorkspace;
  /** False where it is gone when it is closed. */
  readonly isKept: boolean;
  /** Why it is not kept. */
  readonly reason?: string;
  close(): Promise<void>;
}

/**
 * Opens the workspace that a server keeps its data in.
 * @param isChosen - The user named it: then it must be this one. Otherwise, where
 * another process has it open, one that lasts as long as the server stands in.
 * @throws PolyadError CONFLICT, INVALID_DATA, LIMIT_EXCEEDED
 */
export async function openServedWorkspace(
  root: string,
  isChosen: boolean,
): Promise<ServedWorkspace> {
  try {
    const workspace = await openWorkspace(root);
    return { workspace, isKept: true, close: () => workspace.close() };
  } catch (error) {
    const isConflict =
      error instanceof PolyadError && error.code === 'CONFLICT';
    if (isChosen || !isConflict) throw error;
    return openPassingWorkspace(error.message);
  }
}

async function openPassingWorkspace(reason: string): Promise<ServedWorkspace> {
  const root = await mkdtemp(join(tmpdir(), 'polyad-served-'));
  const workspace = await openWorkspace(root);
  return {
    workspace,
    isKept: false,
    reason,
    close: async () => {
      await workspace.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
