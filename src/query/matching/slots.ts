import type { Pattern } from '../syntax/syntax-tree.ts';
import { columnAt, faultAt, type Scope } from '../evaluation/scope.ts';
import type { Column, ValueType } from '../evaluation/value.ts';

/** Where the names of some patterns stand in a row. */
export interface Slots {
  /** Outer columns, then aliases and variables as they are first written, then the nameless. */
  readonly columns: readonly Column[];
  /** How many columns, from the first, have names. */
  readonly named: number;
  /** Slot of each pattern's relation. */
  readonly edges: readonly number[];
  readonly slotOf: (variable: string) => number;
}

/**
 * Gives every alias and variable a column, and every pattern without an alias a
 * nameless one. Variables of an outer query keep their column.
 * @throws PolyadError INVALID_ARGUMENT for an alias given twice, or a variable
 * that is one node here and a set of nodes there
 */
export function assignSlots(
  patterns: readonly Pattern[],
  scope: Scope,
  edgeType: (pattern: Pattern) => ValueType = () => 'edge',
): Slots {
  const columns: Column[] = [...scope.columns];
  const edges: number[] = [];
  for (const pattern of patterns) {
    edges.push(-1);
    if (pattern.alias !== null) {
      edges[edges.length - 1] = addAlias(
        pattern,
        columns,
        scope,
        edgeType(pattern),
      );
    }
    for (const role of pattern.roles) {
      const { term } = role;
      if (term.kind !== 'variable') continue;
      const type = role.group ? 'nodes' : 'node';
      const known = columns.find(({ name }) => name === `$${term.name}`);
      if (!known) columns.push({ name: `$${term.name}`, type });
      else if (known.type !== type && known.type !== 'any') {
        throw faultAt(scope, role, {
          problem: `$${term.name} is one node in one place and a set in another`,
          expected: '* after it in all places, or in none',
        });
      }
    }
  }
  const named = columns.length;
  patterns.forEach((pattern, i) => {
    if (pattern.alias !== null) return;
    edges[i] = columns.length;
    columns.push({ name: '', type: edgeType(pattern) });
  });
  return {
    columns,
    named,
    edges,
    slotOf: (variable) => columnAt({ ...scope, columns }, `$${variable}`),
  };
}

function addAlias(
  pattern: Pattern,
  columns: Column[],
  scope: Scope,
  type: ValueType,
): number {
  const alias = pattern.alias ?? '';
  const own = columns.slice(scope.columns.length);
  if (own.some(({ name }) => name === alias)) {
    throw faultAt(scope, pattern, {
      problem: `two patterns are called ${alias}`,
      expected: 'another alias for each',
    });
  }
  columns.push({ name: alias, type });
  return columns.length - 1;
}
