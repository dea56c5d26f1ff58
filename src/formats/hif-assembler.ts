import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { GrowableUint8 } from '#numeric/growable.ts';
import type { CheckedRecord } from './hif-check.ts';
import {
  columnsOfRecord,
  mergedColumns,
  recordsOfColumns,
  REMAINDER,
  type Columns,
  type HifKind,
} from './hif-record.ts';

const LISTED = 1;
const NAMED_BY_INCIDENCE = 2;
const HAS_COLUMNS = 4;

/** Nodes or hyperedges while a document is read. */
class Elements {
  readonly kind: 'node' | 'edge';
  /** LISTED, NAMED_BY_INCIDENCE, HAS_COLUMNS by index. */
  readonly flags = new GrowableUint8();
  readonly columnNames = new Set<string>();
  /** All records of the elements listed more than once, by index. */
  readonly repeated = new Map<number, string[]>();

  constructor(kind: 'node' | 'edge') {
    this.kind = kind;
  }

  mark(index: number, flag: number): void {
    if (index >= this.flags.length) {
      this.flags.fill(0, index + 1 - this.flags.length);
    }
    this.flags.set(index, this.flags.at(index) | flag);
  }

  has(index: number, flag: number): boolean {
    return index < this.flags.length && (this.flags.at(index) & flag) !== 0;
  }
}

/** Source text of a value of a record's `attrs`. */
export type SourceText = (key: string) => string;

/**
 * Builds the hypergraph of a HIF document from its records in file order, and
 * notes what the columns cannot say, so that writing gives the document again.
 */
export class HifAssembler {
  readonly builder = new HypergraphBuilder();
  readonly #nodes = new Elements('node');
  readonly #edges = new Elements('edge');
  readonly #incidenceColumns = new Set<string>();

  /** Columns of the widest of the three tables. */
  get columnCount(): number {
    return Math.max(
      this.#nodes.columnNames.size,
      this.#edges.columnNames.size,
      this.#incidenceColumns.size,
    );
  }

  addIncidence(record: CheckedRecord, sourceText?: SourceText): void {
    const { builder } = this;
    const edge = builder.addEdge(record.edge ?? '');
    const node = builder.addNode(record.node ?? '');
    this.#edges.mark(edge, NAMED_BY_INCIDENCE);
    this.#nodes.mark(node, NAMED_BY_INCIDENCE);
    builder.addIncidence(edge, node);
    const columns = columnsOfRecord('incidence', record, sourceText);
    for (const [name, value] of columns) {
      this.#incidenceColumns.add(name);
      builder.setIncidence(name, value);
    }
  }

  addNode(record: CheckedRecord, sourceText?: SourceText): void {
    const index = this.builder.addNode(record.node ?? '');
    this.#list(this.#nodes, index, columnsOfRecord('node', record, sourceText));
  }

  addEdge(record: CheckedRecord, sourceText?: SourceText): void {
    const index = this.builder.addEdge(record.edge ?? '');
    this.#list(this.#edges, index, columnsOfRecord('edge', record, sourceText));
  }

  /** The hypergraph; the assembler must not be used afterwards. */
  finish(): Hypergraph {
    for (const elements of [this.#nodes, this.#edges]) {
      this.#rememberRepeats(elements);
      this.#rememberListed(elements);
    }
    this.#rememberRepeatedIncidences();
    return this.builder.build();
  }

  #list(elements: Elements, index: number, columns: Columns): void {
    if (elements.has(index, LISTED)) {
      this.#listAgain(elements, index, columns);
    } else {
      elements.mark(index, LISTED);
      this.#set(elements, index, columns);
    }
  }

  #listAgain(elements: Elements, index: number, columns: Columns): void {
    const { kind, repeated } = elements;
    let records = repeated.get(index);
    if (!records) {
      const first = this.#columnsSoFar(elements, index);
      records = [...recordsOfColumns(kind, first)];
      repeated.set(index, records);
    }
    records.push(...recordsOfColumns(kind, columns));
    const news = [...columns].filter(
      ([name]) => this.#get(elements, index, name) === null,
    );
    this.#set(elements, index, new Map(news));
  }

  #columnsSoFar(elements: Elements, index: number): Columns {
    const names = [...elements.columnNames];
    const all = names.map(
      (name) => [name, this.#get(elements, index, name)] as const,
    );
    return new Map(all.filter(([, value]) => value !== null));
  }

  #get(elements: Elements, index: number, name: string): Value {
    return elements.kind === 'node'
      ? this.builder.nodeProperty(index, name)
      : this.builder.edgeProperty(index, name);
  }

  #set(elements: Elements, index: number, columns: Columns): void {
    for (const [name, value] of columns) {
      elements.columnNames.add(name);
      if (elements.kind === 'node') this.builder.setNode(index, name, value);
      else this.builder.setEdge(index, name, value);
    }
    if (columns.size > 0) elements.mark(index, HAS_COLUMNS);
  }

  #rememberRepeats(elements: Elements): void {
    for (const [index, records] of elements.repeated) {
      const columns = new Map([[REMAINDER, JSON.stringify({ records })]]);
      this.#set(elements, index, columns);
    }
  }

  /** Notes elements listed although nothing else asks for their record. */
  #rememberListed(elements: Elements): void {
    const { flags } = elements;
    const listed = new Map([[REMAINDER, '{}']]);
    for (let index = 0; index < flags.length; index++) {
      if (flags.at(index) === (LISTED | NAMED_BY_INCIDENCE)) {
        this.#set(elements, index, listed);
      }
    }
  }

  #rememberRepeatedIncidences(): void {
    const { builder } = this;
    for (const group of builder.repeatedIncidences()) {
      const rows = group.map((position) => this.#incidence(position));
      const records = rows.flatMap((row) => recordsOfColumns(INCIDENCE, row));
      const usual = recordsOfColumns(INCIDENCE, mergedColumns(INCIDENCE, rows));
      const [first = 0] = group;
      const same =
        [...records].sort().join('\n') === [...usual].sort().join('\n');
      if (!same) {
        builder.setIncidenceAt(first, REMAINDER, JSON.stringify({ records }));
      }
    }
  }

  #incidence(position: number): Columns {
    const columns: Columns = new Map();
    for (const name of this.#incidenceColumns) {
      const value = this.builder.incidenceProperty(position, name);
      if (value !== null) columns.set(name, value);
    }
    return columns;
  }
}

const INCIDENCE: HifKind = 'incidence';
type Value = ReturnType<HypergraphBuilder['nodeProperty']>;
