import type { Anomalies, Anomaly } from '#protocol/anomalies.ts';
import type { Dataset, DatasetDetail } from '#protocol/dataset.ts';
import type { EdgeDetail } from '#protocol/elements.ts';
import type { Label, NewLabel } from '#protocol/labels.ts';
import type { Neighbourhood } from '#protocol/neighbourhood.ts';
import type {
  MatrixChunk,
  MatrixLayout,
  MatrixTile,
} from '#protocol/matrix.ts';
import type { OverlapGroups, Overview } from '#protocol/overview.ts';
import type { Timeline } from '#protocol/timeline.ts';
import type { Persistence } from '#protocol/topology/structure-measures.ts';
import { transport, type SendOptions } from './transport.ts';

/** Opens a session with the token that the server printed. The answer sets a cookie. */
export async function openSession(token: string): Promise<void> {
  await send('/session', { method: 'POST', body: { token } });
}

/** All data sets, page after page. */
export async function fetchDatasets(signal?: AbortSignal): Promise<Dataset[]> {
  return everyItem<Dataset>('/datasets', signal);
}

/** One data set with where it came from. */
export async function fetchDataset(
  dataset: string,
  signal?: AbortSignal,
): Promise<DatasetDetail> {
  return (await send(datasetPath(dataset), { signal })) as DatasetDetail;
}

export async function fetchAnomalies(
  dataset: string,
  options: {
    readonly top: number;
    readonly offset: number;
    readonly explain: boolean;
  },
  signal?: AbortSignal,
): Promise<Anomalies> {
  const body = { of: 'edges', ...options };
  const path = `${datasetPath(dataset)}/anomalies`;
  return (await send(path, { method: 'POST', body, signal })) as Anomalies;
}

/** One relation as ranked, wherever it stands in the list; null if it has no rank. */
export async function fetchAnomaly(
  dataset: string,
  id: string,
  signal?: AbortSignal,
): Promise<Anomaly | null> {
  const [anomaly] = await fetchExplained(dataset, [id], signal);
  return anomaly ?? null;
}

/** Relations with their reasons, as ranked; those without a rank are left out. */
export async function fetchExplained(
  dataset: string,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<readonly Anomaly[]> {
  const body = { of: 'edges', ids };
  const path = `${datasetPath(dataset)}/anomalies`;
  const answer = await send(path, { method: 'POST', body, signal });
  return (answer as Anomalies).results;
}

/** What people said of the relations of a data set: the last label of each. */
export async function fetchLabels(
  dataset: string,
  signal?: AbortSignal,
): Promise<Label[]> {
  const path = `${datasetPath(dataset)}/labels`;
  const labels = await everyItem<Label>(path, signal);
  return labels.filter(({ of }) => of === 'edges');
}

/** Adds labels, all or none; null takes one back. */
export async function sendLabels(
  dataset: string,
  labels: readonly NewLabel[],
  signal?: AbortSignal,
): Promise<void> {
  const path = `${datasetPath(dataset)}/labels`;
  await send(path, { method: 'POST', body: { labels }, signal });
}

/** The items of a list, page after page. */
async function everyItem<Item>(
  path: string,
  signal?: AbortSignal,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const query: string = queryText({ cursor });
    const page = (await send(`${path}${query}`, { signal })) as {
      items: Item[];
      next?: string | null;
    };
    items.push(...page.items);
    cursor = page.next ?? null;
  } while (cursor !== null);
  return items;
}

export async function fetchEdge(
  dataset: string,
  edge: string,
  signal?: AbortSignal,
): Promise<EdgeDetail> {
  const path = `${datasetPath(dataset)}/edges/${encodeURIComponent(edge)}`;
  return (await send(path, { signal })) as EdgeDetail;
}

export async function fetchNeighbourhood(
  dataset: string,
  edge: string,
  options: { readonly s: number; readonly limit: number },
  signal?: AbortSignal,
): Promise<Neighbourhood> {
  const query = `s=${String(options.s)}&limit=${String(options.limit)}`;
  const path = `${datasetPath(dataset)}/edges/${encodeURIComponent(edge)}/neighbourhood?${query}`;
  return (await send(path, { signal })) as Neighbourhood;
}

export async function fetchTimeline(
  dataset: string,
  bins: number,
  signal?: AbortSignal,
): Promise<Timeline> {
  const path = `${datasetPath(dataset)}/timeline?bins=${String(bins)}`;
  return (await send(path, { signal })) as Timeline;
}

/** Query of a GET; what is null or undefined is left out. */
export type Query = Readonly<
  Record<string, string | number | null | undefined>
>;

export async function fetchOverview(
  dataset: string,
  query: Query,
  signal?: AbortSignal,
): Promise<Overview> {
  const path = `${datasetPath(dataset)}/overview${queryText(query)}`;
  return (await send(path, { signal })) as Overview;
}

export async function fetchOverlapGroups(
  dataset: string,
  signal?: AbortSignal,
): Promise<OverlapGroups> {
  const path = `${datasetPath(dataset)}/overlap-groups`;
  return (await send(path, { signal })) as OverlapGroups;
}

export async function fetchMatrixLayout(
  dataset: string,
  query: Query,
  signal?: AbortSignal,
): Promise<MatrixLayout> {
  const path = `${datasetPath(dataset)}/matrix/layout${queryText(query)}`;
  return (await send(path, { signal })) as MatrixLayout;
}

export async function fetchMatrixChunk(
  dataset: string,
  query: Query,
  signal?: AbortSignal,
): Promise<MatrixChunk> {
  const path = `${datasetPath(dataset)}/matrix/chunk${queryText(query)}`;
  return (await send(path, { signal })) as MatrixChunk;
}

export async function fetchMatrixTile(
  dataset: string,
  query: Query,
  signal?: AbortSignal,
): Promise<MatrixTile> {
  const path = `${datasetPath(dataset)}/matrix/tile${queryText(query)}`;
  return (await send(path, { signal })) as MatrixTile;
}

/** Components and loops as relations appear, each with a cycle of nodes. */
export async function fetchPersistence(
  dataset: string,
  filtration: string,
  signal?: AbortSignal,
): Promise<Persistence> {
  const body = { maxDim: 1, filtration, generators: true };
  const path = `${datasetPath(dataset)}/topology/persistence`;
  return (await send(path, { method: 'POST', body, signal })) as Persistence;
}

/** Query as text, with its question mark; nothing where nothing is asked. */
export function queryText(query: Query): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) given.set(name, String(value));
  }
  const text = given.toString();
  return text === '' ? '' : `?${text}`;
}

/** Address of one data set under the API. */
function datasetPath(dataset: string): string {
  return `/datasets/${encodeURIComponent(dataset)}`;
}

function send(path: string, options: SendOptions): Promise<unknown> {
  return transport().send(path, options);
}
