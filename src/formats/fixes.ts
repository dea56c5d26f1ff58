import {
  csvReader,
  readDelimited,
  type TableExtension,
} from './delimited-reader.ts';
import { sampleDelimited } from './delimited-sample.ts';
import { detectDelimiter } from './delimiter.ts';
import type { DelimitedScanner } from './delimited-scanner.ts';
import {
  cellOfPosition,
  findFixColumns,
  positionFault,
  weekSlot,
  type FixColumns,
} from './fix-columns.ts';
import type { FormatReader } from './format.ts';
import { defaultReadLimits } from './read-limits.ts';
import { rejectionError } from './rejection-log.ts';
import type { TableSample } from './column-sample.ts';
import { isUnmapped, type TableMapping } from './table-mapping.ts';
import type { TableRow } from './table-row.ts';
import { detectTimeFormat, parseTime, type TimeUnit } from './time-text.ts';

const encoder = new TextEncoder();

/**
 * Positions: a table with who, when, latitude and longitude under any of their
 * usual names (Movebank, AIS, telephone records). Beside its own columns it has
 * `person`, `time`, `lat`, `lon`, `cell`, the H3 cell of resolution 9, and `slot`,
 * the hour of the week.
 * Unmapped
 * it is read as any table; the mapping of `fix-columns.ts` makes meetings of it.
 */
export const fixesReader: FormatReader = {
  name: 'fixes',
  title: 'positions (CSV)',
  extensions: [],
  detect(head) {
    // without a line end the head is no header: a document in one long line, say
    if (head.includes(0) || !head.includes(10)) return 0;
    const { byte, columns, even } = detectDelimiter(head, true);
    if (columns < 4 || even < 0.9) return 0;
    const { columns: found } = sampleDelimited({
      file: '',
      bytes: head,
      isWhole: false,
      delimiter: byte,
      limits: defaultReadLimits,
    });
    const fix = findFixColumns(found.map(({ name }) => name));
    return fix === undefined ? 0 : 0.96;
  },
  async read(source, options) {
    const { mapping } = options;
    if (!isUnmapped(mapping)) {
      return readDelimited(source, options, {
        format: 'fixes',
        extend: (sample) => extendFixes(sample, mapping, source.name),
      });
    }
    const result = await csvReader.read(source, options);
    const note = 'These are positions: --recipe fixes makes meetings of them.';
    return { ...result, notes: [note, ...result.notes] };
  },
};

/** The table with the columns that every file of positions then has. */
function extendFixes(
  sample: TableSample,
  mapping: TableMapping,
  file: string,
): TableExtension {
  const names = sample.columns.map(({ name }) => name);
  const fix = findFixColumns(names);
  if (fix === undefined) {
    throw rejectionError({
      file,
      line: 1,
      column: 1,
      reason: `the columns ${names.join(', ')}`,
      expected: 'columns for who, when, latitude and longitude',
    });
  }
  const added: { name: string; from: number }[] = [];
  for (const part of ['person', 'time', 'lat', 'lon'] as const) {
    if (!names.includes(part)) added.push({ name: part, from: fix[part] });
  }
  const made = (['cell', 'slot'] as const).filter(
    (name) => !names.includes(name),
  );
  const columns = [
    ...sample.columns,
    ...[...added, ...made.map((name) => ({ name }))].map(({ name }) => ({
      name,
    })),
  ];
  const unit = detectTimeFormat(sample.texts[fix.time] ?? [])?.unit ?? 'iso';
  const texts = columns.map((_, column) => {
    const { from } = added[column - names.length] ?? { from: column };
    return sample.texts[from] ?? [];
  });
  const sources = added.map(({ from }) => from);
  return {
    sample: { columns, texts },
    mapping,
    row: (scanner) =>
      new FixRow(scanner, { own: names.length, sources, made, fix, unit }),
  };
}

/** What {@link FixRow} adds to a record. */
interface FixParts {
  /** Columns of the file. */
  readonly own: number;
  /** Where the columns under another name come from. */
  readonly sources: readonly number[];
  /** Columns that no cell of the file holds. */
  readonly made: readonly ('cell' | 'slot')[];
  readonly fix: FixColumns;
  readonly unit: TimeUnit;
}

/** A record with the columns that were added: names under another name, and the cell. */
class FixRow implements TableRow {
  bytes: Uint8Array;
  start = 0;
  end = 0;
  readonly #scanner: DelimitedScanner;
  readonly #parts: FixParts;
  readonly #fix: FixColumns;
  readonly #made = new Uint8Array(32);

  constructor(scanner: DelimitedScanner, parts: FixParts) {
    this.#scanner = scanner;
    this.bytes = scanner.bytes;
    this.#parts = parts;
    this.#fix = parts.fix;
  }

  /** What makes the position none, and in which column. */
  flaw(): { cell: number; reason: string; expected: string } | undefined {
    const { lat, lon } = this.#fix;
    const found = positionFault(
      this.#scanner.number(lat),
      this.#scanner.number(lon),
    );
    if (found === undefined) return undefined;
    const { part, reason, expected } = found;
    return { cell: this.#fix[part], reason, expected };
  }

  select(column: number): boolean {
    const from = this.#source(column);
    if (from === undefined) {
      this.bytes = this.#made;
      this.start = 0;
      const text = this.#madeText(column);
      this.end = encoder.encodeInto(text, this.#made).written;
      return this.end > 0;
    }
    if (!this.#scanner.select(from)) return false;
    this.bytes = this.#scanner.bytes;
    this.start = this.#scanner.start;
    this.end = this.#scanner.end;
    return true;
  }

  text(column: number): string {
    const from = this.#source(column);
    return from === undefined
      ? this.#madeText(column)
      : this.#scanner.text(from);
  }

  number(column: number): number {
    const from = this.#source(column);
    return from === undefined ? NaN : this.#scanner.number(from);
  }

  value(column: number): string | null {
    return this.text(column) || null;
  }

  place(column: number): { line?: number; column?: number } {
    return this.#scanner.place(this.#source(column) ?? this.#fix.lat);
  }

  /** The column of the file; undefined for what no cell holds. */
  #source(column: number): number | undefined {
    const { own, sources } = this.#parts;
    return column < own ? column : sources[column - own];
  }

  #madeText(column: number): string {
    const { own, sources, made, unit } = this.#parts;
    if (made[column - own - sources.length] === 'slot') {
      const time = parseTime(this.#scanner.text(this.#fix.time), unit);
      return Number.isNaN(time) ? '' : weekSlot(time);
    }
    const { lat, lon } = this.#fix;
    return cellOfPosition(this.#scanner.number(lat), this.#scanner.number(lon));
  }
}
