import { totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { DatasetCatalog } from '../dataset-catalog.ts';
import type { Dataset } from '../dataset.ts';
import { importFile, type ImportWatch } from '../import-dataset.ts';
import type { MappingChoice } from './load.ts';

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

/**
 * A catalog that holds the source, or the demo where none is given.
 * @throws PolyadError as {@link importFile}
 */
export async function fillCatalog(
  source: string | undefined,
  choice: MappingChoice,
  watch: ImportWatch = {},
): Promise<{ catalog: DatasetCatalog; dataset: Dataset }> {
  const catalog = new DatasetCatalog({ maxBytes: totalmem() * MEMORY_SHARE });
  const dataset =
    source === undefined
      ? await importFile(catalog, DEMO, DEMO_CHOICE, {
          ...watch,
          title: DEMO_TITLE,
        })
      : await importFile(catalog, source, choice, watch);
  return { catalog, dataset };
}
