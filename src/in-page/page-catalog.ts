import { PolyadError } from '#errors/polyad-error.ts';
import { bytesSource } from '#formats/byte-source.ts';
import { readSource } from '#formats/read-source.ts';
import type { Dataset } from '#pipeline/dataset.ts';
import type { MappingChoice } from '#pipeline/operations/load.ts';
import { describeHypergraph } from '#pipeline/operations/describe.ts';
import { ResultCache } from '#pipeline/result-cache.ts';
import { rowFrom } from '#pipeline/row-from.ts';
import { findRecipe } from '#recipes/registry.ts';

const RESULTS_KEPT = 64;
const RANKINGS_KEPT = 4;

/** The data sets of a page, for as long as it is open. */
export class PageCatalog {
  readonly #datasets = new Map<string, Dataset>();

  list(): Dataset[] {
    return [...this.#datasets.values()];
  }

  /** @throws PolyadError NOT_FOUND */
  get(id: string): Dataset {
    const dataset = this.#datasets.get(id);
    if (dataset) return dataset;
    throw new PolyadError('NOT_FOUND', `There is no data set ${id}.`, { id });
  }

  /**
   * Reads a file into a new data set.
   * @throws PolyadError INVALID_DATA with the place, LIMIT_EXCEEDED
   */
  async open(
    name: string,
    bytes: Uint8Array<ArrayBuffer>,
    choice: MappingChoice,
  ): Promise<Dataset> {
    const recipe =
      choice.recipe === undefined ? {} : findRecipe(choice.recipe).mapping;
    const mapping = { ...recipe, ...choice.mapping };
    const read = await readSource(bytesSource(name, bytes), {
      mapping,
      strict: choice.strict,
      ...(choice.format !== undefined && { format: choice.format }),
    });
    const { hypergraph, format, rejected, notes } = read;
    const sha256 = await hashOf(bytes);
    const id = `file-${String(this.#datasets.size + 1)}`;
    const dataset: Dataset = {
      id,
      name,
      hypergraph,
      createdAt: new Date(),
      provenance: {
        source: name,
        format,
        bytes: bytes.length,
        sha256,
        mapping: { ...mapping },
        rejected: { count: rejected.count, rows: rejected.rows },
        notes,
        rowFrom: rowFrom(read, mapping),
      },
      summary: describeHypergraph(hypergraph),
      fingerprint: sha256,
      residentBytes: bytes.length,
      results: new ResultCache(RESULTS_KEPT),
      rankings: new ResultCache(RANKINGS_KEPT),
    };
    this.#datasets.set(id, dataset);
    return dataset;
  }
}

/** SHA-256, hexadecimal. */
async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}
