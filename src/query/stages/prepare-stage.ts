import type { Assignment, Stage } from '../syntax/syntax-tree.ts';
import { printExpression } from '../syntax/print-query.ts';
import {
  compileCondition,
  compileExpression,
} from '../evaluation/compile-expression.ts';
import {
  columnAt,
  faultAt,
  withColumns,
  type Scope,
} from '../evaluation/scope.ts';
import {
  compareRows,
  compareValues,
  EvidenceBy,
  keyOf,
  typeWords,
  type Column,
  type Row,
} from '../evaluation/value.ts';
import { prepareGroup } from './group.ts';
import { prepareVerb } from '../verbs/registry.ts';
import type { PreparedStage } from './prepared-stage.ts';

/** Makes a stage ready; `scope` has the columns of what comes before it. */
export function prepareStage(stage: Stage, scope: Scope): PreparedStage {
  switch (stage.kind) {
    case 'where': {
      const { evaluate } = compileCondition(stage.condition, scope);
      return {
        columns: scope.columns,
        does: `where ${printExpression(stage.condition)}`,
        rows: ({ rows }) =>
          rows.filter(({ values }) => evaluate(values) === true),
      };
    }
    case 'extend':
      return prepareExtend(stage.columns, scope);
    case 'group':
      return prepareGroup(stage, scope);
    case 'sort':
      return prepareSort(stage, scope);
    case 'select':
      return prepareSelect(stage, scope);
    case 'limit':
      return {
        columns: scope.columns,
        does: `limit ${stage.count}`,
        rows: ({ rows }) => rows.slice(0, stage.count),
      };
    case 'union':
    case 'minus':
    case 'intersect':
      return prepareSetOperation(stage, scope);
    case 'call':
      return prepareVerb(stage, scope);
  }
}

function prepareExtend(
  assignments: readonly Assignment[],
  scope: Scope,
): PreparedStage {
  let inner = scope;
  const added = assignments.map(({ name, value }) => {
    // Each new column can be read by those after it.
    const compiled = compileExpression(value, inner);
    const index = columnAt(inner, name);
    const at = index < 0 ? inner.columns.length : index;
    const columns = [...inner.columns];
    columns[at] = { name, type: compiled.type };
    inner = withColumns(inner, columns);
    return { at, compiled };
  });
  return {
    columns: inner.columns,
    does: `extend ${assignments.map(({ name }) => name).join(', ')}`,
    rows: ({ rows }) =>
      rows.map(({ values, evidence }) => {
        const row = [...values];
        for (const { at, compiled } of added) row[at] = compiled.evaluate(row);
        return { values: row, evidence };
      }),
  };
}

function prepareSort(
  stage: Extract<Stage, { kind: 'sort' }>,
  scope: Scope,
): PreparedStage {
  const keys = stage.by.map(({ value, direction }) => ({
    compiled: compileExpression(value, scope),
    sign: direction === 'desc' ? -1 : 1,
  }));
  return {
    columns: scope.columns,
    does: `sort ${stage.by.map(({ value }) => printExpression(value)).join(', ')}`,
    rows: ({ rows }) => {
      const keyed = rows.map((row) => ({
        row,
        keys: keys.map(({ compiled }) => compiled.evaluate(row.values)),
      }));
      keyed.sort((a, b) => {
        for (const [i, { sign }] of keys.entries()) {
          const [x, y] = [a.keys[i] ?? null, b.keys[i] ?? null];
          // Missing values stand last either way.
          const order =
            compareValues(x, y) * (x === null || y === null ? 1 : sign);
          if (order !== 0) return order;
        }
        return compareRows(a.row.values, b.row.values);
      });
      return keyed.map(({ row }) => row);
    },
  };
}

function prepareSelect(
  stage: Extract<Stage, { kind: 'select' }>,
  scope: Scope,
): PreparedStage {
  const selected = stage.columns.map(({ value, as }) => ({
    name: as ?? printExpression(value),
    compiled: compileExpression(value, scope),
  }));
  return {
    columns: selected.map(({ name, compiled }) => ({
      name,
      type: compiled.type,
    })),
    does: `select ${selected.map(({ name }) => name).join(', ')}`,
    rows: ({ rows }) =>
      distinctRows(
        rows.map(({ values, evidence }) => ({
          values: selected.map(({ compiled }) => compiled.evaluate(values)),
          evidence,
        })),
      ),
  };
}

/** Equal rows as one, with the evidence of all, in the order of the first. */
function distinctRows(rows: readonly Row[]): Row[] {
  const known = new Map<string, Row>();
  const evidence = new EvidenceBy<string>();
  for (const row of rows) {
    const key = keyOf(row.values);
    if (!known.has(key)) known.set(key, row);
    evidence.add(key, row.evidence);
  }
  return Array.from(known, ([key, { values }]) => ({
    values,
    evidence: evidence.of(key),
  }));
}

function prepareSetOperation(
  stage: Extract<Stage, { kind: 'union' | 'minus' | 'intersect' }>,
  scope: Scope,
): PreparedStage {
  const outermost: Scope = { ...scope, columns: [], element: null };
  const other = scope.prepare(stage.query, outermost);
  const words = (columns: readonly Column[]) =>
    columns.map(({ name, type }) => `${name} (${typeWords(type)})`).join(', ');
  const isAlike =
    other.columns.length === scope.columns.length &&
    other.columns.every(({ type }, i) => {
      const mine = scope.columns[i]?.type;
      return type === mine || type === 'any' || mine === 'any';
    });
  if (!isAlike) {
    throw faultAt(scope, stage.query, {
      problem: `this query gives ${words(other.columns)}`,
      expected: words(scope.columns),
    });
  }
  return {
    columns: scope.columns,
    does: `${stage.kind} a query`,
    rows: ({ rows }) => {
      const others = other.rows([]);
      if (stage.kind === 'union') return distinctRows([...rows, ...others]);
      const keys = new Set(others.map(({ values }) => keyOf(values)));
      const wanted = stage.kind === 'intersect';
      return rows.filter(({ values }) => keys.has(keyOf(values)) === wanted);
    },
  };
}
