import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { Utf8IdTable, type IdTable } from '#hypergraph/id-table.ts';
import type { PropertyTable } from '#hypergraph/property-table.ts';

/** Bytes that a hypergraph takes: both directions, ids and properties. O(columns). */
export function residentBytes(hypergraph: Hypergraph): number {
  return (
    hypergraph.structureBytes +
    idBytes(hypergraph.edgeIds) +
    idBytes(hypergraph.nodeIds) +
    propertyBytes(hypergraph.edgeProperties) +
    propertyBytes(hypergraph.nodeProperties) +
    propertyBytes(hypergraph.incidencesByEdge())
  );
}

function idBytes(table: IdTable): number {
  if (!(table instanceof Utf8IdTable)) return 0;
  const { bytes, offsets, slots } = table.ids;
  return bytes.byteLength + offsets.byteLength + slots.byteLength;
}

function propertyBytes(table: PropertyTable): number {
  let bytes = 0;
  for (const column of table.columns()) bytes += column.vector.byteLength;
  return bytes;
}
