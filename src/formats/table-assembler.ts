import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { Hypergraph, NetworkType } from '#hypergraph/hypergraph.ts';
import {
  numberVector,
  PropertyColumn,
  validityBitmap,
} from '#hypergraph/property-column.ts';
import { PropertyTable } from '#hypergraph/property-table.ts';
import { GrowableFloat64, GrowableUint32 } from '#numeric/growable.ts';
import { EdgeKeys, NO_ELEMENT } from './edge-keys.ts';
import { EdgeTimes } from './edge-times.ts';
import { MemberCells } from './member-cells.ts';
import { cellTime, propertySink, type PropertySink } from './property-sink.ts';
import type { RejectedRow, RejectionLog } from './rejection-log.ts';
import type { TablePlan } from './table-plan.ts';
import type { TableRow } from './table-row.ts';
import { TextColumnBuilder } from './text-column-builder.ts';

export interface TableAssemblerOptions {
  /** What errors call the source. */
  readonly file: string;
  readonly plan: TablePlan;
  readonly rejected: RejectionLog;
}

/**
 * Turns the rows of a table into hyperedges as its plan says.
 *
 * Rows count from 0, rejected ones too, so that a hyperedge's id, or where rows
 * are grouped its property `row` (the first of its rows), leads to its source.
 * Of grouped rows `time` is the earliest, `end` the latest, weights of a
 * repeated member add, and of a kept column the first value stays.
 * @remarks O(cells used); no object a row.
 */
export class TableAssembler {
  readonly #file: string;
  readonly #plan: TablePlan;
  readonly #rejected: RejectionLog;
  readonly #builder = new HypergraphBuilder({ sequentialEdges: true });
  readonly #edges: EdgeKeys;
  readonly #members: MemberCells;
  readonly #times = new EdgeTimes();
  readonly #firstRows = new GrowableUint32();
  readonly #weights = new GrowableFloat64();
  readonly #roles = new TextColumnBuilder('role');
  readonly #sinks: readonly PropertySink[];
  #rows = 0;
  // Of the row at hand; NaN where it has none.
  #time = NaN;
  #weight = NaN;

  constructor({ file, plan, rejected }: TableAssemblerOptions) {
    this.#file = file;
    this.#plan = plan;
    this.#rejected = rejected;
    this.#edges = new EdgeKeys(plan, this.#builder);
    this.#members = new MemberCells(plan, this.#builder);
    this.#sinks = plan.properties.map(propertySink);
  }

  /** Rows seen, rejected ones included. */
  get rowCount(): number {
    return this.#rows;
  }

  get incidenceCount(): number {
    return this.#builder.incidenceCount;
  }

  /**
   * Counts a row that its reader could not read.
   * @throws PolyadError INVALID_DATA if the log is strict.
   */
  reject(row: RejectedRow): void {
    this.#rows++;
    this.#rejected.add(row);
  }

