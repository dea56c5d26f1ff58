import type { Scope } from '../evaluation/scope.ts';
import {
  EvidenceBy,
  indicesIn,
  type Row,
  type Value,
  type ValueType,
} from '../evaluation/value.ts';
import type { VerbCall } from './verb.ts';

/**
 * Position of the first column of one of these types, or of this name.
 * @throws PolyadError INVALID_ARGUMENT if there is none
 */
export function columnFor(
  verb: VerbCall,
  types: readonly ValueType[],
  what: string,
): number {
  const at = verb.scope.columns.findIndex(({ type }) => types.includes(type));
  if (at >= 0) return at;
  const known = verb.scope.columns.map(({ name }) => name).join(', ');
  throw verb.fault(`${verb.call.name} needs ${what}; the rows have ${known}`);
}

/**
 * Position of the column with one of these names.
 * @throws PolyadError INVALID_ARGUMENT if there is none
 */
export function columnNamed(
  verb: VerbCall,
  ...names: readonly string[]
): number {
  const at = verb.scope.columns.findIndex(({ name }) => names.includes(name));
  if (at >= 0) return at;
  const known = verb.scope.columns.map(({ name }) => name).join(', ');
  throw verb.fault(
    `${verb.call.name} needs a column ${names[0] ?? ''}; the rows have ${known}`,
  );
}

/** Distinct elements of a column, in order of their first row, each with the evidence of its rows. */
export function elementsOf(
  rows: readonly Row[],
  column: number,
): Map<number, readonly number[]> {
  const found = new EvidenceBy<number>();
  const order = new Set<number>();
  for (const { values, evidence } of rows) {
    const value = values[column] ?? null;
    const elements = typeof value === 'number' ? [value] : indicesIn(value);
    for (const element of elements) {
      order.add(element);
      found.add(element, evidence);
    }
  }
  return new Map(
    Array.from(order, (element) => [element, found.of(element)] as const),
  );
}

/** Index of the node that a text names: its id, or its id without its kind. */
export function nodeNamed(text: string, { data }: Scope): number | undefined {
  return data.nodesNamed(text)[0];
}

/** Nodes that values name: indices as they are, texts by their id. Unknown ones are left out. */
export function nodesNamed(values: Iterable<Value>, scope: Scope): number[] {
  const nodes: number[] = [];
  for (const value of values) {
    const node =
      typeof value === 'number' ? value : nodeNamed(String(value), scope);
    if (node !== undefined) nodes.push(node);
  }
  return nodes;
}
