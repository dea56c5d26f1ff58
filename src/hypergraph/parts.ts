import { PolyadError } from '#errors/polyad-error.ts';
import { indicesWhere } from '#numeric/indices-where.ts';
import { equalRows } from './collapse.ts';
import { largestComponent } from './connected-components.ts';
import { Hypergraph, type ElementKind } from './hypergraph.ts';
import { IdTableBuilder } from './id-table-builder.ts';
import type { Id, IdTable } from './id-table.ts';
import { rowCount, rowLength, rowMembers } from './incidence.ts';
import { IncidenceProperties } from './incidence-properties.ts';
import type { PropertyValue } from './property-column.ts';
import {
  removeEdges,
  removeNodes,
  restrictToEdges,
  restrictToNodes,
  type RestrictOptions,
} from './restrict.ts';

/** Sizes of the hyperedges to keep. */
export interface SizeRange {
  /** Default 0. */
  readonly min?: number | undefined;
  /** Default: none. */
  readonly max?: number | undefined;
}

/**
 * The hyperedges of some sizes; nodes stay unless `dropEmptied`. With `max` k + 1 of
 * a simplicial complex, its k-skeleton.
 * @remarks O(incidences).
 */
export function keepSizes(
  hypergraph: Hypergraph,
  { min = 0, max = Infinity }: SizeRange,
  options: RestrictOptions = { dropEmptied: false },
): Hypergraph {
  const kept = indicesWhere(hypergraph.edgeCount, (edge) => {
    const size = hypergraph.edgeSize(edge);
    return size >= min && size <= max;
  });
  return restrictToEdges(hypergraph, kept, options);
}

/** The nodes of one kind and what their hyperedges hold of them; O(incidences). */
export function keepKind(
  hypergraph: Hypergraph,
  kind: string,
  options?: RestrictOptions,
): Hypergraph {
  const { nodeProperties, nodeCount } = hypergraph;
  const kept = indicesWhere(
    nodeCount,
    (node) => nodeProperties.get('kind', node) === kind,
  );
  return restrictToNodes(hypergraph, kept, options);
}

/**
 * One hypergraph for each value of a property: of nodes, such as the kinds, or of
 * hyperedges, such as the layers of a multiplex hypergraph. Elements without a value are in
 * none. By first element.
 * @param of - Whose property it is. Hyperedges keep all their nodes; nodes keep
 * what is left of their hyperedges.
 * @remarks O(incidences) a value.
 */
export function splitBy(
  hypergraph: Hypergraph,
  of: ElementKind,
  property: string,
): Map<PropertyValue, Hypergraph> {
  const isEdges = of === 'edges';
  const table = isEdges ? hypergraph.edgeProperties : hypergraph.nodeProperties;
  const groups = new Map<PropertyValue, number[]>();
  for (let element = 0; element < table.length; element++) {
    const value = table.get(property, element);
    if (value === null) continue;
    const group = groups.get(value);
    if (group) group.push(element);
    else groups.set(value, [element]);
  }
  const restrict = isEdges ? restrictToEdges : restrictToNodes;
  return new Map(
    Array.from(groups, ([value, group]) => [
      value,
      restrict(hypergraph, group),
    ]),
  );
}

/** What {@link cleanUp} takes away; nothing unless told. */
export interface CleanUpOptions {
  /** Hyperedges that are equal to an earlier one. */
  readonly duplicates?: boolean | undefined;
  /** Hyperedges of one member. */
  readonly singletons?: boolean | undefined;
  readonly emptyEdges?: boolean | undefined;
  /** Nodes without a hyperedge, those that the above leave behind too. */
  readonly isolatedNodes?: boolean | undefined;
  /** All but the largest connected component. */
  readonly smallComponents?: boolean | undefined;
}

/** Takes away what an analysis does not want, in the order of the options; O(incidences). */
export function cleanUp(
  hypergraph: Hypergraph,
  options: CleanUpOptions,
): Hypergraph {
  const { duplicates = false, singletons = false } = options;
  const { emptyEdges = false, isolatedNodes = false } = options;
  const copies = new Set(duplicates ? laterCopies(hypergraph) : []);
  const unwanted = indicesWhere(hypergraph.edgeCount, (edge) => {
    const size = hypergraph.edgeSize(edge);
    const isSmall = (size === 1 && singletons) || (size === 0 && emptyEdges);
    return isSmall || copies.has(edge);
  });
  let result = removeEdges(hypergraph, unwanted);
  if (isolatedNodes) {
    const { nodeCount, nodes } = result;
    result = removeNodes(
      result,
      indicesWhere(nodeCount, (node) => rowLength(nodes, node) === 0),
    );
  }
  return options.smallComponents === true ? largestComponent(result) : result;
}

function laterCopies({ edges }: Hypergraph): number[] {
  const classes = equalRows(edges);
  return Array.from({ length: rowCount(classes) }, (_, row) => [
    ...rowMembers(classes, row).subarray(1),
  ]).flat();
}

/**
 * The hyperedges that only a node of their own is in: size 1, the node in no other.
 * @returns Indices, ascending; O(hyperedges).
 */
export function loneSingletons(hypergraph: Hypergraph): number[] {
  return indicesWhere(hypergraph.edgeCount, (edge) => {
    const [node] = hypergraph.edgeMembers(edge);
    return (
      hypergraph.edgeSize(edge) === 1 && hypergraph.nodeDegree(node ?? 0) === 1
    );
  });
}

/**
 * The same hypergraph with other ids.
 * @throws PolyadError INVALID_ARGUMENT if two hyperedges or two nodes would share one.
 */
export function withIds(
  hypergraph: Hypergraph,
  { edges, nodes }: { edges?: (id: Id) => Id; nodes?: (id: Id) => Id },
): Hypergraph {
  return new Hypergraph({
    edges: hypergraph.edges,
    nodes: hypergraph.nodes,
    edgeIds: edges ? renamed(hypergraph.edgeIds, edges) : hypergraph.edgeIds,
    nodeIds: nodes ? renamed(hypergraph.nodeIds, nodes) : hypergraph.nodeIds,
    edgeProperties: hypergraph.edgeProperties,
    nodeProperties: hypergraph.nodeProperties,
    incidenceProperties: IncidenceProperties.ofEdges(
      hypergraph.incidencesByEdge(),
    ),
    networkType: hypergraph.networkType,
    metadata: hypergraph.metadata,
  });
}

function renamed(ids: IdTable, rename: (id: Id) => Id): IdTable {
  const builder = new IdTableBuilder();
  for (let index = 0; index < ids.count; index++) {
    const id = rename(ids.idAt(index));
    if (builder.intern(id) === index) continue;
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `The new id ${JSON.stringify(id)} is given twice; every element needs one of its own.`,
      { id },
    );
  }
  return builder.build();
}
