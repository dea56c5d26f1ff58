import type { FormatWriter } from '#formats/format.ts';
import { writerFor } from '#formats/registry.ts';
import { restrictToEdges } from '#hypergraph/restrict.ts';
import { throwIfStopped, type StopSignal } from '#numeric/cancellation.ts';
import type { ScoringMode } from '../anomaly-ranking.ts';
import type { Dataset } from '../dataset.ts';
import type { OverviewFilter } from './overview-filter.ts';
import { keptElements } from './overview.ts';

export interface ExportOptions {
  /** Name of a format that is written. */
  readonly format: string;
  /** Ranges that hyperedges must pass; none keeps the data set as it is. */
  readonly filter: OverviewFilter;
  readonly mode?: ScoringMode | undefined;
  readonly signal: StopSignal;
}

/** A file on its way. */
export interface ExportedFile {
  /** A name for it: the data set's, without what file systems dislike. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** What the format could not hold, in sentences for people. */
  readonly losses: readonly string[];
}

/**
 * Writes a data set, or the hyperedges of it that pass a filter, as a file.
 * @throws PolyadError INVALID_ARGUMENT for an unknown format; as the signal says
 * @remarks Written in pieces; nothing is kept in memory beside them.
 */
export async function exportDataset(
  dataset: Dataset,
  { format, filter, mode, signal }: ExportOptions,
): Promise<ExportedFile> {
  const writer = writerFor(format);
  const isWhole = Object.values(filter).every((end) => end === undefined);
  let { hypergraph } = dataset;
  if (!isWhole) {
    const { edges } = await keptElements(dataset, { filter, mode, signal });
    const kept: number[] = [];
    edges.forEach((isKept, edge) => {
      if (isKept === 1) kept.push(edge);
    });
    hypergraph = restrictToEdges(hypergraph, kept);
  }
  return {
    name: fileName(dataset.name, writer),
    bytes: stoppable(writer.write(hypergraph, {}), signal),
    losses: writer.losses(hypergraph),
  };
}

function fileName(dataset: string, { extensions }: FormatWriter): string {
  const stem = dataset
    .normalize('NFKD')
    .replace(/\.[A-Za-z0-9.]+$/, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${stem === '' ? 'dataset' : stem}.${extensions[0] ?? 'txt'}`;
}

async function* stoppable(
  chunks: AsyncIterable<Uint8Array>,
  signal: StopSignal,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    throwIfStopped(signal);
    yield chunk;
  }
}
