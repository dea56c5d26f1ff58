import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import { PolyadError } from '#errors/polyad-error.ts';
import { guardFormula, isGuarded } from '#formats/formula-guard.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { DatasetVersion } from '#store/dataset-store.ts';
import type { Label, LabelledElement } from '#store/label-store.ts';
import { writeFileAtomically } from '../sinks/atomic-file.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { datasetReference } from './load.ts';
import { referenceOf } from './stored-datasets.ts';

/** Longest label and longest reason, characters. */
const MAX_LABEL = 64;
const MAX_REASON = 4000;

const COLUMNS = ['id', 'label', 'reason', 'who', 'when'] as const;

type LabelCells = Partial<Record<(typeof COLUMNS)[number], string>>;

/** Which data set and side labels are about, and who brings them. */
export interface LabelTask {
  /** Name, with or without version. */
  readonly dataset: string;
  readonly of: LabelledElement;
}

/** What was read or written. */
export interface LabelReport {
  readonly dataset: string;
  readonly of: LabelledElement;
  readonly labels: number;
}

/**
 * Adds the labels of a CSV file `id,label[,reason,who,when]`, all or none. An
 * empty label takes an earlier one back.
 * @throws PolyadError INVALID_DATA with file and line; NOT_FOUND
 */
export async function importLabels(
  workspace: OpenWorkspace,
  file: string,
  { dataset, of }: LabelTask,
  actor: string,
): Promise<LabelReport> {
  const version = await workspace.datasets.find(datasetReference(dataset));
  const hypergraph = workspace.datasets.load(version);
  const labels = await readLabels(file, hypergraph, { of, who: actor });
  await workspace.labels.add(version.id, labels, actor);
  return { dataset: referenceOf(version), of, labels: labels.length };
}

/**
 * Reads the labels of a CSV file `id,label[,reason,who,when]`.
 * @param given - What they are about, and who says so where the file does not.
 * @throws PolyadError INVALID_DATA with file and line; NOT_FOUND
 */
export async function readLabels(
  file: string,
  hypergraph: Hypergraph,
  given: Pick<Label, 'of' | 'who'>,
): Promise<Label[]> {
  const labels: Label[] = [];
  const when = new Date().toISOString();
  for await (const { cells, line } of readCells(file)) {
    const label = labelFrom(cells, { ...given, when }, { file, line });
    checkElement(hypergraph, label, { file, line });
    labels.push(label);
  }
  return labels;
}

/**
 * Writes the labels that count now as CSV, safe to open in a spreadsheet.
 * @throws PolyadError NOT_FOUND, CONFLICT if the file cannot be written
 */
export async function exportLabels(
  workspace: OpenWorkspace,
  file: string,
  { dataset, of }: LabelTask,
): Promise<LabelReport & { file: string }> {
  const version = await workspace.datasets.find(datasetReference(dataset));
  const labels = await currentLabels(workspace, version, of);
  await writeFileAtomically(file, labelLines(labels));
  return { file, dataset: referenceOf(version), of, labels: labels.length };
}

/** The labels of one side that count now, or counted at a position. */
export async function currentLabels(
  { labels }: OpenWorkspace,
  { id }: Pick<DatasetVersion, 'id'>,
  of?: LabelledElement,
  position?: number,
): Promise<Label[]> {
  const current = await labels.current(id, position);
  return of === undefined ? current : current.filter((l) => l.of === of);
}

/**
 * Checks that a label is about an element of the data.
 * @throws PolyadError NOT_FOUND
 */
export function checkElement(
  { edgeIds, nodeIds }: Hypergraph,
  { of, id }: Pick<Label, 'of' | 'id'>,
  place: { readonly file?: string; readonly line?: number } = {},
): void {
  if ((of === 'edges' ? edgeIds : nodeIds).indexOf(id) !== undefined) return;
  const what = of === 'edges' ? 'hyperedge' : 'node';
  const where =
    place.file === undefined ? '' : `${place.file}:${place.line ?? 1}: `;
  throw new PolyadError(
    place.file === undefined ? 'NOT_FOUND' : 'INVALID_DATA',
    `${where}the data hold no ${what} ${id}. Label what is there.`,
    { ...place, id },
  );
}

function* labelLines(labels: readonly Label[]): Generator<string> {
  yield stringify([COLUMNS]);
  for (const { id, label, reason, who, when } of labels) {
    const cells = [id, label ?? '', reason, who, when];
    yield stringify([cells.map((cell) => guardFormula(cell))]);
  }
}

async function* readCells(
  file: string,
): AsyncGenerator<{ cells: LabelCells; line: number }> {
  const rows = parse({
    bom: true,
    columns: true,
    info: true,
    skip_empty_lines: true,
  });
  const source = createReadStream(file);
  source.once('error', (error) => rows.destroy(error));
  source.pipe(rows);
  try {
    for await (const row of rows as AsyncIterable<CsvRow>) {
      yield { cells: row.record, line: row.info.lines };
    }
  } catch (error) {
    throw readFault(error, file);
  }
}

interface CsvRow {
  readonly record: LabelCells;
  readonly info: { readonly lines: number };
}

function labelFrom(
  cells: LabelCells,
  given: Pick<Label, 'of' | 'who' | 'when'>,
  place: { file: string; line: number },
): Label {
  const text = (name: keyof LabelCells): string => unguarded(cells[name] ?? '');
  const [label, reason, when] = [text('label'), text('reason'), text('when')];
  const fault =
    cells.id === undefined
      ? 'there is no column id'
      : cells.label === undefined
        ? 'there is no column label'
        : label.length > MAX_LABEL
          ? `the label is over ${MAX_LABEL} characters long`
          : reason.length > MAX_REASON
            ? `the reason is over ${MAX_REASON} characters long`
            : when !== '' && Number.isNaN(Date.parse(when))
              ? `"${when}" is not a time`
              : undefined;
  if (fault !== undefined) {
    throw new PolyadError(
      'INVALID_DATA',
      `${place.file}:${place.line}: ${fault}; expected id,label and, if you like, reason,who,when (ISO 8601).`,
      { ...place },
    );
  }
  const who = text('who');
  return {
    of: given.of,
    id: text('id'),
    label: label === '' ? null : label,
    reason,
    who: who === '' ? given.who : who,
    when: when === '' ? given.when : new Date(when).toISOString(),
  };
}

/** A cell as it was before it was made harmless for spreadsheets. */
function unguarded(cell: string): string {
  const bytes = new TextEncoder().encode(cell);
  return isGuarded(bytes, 0, bytes.length) ? cell.slice(1) : cell;
}

function readFault(error: unknown, file: string): unknown {
  if (error instanceof PolyadError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const missing = code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES';
  return new PolyadError(
    missing ? 'NOT_FOUND' : 'INVALID_DATA',
    missing
      ? `The labels ${file} could not be read (${code}).`
      : `${file}: ${message}; expected CSV with the columns id and label.`,
    { file },
    { cause: error },
  );
}
