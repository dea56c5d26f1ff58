import { PropertyColumnBuilder } from '#hypergraph/property-column-builder.ts';
import type { PropertyColumn } from '#hypergraph/property-column.ts';
import type { PropertyTarget } from './table-plan.ts';
import type { TableRow } from './table-row.ts';
import { TextColumnBuilder } from './text-column-builder.ts';
import { epochMilliseconds, parseIsoTime } from './time-text.ts';

/** Collects one column of a table as a property; the first value of an element stays. */
export interface PropertySink {
  readonly target: PropertyTarget;
  add(element: number, row: TableRow): void;
  build(elements: number): PropertyColumn;
}

/** The sink that suits a column: typed where its format declares a type. */
export function propertySink(target: PropertyTarget): PropertySink {
  return target.type === undefined ? textSink(target) : typedSink(target);
}

function textSink(target: PropertyTarget): PropertySink {
  const cells = new TextColumnBuilder(target.name);
  return {
    target,
    add(element, row) {
      if (!row.select(target.column)) return;
      cells.setFirst(element, row.bytes, row.start, row.end);
    },
    build: (elements) => cells.build(elements),
  };
}

function typedSink(target: PropertyTarget): PropertySink {
  const cells = new PropertyColumnBuilder(target.name, target.type);
  return {
    target,
    add(element, row) {
      const { column, unit } = target;
      const value = unit ? cellTime(row, column, unit) : row.value(column);
      if (value === null || Number.isNaN(value)) return;
      if (cells.get(element) === null) cells.set(element, value);
    },
    build: (elements) => cells.build(elements),
  };
}

/** Milliseconds of a cell of times; NaN where it is none. */
export function cellTime(
  row: TableRow,
  column: number,
  unit: NonNullable<PropertyTarget['unit']>,
): number {
  return unit === 'iso'
    ? parseIsoTime(row.text(column).trim())
    : epochMilliseconds(row.number(column), unit);
}
