import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';
import { PolyadError } from '#errors/polyad-error.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import { isUnmapped } from '#formats/table-mapping.ts';
import type { RejectedRow } from '#formats/rejection-log.ts';
import { throwIfStopped, type StopSignal } from '#numeric/cancellation.ts';
import { commandLine, readingOptions } from '../report/command-line.ts';
import { composeReport, DEFAULT_EFFORT } from '../report/compose-report.ts';
import { numberText, stepsText } from '../report/number-text.ts';
import type { Report } from '../report/report.ts';
import { fileSource } from '../sources/file-source.ts';
import { version } from '../version.ts';
import type { LoadedSource, MappingChoice } from './load.ts';

/** What a report may be written as. */
export const reportForms = ['html', 'text'] as const;

export type ReportForm = (typeof reportForms)[number];

/** Rows of the source named that were not read. */
const NAMED_ROWS = 10;

/** What a report is asked for. */
export interface ReportRequest {
  /** How the source was read. */
  readonly choice: MappingChoice;
  readonly seed: number;
  /** Most elementary steps of a part; default {@link DEFAULT_EFFORT}. */
  readonly effort?: number | undefined;
}

/**
 * Form of a report by what was asked for, else by the file's ending.
 * @throws PolyadError INVALID_ARGUMENT for an ending that says nothing.
 */
export function reportForm(
  file: string,
  asked: ReportForm | undefined,
): ReportForm {
  if (asked !== undefined) return asked;
  const ending = extname(file).toLowerCase();
  if (ending === '.html' || ending === '.htm') return 'html';
  if (ending === '.txt' || ending === '.text') return 'text';
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `${file} could be any kind of report. End it in .html or .txt, or say --as html or --as text.`,
    { file },
  );
}

/**
 * Everything a report says of a source.
 * @throws PolyadError INVALID_ARGUMENT if the effort is not positive; CANCELLED,
 * LIMIT_EXCEEDED
 * @remarks Names the file without its folder: reports are passed on.
 */
export async function reportOnSource(
  loaded: LoadedSource,
  request: ReportRequest,
  watch: ComputeOptions = {},
): Promise<Report> {
  const { choice, seed, effort = DEFAULT_EFFORT } = request;
  if (!(effort > 0)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `The effort is ${effort}; it must be a positive number of steps, such as 1e10.`,
      { effort },
    );
  }
  const source = sourceName(loaded);
  const context = { source, choice, seed };
  const again = effort === DEFAULT_EFFORT ? '' : `--effort ${effort}`;
  return composeReport(
    {
      hypergraph: loaded.hypergraph,
      title: source === '-' ? 'Standard input' : source,
      provenance: [
        ...(await sourceFacts(loaded, choice, watch.signal)),
        ['seed', String(seed)],
        ['effort', `${stepsText(effort)} steps a part`],
        ['Polyad', version],
        ['command', commandLine(context, 'report', again)],
      ],
      rejected: {
        count: loaded.rejected.count,
        rows: loaded.rejected.rows.slice(0, NAMED_ROWS).map(rowText),
      },
      command: (name, options) => commandLine(context, name, options),
    },
    { ...watch, seed, effort },
  );
}

function sourceName({ source, stored }: LoadedSource): string {
  if (stored) return `ws:${stored.name}@${stored.version}`;
  return source === '-' ? source : basename(source);
}

type Facts = (readonly [name: string, value: string])[];

async function sourceFacts(
  { source, stored, format, notes }: LoadedSource,
  choice: MappingChoice,
  signal: StopSignal | undefined,
): Promise<Facts> {
  const facts: Facts = [];
  if (stored) {
    const { provenance } = stored;
    facts.push(
      [
        'source',
        `${stored.name}, version ${stored.version}, from ${provenance.source}`,
      ],
      ['SHA-256', hashText(provenance.sha256, provenance.bytes)],
      ['format', format],
      ['mapping', JSON.stringify(provenance.mapping)],
    );
    return [...facts, ...notesFacts(provenance.notes)];
  }
  if (source === '-') facts.push(['source', 'standard input, not kept']);
  else {
    const { sha256, bytes } = await hashFile(source, signal);
    facts.push(
      ['source', basename(source)],
      ['SHA-256', hashText(sha256, bytes)],
    );
  }
  const options = readingOptions(choice).join(' ');
  const isPlain = isUnmapped(choice.mapping) && options === '';
  facts.push(
    ['format', format],
    ['mapping', isPlain ? 'as the format says' : options],
  );
  return [...facts, ...notesFacts(notes)];
}

function notesFacts(notes: readonly string[]): Facts {
  return notes.length === 0 ? [] : [['noted', notes.join(' ')]];
}

function hashText(sha256: string, bytes: number): string {
  return `${sha256} (${numberText(bytes)} bytes)`;
}

async function hashFile(
  path: string,
  signal: StopSignal | undefined,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of fileSource(path).open()) {
    throwIfStopped(signal);
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

function rowText({ line, column, reason, expected }: RejectedRow): string {
  const place = [line, column].filter((part) => part !== undefined).join(':');
  return `${place === '' ? '' : `${place}: `}${reason}; expected ${expected}`;
}
