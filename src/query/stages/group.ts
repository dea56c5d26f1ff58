import type { Expression, Stage } from '../syntax/syntax-tree.ts';
import { printExpression } from '../syntax/print-query.ts';
import {
  aggregateIn,
  compileAggregate,
  type Aggregate,
} from '../evaluation/aggregates.ts';
import { compileExpression } from '../evaluation/compile-expression.ts';
import { faultAt, withColumns, type Scope } from '../evaluation/scope.ts';
import {
  evidenceOf,
  keyOf,
  type Column,
  type Row,
  type Value,
} from '../evaluation/value.ts';
import type { PreparedStage } from './prepared-stage.ts';

/**
 * `group by keys agg name = aggregate`: one row for each combination of keys, in
 * the order of its first row. A value may combine aggregates: `sum(a) / count()`.
 */
export function prepareGroup(
  stage: Extract<Stage, { kind: 'group' }>,
  scope: Scope,
): PreparedStage {
  const keys = stage.by.map((part) => compileExpression(part, scope));
  const keyColumns: Column[] = stage.by.map((part, i) => ({
    name: printExpression(part),
    type: keys[i]?.type ?? 'any',
  }));
  const aggregates: Aggregate[] = [];
  const rewritten = stage.columns.map(({ name, value }) => ({
    name,
    part: value,
    value: withoutAggregates(value, (call) => {
      aggregates.push(compileAggregate(call, scope));
      return { kind: 'name', name: hidden(aggregates.length - 1) };
    }),
  }));
  const inner = withColumns(scope, [
    ...keyColumns,
    ...aggregates.map(({ type }, i) => ({ name: hidden(i), type })),
  ]);
  const values = rewritten.map(({ value, part, name }) => {
    if (value === part) {
      throw faultAt(scope, part, {
        problem: `${name} is not one value of the group`,
        expected: 'an aggregate such as count(), min(x) or first(x)',
      });
    }
    return compileExpression(value, inner);
  });
  return {
    columns: [
      ...keyColumns,
      ...rewritten.map(({ name }, i) => ({
        name,
        type: values[i]?.type ?? 'any',
      })),
    ],
    does: `group by ${keyColumns.map(({ name }) => name).join(', ')}`,
    rows: ({ rows }) =>
      grouped(rows, (row) => keys.map(({ evaluate }) => evaluate(row))).map(
        ({ key, members }) => {
          const own = members.map((row) => row.values);
          const all = [...key, ...aggregates.map(({ of }) => of(own))];
          return {
            values: [...key, ...values.map(({ evaluate }) => evaluate(all))],
            evidence: evidenceOf(members.flatMap(({ evidence }) => evidence)),
          };
        },
      ),
  };
}

function grouped(
  rows: readonly Row[],
  keyFor: (values: readonly Value[]) => Value[],
): { key: Value[]; members: Row[] }[] {
  const groups = new Map<string, { key: Value[]; members: Row[] }>();
  for (const row of rows) {
    const key = keyFor(row.values);
    const text = keyOf(key);
    const group = groups.get(text) ?? { key, members: [] };
    groups.set(text, group);
    group.members.push(row);
  }
  return [...groups.values()];
}

/** A name that no query can write. */
function hidden(index: number): string {
  return `\u0000${index}`;
}

/** The expression with each aggregate replaced; the same object if it has none. */
function withoutAggregates(
  part: Expression,
  replace: (call: Extract<Expression, { kind: 'call' }>) => Expression,
): Expression {
  const aggregate = aggregateIn(part);
  if (aggregate) return replace(aggregate);
  const inner = (one: Expression) => withoutAggregates(one, replace);
  switch (part.kind) {
    case 'arithmetic':
    case 'compare': {
      const [left, right] = [inner(part.left), inner(part.right)];
      const isSame = left === part.left && right === part.right;
      return isSame ? part : { ...part, left, right };
    }
    case 'negate':
    case 'not': {
      const of = inner(part.of);
      return of === part.of ? part : { ...part, of };
    }
    case 'and':
    case 'or': {
      const of = part.of.map(inner);
      return of.every((one, i) => one === part.of[i]) ? part : { ...part, of };
    }
    case 'call': {
      const args = part.arguments.map((one) => ({
        ...one,
        value: inner(one.value),
      }));
      const isSame = args.every(
        ({ value }, i) => value === part.arguments[i]?.value,
      );
      return isSame ? part : { ...part, arguments: args };
    }
    default:
      return part;
  }
}
