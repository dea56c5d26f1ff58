import type { PropertyTable } from '#hypergraph/property-table.ts';
import type { QueryData } from './query-data.ts';
import type { Value, ValueType } from './value.ts';

/** How a field of a node or relation is read. */
export interface Field {
  readonly type: ValueType;
  readonly read: (element: number) => Value;
}

const EDGE_FIELDS = ['id', 'kind', 'name', 'start', 'end', 'time'];
const NODE_FIELDS = ['id', 'kind', 'name'];

/** Names of the fields that a node or relation has. */
export function fieldNames(data: QueryData, of: 'node' | 'edge'): string[] {
  const own = of === 'edge' ? EDGE_FIELDS : NODE_FIELDS;
  return [...new Set([...own, ...propertiesOf(data, of).names])];
}

/**
 * A field of a node or relation; undefined where no element has it. Own fields
 * (`id`, `kind`, `name`, and `start`, `end`, `time` of relations) come before
 * properties; `name` falls back on the id.
 */
export function elementField(
  data: QueryData,
  of: 'node' | 'edge',
  name: string,
): Field | undefined {
  const ids = of === 'edge' ? data.hypergraph.edgeIds : data.hypergraph.nodeIds;
  const properties = propertiesOf(data, of);
  if (name === 'id') return { type: 'text', read: (i) => ids.textAt(i) };
  if (of === 'edge' && (name === 'start' || name === 'time')) {
    return { type: 'time', read: (i) => orNull(data.start(i)) };
  }
  if (of === 'edge' && name === 'end') {
    return { type: 'time', read: (i) => orNull(data.end(i)) };
  }
  if (name === 'kind') {
    const { codes, names } = of === 'edge' ? data.edgeKinds : data.nodeKinds;
    const fallback = of === 'edge' ? data.name : null;
    return {
      type: 'text',
      read: (i) =>
        names.length === 0 ? fallback : (names[codes[i] ?? -1] ?? null),
    };
  }
  const property = propertyField(properties, name);
  if (property || name !== 'name') return property;
  return {
    type: 'text',
    read: (i) => (of === 'node' ? data.nodeName(i) : ids.textAt(i)),
  };
}

/**
 * A property of incidences, by relation and member; undefined where none has it.
 * @remarks O(log size of the relation) a value.
 */
export function incidenceField(
  data: QueryData,
  name: string,
):
  | {
      readonly type: ValueType;
      readonly read: (edge: number, node: number) => Value;
    }
  | undefined {
  const { hypergraph } = data;
  const field = propertyField(hypergraph.incidencesByEdge(), name);
  if (!field) return undefined;
  const { offsets, members } = hypergraph.edges;
  return {
    type: field.type,
    read: (edge, node) => {
      let low = offsets[edge] ?? 0;
      let high = offsets[edge + 1] ?? 0;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((members[middle] ?? node) < node) low = middle + 1;
        else high = middle;
      }
      const isHere = low < (offsets[edge + 1] ?? 0) && members[low] === node;
      return isHere ? field.read(low) : null;
    },
  };
}

function propertiesOf(data: QueryData, of: 'node' | 'edge'): PropertyTable {
  const { edgeProperties, nodeProperties } = data.hypergraph;
  return of === 'edge' ? edgeProperties : nodeProperties;
}

function propertyField(table: PropertyTable, name: string): Field | undefined {
  const column = table.column(name);
  if (!column) return undefined;
  const type = (
    {
      number: 'number',
      integer: 'number',
      boolean: 'boolean',
      timestamp: 'time',
      string: 'text',
      json: 'any',
    } as const
  )[column.type];
  return {
    type,
    read: (row) => {
      const value = column.get(row);
      if (Number.isNaN(value)) return null;
      return typeof value === 'object' &&
        !Array.isArray(value) &&
        value !== null
        ? JSON.stringify(value)
        : (value as Value);
    },
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
