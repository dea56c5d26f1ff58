import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { PropertyTable } from '#hypergraph/property-table.ts';

/**
 * Two sets of relations as one: the edges of `first`, then those of `second`;
 * nodes of equal id are one. Where both say something of a node, the first
 * counts. An edge id that is taken gets `#2`, `#3` … behind it.
 * @remarks O(incidences + properties).
 */
export function joinRelations(
  first: Hypergraph,
  second: Hypergraph,
): Hypergraph {
  const builder = HypergraphBuilder.from(first);
  const nodes = Uint32Array.from({ length: second.nodeCount }, (_, node) =>
    builder.addNode(second.nodeIds.textAt(node)),
  );
  copyRows(second.nodeProperties, (row, name, value) => {
    const node = nodes[row] ?? 0;
    if (builder.nodeProperty(node, name) === null) {
      builder.setNode(node, name, value);
    }
  });
  const incidences = [...second.incidencesByEdge().columns()];
  let position = 0;
  for (let edge = 0; edge < second.edgeCount; edge++) {
    const added = addNewEdge(builder, second.edgeIds.textAt(edge));
    for (const node of second.edgeMembers(edge)) {
      builder.addIncidence(added, nodes[node] ?? 0);
      for (const column of incidences) {
        const value = column.get(position);
        if (value !== null) builder.setIncidence(column.name, value);
      }
      position++;
    }
  }
  copyRows(second.edgeProperties, (row, name, value) => {
    builder.setEdge(first.edgeCount + row, name, value);
  });
  return builder.build();
}

function addNewEdge(builder: HypergraphBuilder, id: string): number {
  const before = builder.edgeCount;
  let edge = builder.addEdge(id);
  for (let copy = 2; builder.edgeCount === before; copy++) {
    edge = builder.addEdge(`${id}#${copy}`);
  }
  return edge;
}

function copyRows(
  table: PropertyTable,
  set: (
    row: number,
    name: string,
    value: ReturnType<PropertyTable['get']>,
  ) => void,
): void {
  for (const column of table.columns()) {
    for (let row = 0; row < table.length; row++) {
      const value = column.get(row);
      if (value !== null) set(row, column.name, value);
    }
  }
}
