import { PolyadError } from '#errors/polyad-error.ts';
import { arrowReader } from './arrow-reader.ts';
import { arrowStreamWriter, arrowWriter } from './arrow-writer.ts';
import { complexTableReader } from './complex-table.ts';
import { cx2Writer } from './cx2-writer.ts';
import { withoutCompressionEnding } from './decompression.ts';
import { csvReader, tsvReader } from './delimited-reader.ts';
import { csvWriter, tsvWriter } from './delimited-writer.ts';
import { edgeListReader, edgeListWriter } from './edge-list.ts';
import { eveReader } from './eve.ts';
import { fixesReader } from './fixes.ts';
import type { FormatReader, FormatWriter } from './format.ts';
import { gexfReader } from './gexf.ts';
import { gexfWriter } from './gexf-writer.ts';
import { gmtReader, gmtWriter } from './gmt.ts';
import { gpxReader } from './gpx.ts';
import { graphmlReader } from './graphml.ts';
import { graphmlStarWriter, graphmlWriter } from './graphml-writer.ts';
import { hifReader } from './hif.ts';
import { hifWriter } from './hif-writer.ts';
import { jsonReader, jsonWriter } from './json.ts';
import { jsonlReader } from './jsonl.ts';
import { jsonlWriter } from './jsonl-writer.ts';
import { parquetReader } from './parquet-reader.ts';
import { parquetWriter } from './parquet-writer.ts';
import { rejectionError } from './rejection-log.ts';
import { sbmlReader } from './sbml.ts';
import { sifReader, sifWriter } from './sif.ts';
import { stixReader } from './stix.ts';
import { sysmonReader } from './sysmon.ts';
import { zeekReader } from './zeek.ts';
import { zeekJsonReader } from './zeek-json.ts';

/** Every format that is read; of those equally sure of a file the first wins. */
export const formatReaders: readonly FormatReader[] = [
  parquetReader,
  arrowReader,
  hifReader,
  stixReader,
  jsonReader,
  zeekJsonReader,
  eveReader,
  sysmonReader,
  jsonlReader,
  zeekReader,
  graphmlReader,
  gexfReader,
  gpxReader,
  sbmlReader,
  sifReader,
  complexTableReader,
  gmtReader,
  fixesReader,
  csvReader,
  tsvReader,
  edgeListReader,
];

/** Every format that is written. */
export const formatWriters: readonly FormatWriter[] = [
  hifWriter,
  jsonWriter,
  jsonlWriter,
  gmtWriter,
  edgeListWriter,
  csvWriter,
  tsvWriter,
  parquetWriter,
  arrowWriter,
  arrowStreamWriter,
  graphmlWriter,
  graphmlStarWriter,
  gexfWriter,
  cx2Writer,
  sifWriter,
];

/** First bytes that are looked at to tell a format. */
export const DETECTION_BYTES = 65_536;

/**
 * The reader that is surest of a file: by its content first, its name second.
 * @param head - The first bytes, decompressed, at most {@link DETECTION_BYTES}.
 * @throws PolyadError INVALID_DATA where no reader knows the bytes.
 */
export function detectFormat(head: Uint8Array, name: string): FormatReader {
  const plainName = withoutCompressionEnding(name);
  let best: FormatReader | undefined;
  let most = 0;
  for (const reader of formatReaders) {
    const sure = reader.detect(head, plainName);
    if (sure <= most) continue;
    most = sure;
    best = reader;
  }
  if (best) return best;
  const binary = head.includes(0);
  throw rejectionError({
    file: name,
    reason: binary
      ? 'this is a binary file of no format that Polyad reads'
      : 'the format cannot be told from the content',
    expected: `one of ${formatNames(formatReaders)}; name it with --format`,
  });
}

/**
 * The reader called `name`.
 * @throws PolyadError INVALID_ARGUMENT if there is none.
 */
export function readerNamed(name: string): FormatReader {
  const reader = formatReaders.find((other) => other.name === name);
  if (reader) return reader;
  throw unknownFormat('read', name, formatReaders);
}

/** The reader whose file name ending this is, for a file without content. */
export function readerByEnding(name: string): FormatReader | undefined {
  return byEnding(formatReaders, name);
}

/**
 * The writer called `nameOrFile`, or the one for that file name's ending.
 * @throws PolyadError INVALID_ARGUMENT if there is none.
 */
export function writerFor(nameOrFile: string): FormatWriter {
  const writer =
    formatWriters.find((other) => other.name === nameOrFile) ??
    byEnding(formatWriters, nameOrFile);
  if (writer) return writer;
  throw unknownFormat('written', nameOrFile, formatWriters);
}

/** The format with the longest matching ending, so that `.hif.json` is not `.json`. */
function byEnding<F extends FormatReader | FormatWriter>(
  formats: readonly F[],
  name: string,
): F | undefined {
  const plain = withoutCompressionEnding(name).toLowerCase();
  let best: F | undefined;
  let longest = 0;
  for (const format of formats) {
    for (const extension of format.extensions) {
      const matches = plain.endsWith(`.${extension}`);
      if (!matches || extension.length <= longest) continue;
      longest = extension.length;
      best = format;
    }
  }
  return best;
}

function unknownFormat(
  verb: string,
  name: string,
  formats: readonly (FormatReader | FormatWriter)[],
): PolyadError {
  return new PolyadError(
    'INVALID_ARGUMENT',
    `No format for "${name}" can be ${verb}. Choose one of ${formatNames(formats)}.`,
    { format: name, formats: formats.map((format) => format.name) },
  );
}

function formatNames(
  formats: readonly (FormatReader | FormatWriter)[],
): string {
  return formats.map((format) => format.name).join(', ');
}
