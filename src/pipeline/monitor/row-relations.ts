import type { MonitoredRelation } from '#anomaly/monitor/alert.ts';
import { memberSeparators, splitMembers } from '#formats/member-cells.ts';
import { cellTime } from '#formats/property-sink.ts';
import { RowKey } from '#formats/row-key.ts';
import type { TablePlan } from '#formats/table-plan.ts';
import type { TableRow } from '#formats/table-row.ts';
import { windowStart } from '#formats/time-text.ts';

/** A relation that is being put together from rows. */
interface OpenRelation {
  readonly id: string;
  time: number | null;
  readonly members: Map<string, number>;
}

/** What of the rows so far is not yet a relation. */
export interface RowRelationFacts {
  readonly rows: number;
  readonly rejected: number;
  readonly window: number | null;
  readonly open: readonly {
    readonly id: string;
    readonly time: number | null;
    readonly members: readonly (readonly [string, number])[];
  }[];
}

const decoder = new TextDecoder();

/** Relations that may be open at once. */
const MOST_OPEN = 16_384;

/**
 * Rows of a table as relations, one after another. Where rows are grouped, those
 * of equal keys are one relation while they follow each other; with a time window,
 * while no row of a later window has come.
 */
export class RowRelations {
  readonly #plan: TablePlan;
  readonly #separators: RegExp | undefined;
  readonly #key: RowKey;
  readonly #open = new Map<string, OpenRelation>();
  #window: number | null = null;
  #rows = 0;
  #rejected = 0;

  constructor(plan: TablePlan) {
    this.#plan = plan;
    this.#separators = memberSeparators(plan);
    this.#key = new RowKey(plan);
  }

  get rows(): number {
    return this.#rows;
  }

  get rejected(): number {
    return this.#rejected;
  }

  /** Counts a row that could not be read. */
  reject(): void {
    this.#rows++;
    this.#rejected++;
  }

  /** Takes a row; gives the relations it completes. A row without a key or a time it needs is rejected. */
  add(row: TableRow): MonitoredRelation[] {
    const index = this.#rows++;
    const { time: timing, window, weight: weighing } = this.#plan;
    const has = timing !== undefined && row.select(timing.column);
    const time = has ? cellTime(row, timing.column, timing.unit) : NaN;
    const weight =
      weighing === undefined || !row.select(weighing)
        ? 1
        : row.number(weighing);
    const mustHaveTime = has || window !== undefined;
    if ((mustHaveTime && Number.isNaN(time)) || !(weight >= 0)) {
      this.#rejected++;
      return [];
    }
    const start = window === undefined ? null : windowStart(time, window);
    const id = this.#idOf(row, index, time);
    if (id === undefined) {
      this.#rejected++;
      return [];
    }
    const done = this.#mustClose(id, start) ? this.close() : [];
    if (start !== null && start > (this.#window ?? -Infinity)) {
      this.#window = start;
    }
    this.#addTo(id, row, Number.isNaN(time) ? null : time, weight);
    if (this.#plan.shape === 'rows') done.push(...this.close());
    return done;
  }

  /** Gives what is open: no more rows of it will come. */
  close(): MonitoredRelation[] {
    const isWeighted = this.#plan.weight !== undefined;
    const relations = Array.from(
      this.#open.values(),
      ({ id, time, members }): MonitoredRelation => ({
        id,
        time,
        members: [...members.keys()],
        ...(isWeighted && { weights: [...members.values()] }),
      }),
    );
    this.#open.clear();
    return relations;
  }

  facts(): RowRelationFacts {
    return {
      rows: this.#rows,
      rejected: this.#rejected,
      window: this.#window,
      open: Array.from(this.#open.values(), ({ id, time, members }) => ({
        id,
        time,
        members: [...members],
      })),
    };
  }

  resume({ rows, rejected, window, open }: RowRelationFacts): void {
    this.#rows = rows;
    this.#rejected = rejected;
    this.#window = window;
    for (const { id, time, members } of open) {
      this.#open.set(id, { id, time, members: new Map(members) });
    }
  }

  #mustClose(id: string, start: number | null): boolean {
    if (this.#open.size === 0) return false;
    if (this.#open.size >= MOST_OPEN) return true;
    if (start !== null) return start > (this.#window ?? start);
    return !this.#open.has(id);
  }

  /** The id that the row's hyperedge has in a data set; undefined for an empty key. */
  #idOf(row: TableRow, index: number, time: number): string | undefined {
    if (this.#plan.shape === 'rows') return String(index);
    const key = this.#key.of(row, time);
    return key && decoder.decode(key.bytes.subarray(0, key.length));
  }

  #addTo(id: string, row: TableRow, time: number | null, weight: number): void {
    let open = this.#open.get(id);
    if (!open) {
      open = { id, time, members: new Map() };
      this.#open.set(id, open);
    }
    if (time !== null && !(time >= (open.time ?? Infinity))) open.time = time;
    for (const name of this.#members(row)) {
      open.members.set(name, (open.members.get(name) ?? 0) + weight);
    }
  }

  #members(row: TableRow): string[] {
    return this.#plan.members.flatMap(({ column, kind }) => {
      const names = (row.list?.(column) ?? this.#cell(row, column)).map(String);
      return kind === undefined
        ? names
        : names.map((name) => `${kind}:${name}`);
    });
  }

  #cell(row: TableRow, column: number): string[] {
    const text = row.text(column);
    if (!this.#separators) return text === '' ? [] : [text];
    return splitMembers(text, this.#separators);
  }
}
