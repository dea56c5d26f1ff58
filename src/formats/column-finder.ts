import { PolyadError } from '#errors/polyad-error.ts';
import { nearestName } from './nearest-name.ts';
import type { TableColumn } from './table-row.ts';

/** Finds columns by name, and says what there is where one is missing. */
export class ColumnFinder {
  readonly names: readonly string[];
  readonly #file: string;

  constructor(columns: readonly TableColumn[], file: string) {
    this.names = columns.map((column) => column.name);
    this.#file = file;
  }

  /** Whether the table has the columns `edge` and `node`, once each. */
  get canBeIncidences(): boolean {
    return ['edge', 'node'].every(
      (name) => this.names.filter((other) => other === name).length === 1,
    );
  }

  /** Index of the column `name`, or undefined. */
  optional(name: string): number | undefined {
    return this.names.includes(name) ? this.column(name) : undefined;
  }

  /** @throws PolyadError INVALID_DATA if there is none, or more than one. */
  column(name: string): number {
    const index = this.names.indexOf(name);
    const last = this.names.lastIndexOf(name);
    if (index >= 0 && index === last) return index;
    throw index < 0 ? this.#missing(name) : this.#repeated(name, index, last);
  }

  #missing(name: string): PolyadError {
    const nearest = nearestName(name, this.names);
    const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
    return new PolyadError(
      'INVALID_DATA',
      `${this.#file} has no column ${name}. Its columns are: ${this.names.join(', ')}.${hint}`,
      { file: this.#file, missing: name, columns: this.names, nearest },
    );
  }

  #repeated(name: string, first: number, last: number): PolyadError {
    return new PolyadError(
      'INVALID_DATA',
      `${this.#file}: columns ${first + 1} and ${last + 1} are both called ${name}. Give each its own name.`,
      { file: this.#file, line: 1, name },
    );
  }
}