  /**
   * Adds the row that `row` stands on, or rejects it.
   * @throws PolyadError INVALID_DATA for a rejected row if the log is strict.
   */
  add(row: TableRow): void {
    const index = this.#rows++;
    if (!this.#readTime(row) || !this.#readWeight(row)) return;
    const edge = this.#edges.edgeOf(row, index, this.#time);
    const { shape } = this.#plan;
    if (edge === NO_ELEMENT && shape === 'grouped') {
      this.#rejectCell(
        row,
        this.#plan.edge[0] ?? 0,
        'the key of the hyperedge is empty',
        'a value',
      );
      return;
    }
    if (edge !== NO_ELEMENT) {
      if (!Number.isNaN(this.#time)) this.#times.add(edge, this.#time);
      if (shape === 'grouped' && edge === this.#firstRows.length) {
        this.#firstRows.push(index);
      }
    }
    const before = this.#builder.incidenceCount;
    const node = this.#members.addMembers(row, edge);
    if (edge === NO_ELEMENT && node === NO_ELEMENT) {
      this.#rejectCell(
        row,
        this.#plan.edge[0] ?? 0,
        'neither an edge nor a node',
        'at least one of them',
      );
      return;
    }
    this.#describe(row, before);
    for (const sink of this.#sinks) this.#keep(sink, row, edge, node);
  }

  /**
   * The hypergraph of all rows; the assembler must not be used afterwards.
   * @throws PolyadError INVALID_DATA if every row was rejected.
   */
  finish(): Hypergraph {
    this.#rejected.assertSomeRead(this.#rows - this.#rejected.count);
    const bare = this.#builder.build(this.#incidenceTable());
    return bare.withParts({
      edgeProperties: this.#edgeTable(bare.edgeCount),
      nodeProperties: this.#nodeTable(bare.nodeCount),
      networkType: this.#networkType(),
    });
  }

  #readTime(row: TableRow): boolean {
    const { time, window } = this.#plan;
    this.#time = NaN;
    if (!time) return true;
    const { column, unit } = time;
    if (!row.select(column)) {
      if (window === undefined) return true;
      this.#rejectCell(row, column, 'no time', 'one, to find the window');
      return false;
    }
    this.#time = cellTime(row, column, unit);
    if (!Number.isNaN(this.#time)) return true;
    const expected = unit === 'iso' ? 'an ISO 8601 time' : `${unit} since 1970`;
    this.#rejectCell(row, column, `the time "${row.text(column)}"`, expected);
    return false;
  }

  #readWeight(row: TableRow): boolean {
    const { weight } = this.#plan;
    this.#weight = NaN;
    if (weight === undefined || !row.select(weight)) return true;
    this.#weight = row.number(weight);
    if (!Number.isNaN(this.#weight)) return true;
    const reason = `the weight "${row.text(weight)}"`;
    this.#rejectCell(row, weight, reason, 'a number');
    return false;
  }

  #rejectCell(
    row: TableRow,
    column: number,
    reason: string,
    expected: string,
  ): void {
    this.#rejected.add({
      file: this.#file,
      ...row.place(column),
      reason,
      expected,
    });
  }

  /** Weight and role of the incidences from `first` on. */
  #describe(row: TableRow, first: number): void {
    const { weight, role } = this.#plan;
    const end = this.#builder.incidenceCount;
    if (weight !== undefined) this.#weights.fill(this.#weight, end - first);
    if (role === undefined || !row.select(role)) return;
    for (let incidence = first; incidence < end; incidence++) {
      this.#roles.setFirst(incidence, row.bytes, row.start, row.end);
    }
  }

  #keep(sink: PropertySink, row: TableRow, edge: number, node: number): void {
    const { of } = sink.target;
    if (of === 'edges') {
      if (edge !== NO_ELEMENT) sink.add(edge, row);
    } else if (of === 'nodes') {
      if (node !== NO_ELEMENT) sink.add(node, row);
    } else if (edge !== NO_ELEMENT && node !== NO_ELEMENT) {
      sink.add(this.#builder.incidenceCount - 1, row);
    }
  }

  #incidenceTable(): PropertyTable {
    const { weight, role } = this.#plan;
    const rows = this.#builder.incidenceCount;
    const columns = this.#built('incidences', rows);
    if (weight !== undefined) {
      const values = this.#weights.view();
      const present = (row: number): boolean => !Number.isNaN(values[row]);
      const vector = numberVector(values, validityBitmap(rows, present));
      columns.push(new PropertyColumn('weight', 'number', vector));
    }
    if (role !== undefined) columns.push(this.#roles.build(rows, true));
    return new PropertyTable(rows, columns);
  }

  #edgeTable(edges: number): PropertyTable {
    const { time, shape } = this.#plan;
    const columns = this.#built('edges', edges);
    const has = (name: string): boolean =>
      columns.some((column) => column.name === name);
    if (time && !has('time')) {
      const ends = {
        rows: 'none',
        grouped: 'all',
        incidences: 'later',
      } as const;
      const spans = this.#times.columns(edges, ends[shape]);
      columns.unshift(...spans.filter(({ name }) => !has(name)));
    }
    if (shape === 'grouped' && !has('row')) {
      const rows = Float64Array.from(this.#firstRows.view());
      columns.push(
        new PropertyColumn('row', 'integer', numberVector(rows, null)),
      );
    }
    return new PropertyTable(edges, columns);
  }

  #nodeTable(nodes: number): PropertyTable {
    const kind = this.#members.kindColumn(nodes);
    const columns = this.#built('nodes', nodes);
    return new PropertyTable(nodes, kind ? [kind, ...columns] : columns);
  }

  #built(of: PropertySink['target']['of'], rows: number): PropertyColumn[] {
    const sinks = this.#sinks.filter((sink) => sink.target.of === of);
    return sinks.map((sink) => sink.build(rows));
  }

  #networkType(): NetworkType {
    const roles = [...this.#roles.words()];
    const directed =
      roles.length > 0 &&
      roles.every((role) => role === 'head' || role === 'tail');
    return directed ? 'directed' : 'undirected';
  }
}
