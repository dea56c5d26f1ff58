import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { tableFromIPC, vectorFromArray } from 'apache-arrow';
import { PolyadError } from '#errors/polyad-error.ts';
import { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  SequentialIdTable,
  Utf8IdTable,
  type IdTable,
} from '#hypergraph/id-table.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { IncidenceProperties } from '#hypergraph/incidence-properties.ts';
import { arrowType, PropertyColumn } from '#hypergraph/property-column.ts';
import { PropertyTable } from '#hypergraph/property-table.ts';
import { allocateUint32, allocateUint8 } from '#numeric/allocate.ts';
import { Bitset } from '#numeric/bitset.ts';
import {
  MAGIC,
  TAIL_BYTES,
  type ColumnSection,
  type IdSections,
  type IncidenceSections,
  type Section,
  type SnapshotFooter,
  type TableSections,
} from './snapshot-layout.ts';

const decoder = new TextDecoder();

/** Most bytes that one read may ask the system for. */
const READ_BYTES = 1 << 30;

/**
 * The hypergraph that {@link writeSnapshot} wrote, its matrix and ids in shared
 * memory. Reads the whole file before it returns, at the speed of the disk.
 * @throws PolyadError NOT_FOUND, INVALID_DATA if the file is not whole
 */
export function readSnapshot(path: string): Hypergraph {
  const file = openFile(path);
  try {
    return hypergraphFrom(new SectionReader(file, path));
  } catch (cause) {
    throw cause instanceof PolyadError ? cause : damaged(path, cause);
  } finally {
    closeSync(file);
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    throw new PolyadError(
      'NOT_FOUND',
      `The snapshot ${path} is gone. Import the data set again.`,
      { path },
      { cause },
    );
  }
}

function hypergraphFrom(reader: SectionReader): Hypergraph {
  const { footer } = reader;
  return new Hypergraph({
    edges: readIncidence(reader, footer.byEdge, footer.edges),
    nodes: readIncidence(reader, footer.byNode, footer.nodes),
    edgeIds: readIds(reader, footer.edgeIds),
    nodeIds: readIds(reader, footer.nodeIds),
    edgeProperties: readTable(reader, footer.edgeProperties),
    nodeProperties: readTable(reader, footer.nodeProperties),
    incidenceProperties: IncidenceProperties.ofEdges(
      readTable(reader, footer.incidenceProperties),
    ),
    networkType: footer.networkType,
    metadata: footer.metadata,
  });
}

class SectionReader {
  readonly footer: SnapshotFooter;
  readonly path: string;
  readonly #file: number;
  readonly #size: number;

  constructor(file: number, path: string) {
    this.#file = file;
    this.path = path;
    this.#size = fstatSync(file).size;
    this.footer = this.#readFooter();
  }

  words(section: Section): Uint32Array {
    const words = allocateUint32(section.bytes / 4);
    this.#fill(new Uint8Array(words.buffer), section.start);
    return words;
  }

  sharedBytes({ start, bytes }: Section): Uint8Array {
    return this.#fill(allocateUint8(bytes), start);
  }

  /** Not shared, because Arrow decodes text from it. */
  bytes({ start, bytes }: Section): Uint8Array {
    return this.#fill(new Uint8Array(bytes), start);
  }

  #readFooter(): SnapshotFooter {
    const tailAt = this.#size - TAIL_BYTES;
    if (tailAt < MAGIC.length) throw damaged(this.path);
    const tail = this.bytes({ start: tailAt, bytes: TAIL_BYTES });
    const head = this.bytes({ start: 0, bytes: MAGIC.length });
    const length = new DataView(tail.buffer).getUint32(0, true);
    const marks = [head, tail.subarray(8)].map((mark) => decoder.decode(mark));
    if (marks.some((mark) => mark !== MAGIC)) throw damaged(this.path);
    if (length > tailAt) throw damaged(this.path);
    const json = this.bytes({ start: tailAt - length, bytes: length });
    return JSON.parse(decoder.decode(json)) as SnapshotFooter;
  }

  #fill(into: Uint8Array, start: number): Uint8Array {
    if (start + into.length > this.#size) throw damaged(this.path);
    let done = 0;
    while (done < into.length) {
      const rest = Math.min(READ_BYTES, into.length - done);
      const read = readSync(this.#file, into, done, rest, start + done);
      if (read === 0) throw damaged(this.path);
      done += read;
    }
    return into;
  }
}

function readIncidence(
  reader: SectionReader,
  sections: IncidenceSections,
  rows: number,
): Incidence {
  const offsets = reader.words(sections.offsets);
  const members = reader.words(sections.members);
  if (offsets.length !== rows + 1 || offsets[rows] !== members.length) {
    throw damaged(reader.path);
  }
  return { offsets, members };
}

function readIds(reader: SectionReader, sections: IdSections): IdTable {
  if (sections.kind === 'sequential') {
    return new SequentialIdTable(sections.count);
  }
  const { count, text, offsets, slots } = sections;
  return new Utf8IdTable({
    bytes: reader.sharedBytes(text),
    offsets: reader.words(offsets),
    slots: reader.words(slots),
    ...(sections.integers && {
      integers: readBits(reader, sections.integers, count),
    }),
  });
}

function readBits(
  reader: SectionReader,
  section: Section,
  count: number,
): Bitset {
  const bits = new Bitset(count);
  bits.words.set(reader.words(section).subarray(0, bits.words.length));
  return bits;
}

function readTable(
  reader: SectionReader,
  { rows, columns }: TableSections,
): PropertyTable {
  return new PropertyTable(
    rows,
    columns.map((column) => readColumn(reader, column)),
  );
}

function readColumn(
  reader: SectionReader,
  { name, type, arrow }: ColumnSection,
): PropertyColumn {
  const table = tableFromIPC(reader.bytes(arrow));
  // A stream without rows has no batches, and then no column either.
  const vector =
    table.numRows === 0
      ? vectorFromArray([], arrowType(type))
      : table.getChildAt(0);
  if (!vector) throw damaged(reader.path);
  return new PropertyColumn(name, type, vector);
}

function damaged(path: string, cause?: unknown): PolyadError {
  return new PolyadError(
    'INVALID_DATA',
    `The snapshot ${path} is damaged. Import the data set again, or restore a backup.`,
    { path },
    { cause },
  );
}
