import { Table, tableToIPC } from 'apache-arrow';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { Utf8IdTable, type IdTable } from '#hypergraph/id-table.ts';
import { IdTableBuilder } from '#hypergraph/id-table-builder.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import type { PropertyColumn } from '#hypergraph/property-column.ts';
import type { PropertyTable } from '#hypergraph/property-table.ts';
import { throwIfStopped, type StopSignal } from '#numeric/cancellation.ts';
import {
  writeDurably,
  type FileAppender,
  type WrittenFile,
} from './durable-file.ts';
import {
  ALIGNMENT,
  MAGIC,
  type ColumnSection,
  type IdSections,
  type IncidenceSections,
  type Section,
  type SnapshotFooter,
  type TableSections,
} from './snapshot-layout.ts';

const encoder = new TextEncoder();

/**
 * Writes a hypergraph as columns that load without parsing. Nothing is lost: the
 * order of nodes and hyperedges, kinds of ids, types of columns and metadata are
 * what they were.
 * @throws PolyadError LIMIT_EXCEEDED if the disk is full, CANCELLED
 * @remarks O(bytes) time; beyond the hypergraph, memory for one column.
 */
export function writeSnapshot(
  path: string,
  hypergraph: Hypergraph,
  signal?: StopSignal,
): Promise<WrittenFile> {
  return writeDurably(path, async (file) => {
    const writer = new SectionWriter(file, signal);
    await writer.text(MAGIC);
    const footer = encoder.encode(
      JSON.stringify(await writeSections(writer, hypergraph)),
    );
    await file.append(footer);
    const tail = new DataView(new ArrayBuffer(8));
    tail.setUint32(0, footer.length, true);
    await file.append(new Uint8Array(tail.buffer));
    await writer.text(MAGIC);
  });
}

async function writeSections(
  writer: SectionWriter,
  hypergraph: Hypergraph,
): Promise<SnapshotFooter> {
  return {
    nodes: hypergraph.nodeCount,
    edges: hypergraph.edgeCount,
    incidences: hypergraph.incidenceCount,
    networkType: hypergraph.networkType,
    metadata: hypergraph.metadata,
    byEdge: await writeIncidence(writer, hypergraph.edges),
    byNode: await writeIncidence(writer, hypergraph.nodes),
    edgeIds: await writeIds(writer, hypergraph.edgeIds),
    nodeIds: await writeIds(writer, hypergraph.nodeIds),
    edgeProperties: await writeTable(writer, hypergraph.edgeProperties),
    nodeProperties: await writeTable(writer, hypergraph.nodeProperties),
    incidenceProperties: await writeTable(
      writer,
      hypergraph.incidencesByEdge(),
    ),
  };
}

/** Appends aligned sections, looking at the stop signal before each. */
class SectionWriter {
  readonly #file: FileAppender;
  readonly #signal: StopSignal | undefined;

  constructor(file: FileAppender, signal: StopSignal | undefined) {
    this.#file = file;
    this.#signal = signal;
  }

  async text(text: string): Promise<void> {
    await this.#file.append(encoder.encode(text));
  }

  async section(array: Uint8Array | Uint32Array): Promise<Section> {
    throwIfStopped(this.#signal);
    const gap = -this.#file.position & (ALIGNMENT - 1);
    await this.#file.append(new Uint8Array(gap));
    const start = this.#file.position;
    const { buffer, byteOffset, byteLength } = array;
    await this.#file.append(new Uint8Array(buffer, byteOffset, byteLength));
    return { start, bytes: byteLength };
  }
}

async function writeIncidence(
  writer: SectionWriter,
  { offsets, members }: Incidence,
): Promise<IncidenceSections> {
  return {
    offsets: await writer.section(offsets),
    members: await writer.section(members),
  };
}

async function writeIds(
  writer: SectionWriter,
  table: IdTable,
): Promise<IdSections> {
  const { count } = table;
  const { ids } = table instanceof Utf8IdTable ? table : { ids: undefined };
  if (!ids) {
    return isSequential(table)
      ? { kind: 'sequential', count }
      : writeIds(writer, rebuilt(table));
  }
  const { bytes, offsets, slots, integers } = ids;
  return {
    kind: 'utf8',
    count,
    text: await writer.section(bytes),
    offsets: await writer.section(offsets),
    slots: await writer.section(slots),
    ...(integers && { integers: await writer.section(integers.words) }),
  };
}

function isSequential(table: IdTable): boolean {
  for (let index = 0; index < table.count; index++) {
    if (table.idAt(index) !== String(index)) return false;
  }
  return true;
}

function rebuilt(table: IdTable): Utf8IdTable {
  const builder = new IdTableBuilder();
  for (let index = 0; index < table.count; index++) {
    builder.intern(table.idAt(index));
  }
  return builder.build();
}

async function writeTable(
  writer: SectionWriter,
  table: PropertyTable,
): Promise<TableSections> {
  const columns: ColumnSection[] = [];
  for (const column of table.columns()) {
    const { name, type } = column;
    const arrow = await writer.section(columnBytes(column));
    columns.push({ name, type, arrow });
  }
  return { rows: table.length, columns };
}

/** Each column is a stream of its own: dictionaries of two columns never mix. */
function columnBytes(column: PropertyColumn): Uint8Array {
  const { vector } =
    column.vector.data.length > 1 ? inOnePiece(column) : column;
  return tableToIPC(new Table({ values: vector }), 'stream');
}

function inOnePiece(column: PropertyColumn): PropertyColumn {
  return column.gather(Array.from({ length: column.length }, (_, row) => row));
}
