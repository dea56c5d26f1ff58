import type { Id } from '#hypergraph/id-table.ts';
import type { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import {
  dictionaryVector,
  PropertyColumn,
  validityBitmap,
} from '#hypergraph/property-column.ts';
import { IdTableBuilder } from '#hypergraph/id-table-builder.ts';
import { GrowableUint32 } from '#numeric/growable.ts';
import { NO_ELEMENT } from './edge-keys.ts';
import { parseIdJson } from './id-bytes.ts';
import { KeyScratch } from './key-scratch.ts';
import type { MemberColumn, TablePlan } from './table-plan.ts';
import type { TableRow } from './table-row.ts';

/** Adds the members that a row's cells name to its hyperedge, and knows nodes' kinds. */
export class MemberCells {
  readonly #plan: TablePlan;
  readonly #builder: HypergraphBuilder;
  readonly #key = new KeyScratch();
  readonly #separators: RegExp | undefined;
  /** Member column + 1 of each node. */
  readonly #kinds = new GrowableUint32();

  constructor(plan: TablePlan, builder: HypergraphBuilder) {
    this.#plan = plan;
    this.#builder = builder;
    this.#separators = memberSeparators(plan);
  }

  /**
   * Adds the row's members; where `edge` is {@link NO_ELEMENT}, as isolated nodes.
   * @returns The last node, or {@link NO_ELEMENT}.
   */
  addMembers(row: TableRow, edge: number): number {
    let last = NO_ELEMENT;
    for (const [at, member] of this.#plan.members.entries()) {
      const list = row.list?.(member.column);
      if (list) {
        for (const id of list)
          last = this.#add(edge, this.#item(member, id), at);
        continue;
      }
      const word = this.#separators
        ? undefined
        : row.known?.(member.column, 'nodes');
      const known = word?.elements[word.code] ?? 0;
      if (known > 0) {
        last = this.#add(edge, known - 1, at);
        continue;
      }
      if (!row.select(member.column)) continue;
      if (this.#separators) {
        const text = row.text(member.column);
        for (const name of splitMembers(text, this.#separators)) {
          last = this.#add(edge, this.#named(member, name), at);
        }
      } else {
        last = this.#add(edge, this.#whole(row, member), at);
        if (word) word.elements[word.code] = last + 1;
      }
    }
    return last;
  }

  /** The property `kind`, where several columns hold members. */
  kindColumn(nodes: number): PropertyColumn | undefined {
    const { members } = this.#plan;
    if (members.every(({ kind }) => kind === undefined)) return undefined;
    const words = new IdTableBuilder();
    for (const { kind } of members) words.intern(kind ?? '');
    const codes = Int32Array.from(this.#kinds.view());
    const validity = validityBitmap(nodes, () => true);
    const vector = dictionaryVector(codes, validity, words.build().ids);
    return new PropertyColumn('kind', 'string', vector);
  }

  #add(edge: number, node: number, member: number): number {
    if (node === this.#kinds.length) this.#kinds.push(member);
    if (edge !== NO_ELEMENT) this.#builder.addIncidence(edge, node);
    return node;
  }

  #named({ kind }: MemberColumn, text: string): number {
    return this.#builder.addNode(kind === undefined ? text : `${kind}:${text}`);
  }

  /** The node that an item of a list names. */
  #item(member: MemberColumn, id: Id): number {
    if (member.kind !== undefined) return this.#named(member, String(id));
    return this.#builder.addNode(id);
  }

  /** The node that the selected cell names as a whole. */
  #whole(row: TableRow, { column, kind }: MemberColumn): number {
    const { columns, nodeIds } = this.#plan;
    if (kind !== undefined) {
      const key = this.#key;
      key.clear();
      key.appendText(kind);
      key.appendText(':');
      key.appendBytes(row.bytes, row.start, row.end);
      return this.#builder.addNodeBytes(key.bytes, 0, key.length);
    }
    if (nodeIds === 'json') {
      return this.#builder.addNode(parseIdJson(row.text(column)));
    }
    if (columns[column]?.type === 'integer') {
      const id = row.number(column);
      if (Number.isSafeInteger(id)) return this.#builder.addNode(id);
    }
    return this.#builder.addNodeBytes(row.bytes, row.start, row.end);
  }
}

/** What separates members inside a cell; undefined where a cell is one member. */
export function memberSeparators({
  split,
}: Pick<TablePlan, 'split'>): RegExp | undefined {
  if (split === undefined || split === '') return undefined;
  return new RegExp(`[${split.replace(/[\\\]^-]/g, '\\$&')}]`, 'u');
}

/** The members that a cell names, without spaces around them. */
export function splitMembers(text: string, separators: RegExp): string[] {
  return text
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
