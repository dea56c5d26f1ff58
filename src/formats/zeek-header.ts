import type { ColumnType } from '#hypergraph/property-column.ts';
import type { TableColumn } from './table-row.ts';

/** A column of a Zeek log: a set or vector holds several values a cell. */
export interface ZeekColumn extends TableColumn {
  /** Type of the values: of a set or vector, of its items. */
  readonly holds: 'text' | 'number' | 'boolean';
  readonly several: boolean;
}

/** What the `#` lines of a log in Zeek's text format say. */
export class ZeekHeader {
  separator = '\t';
  setSeparator = ',';
  empty = '(empty)';
  unset = '-';
  path = '';
  #fields: readonly string[] = [];
  #types: readonly string[] = [];

  /**
   * Takes a line that starts with `#`; those that say nothing of the columns
   * are skipped. Headers may repeat where logs were joined.
   * @returns What is wrong with the line, if anything.
   */
  take(line: string): string | undefined {
    const declared = /^#separator (.+)$/.exec(line)?.[1];
    if (declared !== undefined) {
      this.separator = unescapeZeek(declared);
      return undefined;
    }
    const [name = '', ...values] = line.split(this.separator);
    const [first = ''] = values;
    switch (name) {
      case '#set_separator':
        this.setSeparator = unescapeZeek(first);
        return undefined;
      case '#empty_field':
        this.empty = first;
        return undefined;
      case '#unset_field':
        this.unset = first;
        return undefined;
      case '#path':
        this.path ||= first;
        return undefined;
      case '#fields':
        return this.#setFields(values);
      case '#types':
        return this.#setTypes(values);
      default:
        return undefined;
    }
  }

  get isComplete(): boolean {
    return this.#fields.length > 0 && this.#types.length > 0;
  }

  /** The columns, once both their names and types were given. */
  get columns(): ZeekColumn[] {
    return this.#fields.map((name, column) =>
      zeekColumn(name, this.#types[column] ?? 'string'),
    );
  }

  #setFields(fields: readonly string[]): string | undefined {
    if (this.#fields.length > 0 && !sameTexts(this.#fields, fields)) {
      return 'other #fields than before in the same file';
    }
    this.#fields = fields;
    return undefined;
  }

  #setTypes(types: readonly string[]): string | undefined {
    if (types.length !== this.#fields.length) {
      return `${types.length} #types for ${this.#fields.length} #fields`;
    }
    this.#types = types;
    return undefined;
  }
}

function zeekColumn(name: string, type: string): ZeekColumn {
  const item = /^(?:set|vector|list)\[(.*)\]$/.exec(type)?.[1];
  const holds = heldBy(item ?? type);
  const single: Record<typeof holds, ColumnType> = {
    text: 'string',
    number: type === 'count' || type === 'int' ? 'integer' : 'number',
    boolean: 'boolean',
  };
  const several = item !== undefined;
  return { name, type: several ? 'json' : single[holds], holds, several };
}

/** Ports are numbers, but names of services to everybody who reads them. */
function heldBy(type: string): ZeekColumn['holds'] {
  if (type === 'bool') return 'boolean';
  const numbers = ['count', 'int', 'double', 'interval', 'time'];
  return numbers.includes(type) ? 'number' : 'text';
}

function sameTexts(left: readonly string[], right: readonly string[]): boolean {
  return (
    left.length === right.length &&
    left.every((text, index) => text === right[index])
  );
}

/**
 * A cell without Zeek's escapes: `\\` is a backslash, `\xNN` a byte of UTF-8.
 * Bytes that make no UTF-8 stay as they were written.
 */
export function unescapeZeek(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\\\|(?:\\x[0-9a-fA-F]{2})+/g, (escape) => {
    if (escape === '\\\\') return '\\';
    const bytes = escape
      .split('\\x')
      .slice(1)
      .map((digits) => parseInt(digits, 16));
    try {
      const strict = new TextDecoder('utf-8', { fatal: true });
      return strict.decode(Uint8Array.from(bytes));
    } catch {
      return escape;
    }
  });
}
