import type { PropertyColumn, ColumnType } from './property-column.ts';
import { columnFromValues } from './property-column.ts';
import { mergeNumbers, mergeWords } from './merge-columns.ts';
import { rowCount, rowMembers, type Incidence } from './incidence.ts';
import {
  mergeValues,
  ruleFor,
  type MergeRule,
  type MergeRules,
} from './merge-rule.ts';
import { PropertyTable } from './property-table.ts';

/**
 * One row for each class of rows.
 * @param classes - Row `c` holds the rows of `table` that become row `c`.
 * @remarks O(columns × rows).
 */
export function mergeRows(
  table: PropertyTable,
  classes: Incidence,
  rules: MergeRules = {},
): PropertyTable {
  const columns = [...table.columns()].map((column) =>
    mergeColumn(column, classes, ruleFor(column.name, rules)),
  );
  return new PropertyTable(rowCount(classes), columns);
}

function mergeColumn(
  column: PropertyColumn,
  classes: Incidence,
  rule: MergeRule,
): PropertyColumn {
  const quick =
    mergeNumbers(column, classes, rule) ?? mergeWords(column, classes, rule);
  if (quick) return quick;
  const merged = Array.from({ length: rowCount(classes) }, (_, row) => {
    const values = Array.from(rowMembers(classes, row), (source) =>
      column.get(source),
    );
    return mergeValues(values, rule);
  });
  return columnFromValues(column.name, mergedType(column.type, rule), merged);
}

/** The type a rule leaves a column with; a rule of the caller's may change it to anything. */
function mergedType(type: ColumnType, rule: MergeRule): ColumnType {
  if (rule === 'count') return 'integer';
  if (rule === 'mean') return type === 'timestamp' ? type : 'number';
  if (rule === 'distinct') return 'json';
  if (typeof rule === 'function') return type === 'string' ? type : 'json';
  return type;
}
