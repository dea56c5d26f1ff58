import { z } from 'zod';
import { PolyadError } from '#errors/polyad-error.ts';
import { rankAnomalies } from '#pipeline/anomaly-ranking.ts';
import { exportDataset } from '#pipeline/browse/export-dataset.ts';
import {
  reportAnomalies,
  reportAnomaliesOf,
} from '#pipeline/operations/anomaly-report.ts';
import { anomaliesRequestSchema } from '#protocol/anomalies.ts';
import { exportQuerySchema } from '#protocol/export.ts';
import { labelsRequestSchema, type Label } from '#protocol/labels.ts';
import {
  mappingOptionsSchema,
  type MappingOptions,
} from '#protocol/mapping-options.ts';
import { persistenceOptionsSchema } from '#protocol/topology/structure-measures.ts';
import { mappingChoice } from '#server/http/mapping-choice.ts';
import {
  datasetAnswer,
  rejectionsAnswer,
} from '#server/routes/dataset-answer.ts';
import { computePersistence } from '#topology/homology/persistence.ts';
import { PageCatalog } from './page-catalog.ts';
import { answerByRoute } from './page-routes.ts';

/** A page has no run to be looked up by. */
const RUN = { backend: 'js', threads: 1, seconds: 0, version: 'page' } as const;

/** Answers the page's questions in the page itself, as the server would. */
export class PageApi {
  readonly #catalog = new PageCatalog();
  /** By data set, then by relation. */
  readonly #labels = new Map<string, Map<string, Label>>();

  /**
   * Reads a file and lists it as a data set.
   * @throws PolyadError INVALID_DATA with the place
   */
  async open(
    name: string,
    bytes: Uint8Array<ArrayBuffer>,
    options: MappingOptions,
  ): Promise<unknown> {
    const choice = mappingChoice(mappingOptionsSchema.parse(options));
    const dataset = await this.#catalog.open(name, bytes, choice);
    return {
      ...datasetAnswer(dataset),
      format: dataset.provenance.format,
      rejected: rejectionsAnswer(dataset),
      notes: dataset.provenance.notes,
    };
  }

  /**
   * @param path - Below `/api/v1`, with its query.
   * @throws PolyadError NOT_FOUND for what only a server can answer
   */
  async answer(
    method: string,
    path: string,
    body: unknown,
    signal: AbortSignal,
  ): Promise<unknown> {
    if (method === 'GET') {
      const found =
        this.#list(path) ?? (await answerByRoute(this.#catalog, path, signal));
      if (found !== undefined) return found;
    } else {
      const [, id = '', what = ''] =
        /^\/datasets\/([^/]+)\/(.+)$/.exec(path) ?? [];
      const dataset = decodeURIComponent(id);
      if (what === 'labels') return this.#putLabels(dataset, body);
      if (what === 'anomalies') return this.#anomalies(dataset, body, signal);
      if (what === 'topology/persistence') {
        return this.#persistence(dataset, body, signal);
      }
    }
    throw new PolyadError(
      'NOT_FOUND',
      `${path} needs a server. Start one with polyad serve.`,
      { path },
    );
  }

  /** A data set, or what of it passes the ranges of a query, as a file. */
  async file(
    id: string,
    query: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<{ name: string; parts: Uint8Array[] }> {
    const { format, mode, ...filter } = exportQuerySchema.parse(query);
    const options = { format, mode, filter, signal };
    const { name, bytes } = await exportDataset(this.#catalog.get(id), options);
    const parts: Uint8Array[] = [];
    for await (const part of bytes) parts.push(part.slice());
    return { name, parts };
  }

  #list(path: string): unknown {
    if (path === '/datasets') {
      return { items: this.#catalog.list().map(datasetAnswer), next: null };
    }
    const [, id] = /^\/datasets\/([^/]+)\/labels$/.exec(path) ?? [];
    if (id === undefined) return undefined;
    const labels = this.#labels.get(decodeURIComponent(id));
    return { items: [...(labels?.values() ?? [])], next: null };
  }

  #putLabels(id: string, body: unknown): unknown {
    const { hypergraph } = this.#catalog.get(id);
    const asked = labelsRequestSchema.parse(body);
    const added = 'labels' in asked ? asked.labels : [asked];
    const labels = this.#labels.get(id) ?? new Map<string, Label>();
    this.#labels.set(id, labels);
    const when = new Date().toISOString();
    for (const { label, ...rest } of added) {
      if (rest.of === 'edges') hypergraph.edgeIndex(rest.id);
      if (label === null) labels.delete(rest.id);
      else labels.set(rest.id, { ...rest, label, who: 'you', when });
    }
    return { added: added.length };
  }

  async #anomalies(
    id: string,
    body: unknown,
    signal: AbortSignal,
  ): Promise<unknown> {
    const { top, offset, ids, explain, mode } =
      anomaliesRequestSchema.parse(body);
    const ranking = await rankAnomalies(
      this.#catalog.get(id),
      { mode },
      signal,
    );
    const report = ids
      ? reportAnomaliesOf(ranking, { ids, explain })
      : reportAnomalies(ranking, { top, offset, explain });
    return { ...report, run: RUN };
  }

  #persistence(id: string, body: unknown, signal: AbortSignal): unknown {
    const { hypergraph } = this.#catalog.get(id);
    const options = persistenceOptionsSchema.parse(body);
    const found = computePersistence(hypergraph, { ...options, signal });
    return {
      filtration: options.filtration,
      bars: Array.from(found.births, (birth, bar) => {
        const death = found.deaths[bar] ?? Infinity;
        return [found.dims[bar], birth, death === Infinity ? null : death];
      }),
      generators: found.generators?.map(({ simplices }) =>
        simplices.map((simplex) => simplex.map(String)),
      ),
      leftOut: found.leftOut,
      run: RUN,
    };
  }
}

/** A failure as plain data, which can go from a worker to its page. */
export function plainFailure(thrown: unknown): {
  code: string;
  message: string;
  details: unknown;
} {
  if (thrown instanceof PolyadError) {
    const { code, message, details } = thrown;
    return { code, message, details };
  }
  if (thrown instanceof z.ZodError) {
    return {
      code: 'INVALID_ARGUMENT',
      message: z.prettifyError(thrown),
      details: {},
    };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'INTERNAL', message, details: {} };
}
