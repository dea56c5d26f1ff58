import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import type { PropertyTable } from '#hypergraph/property-table.ts';
import { isObject } from './json-words.ts';
import { REMAINDER } from './hif-record.ts';

/** The fields of a HIF document that may be left out. */
export type OptionalField = 'network-type' | 'metadata' | 'nodes' | 'edges';

type Metadata = Readonly<Record<string, JsonValue>>;

/** Which parts of a HIF document are written. */
export interface HifLayout {
  readonly fields: ReadonlySet<OptionalField>;
  readonly metadata: Metadata;
  /** 1 for every node, or hyperedge, that has a record of its own. */
  readonly nodes: Uint8Array;
  readonly edges: Uint8Array;
  /** Whether records were added only to keep the order of ids. */
  readonly padded: boolean;
}

/**
 * What to write of a hypergraph. Nodes without hyperedges, hyperedges without
 * nodes and all that have properties need a record. Unless the document it was
 * read from said otherwise, all have one where the order of ids would change
 * without.
 * @remarks O(incidences + properties).
 */
export function hifLayout(hypergraph: Hypergraph): HifLayout {
  const { known, metadata } = splitMetadata(hypergraph.metadata);
  const { nodeProperties, edgeProperties } = hypergraph;
  const nodes = needed(nodeProperties, (node) => hypergraph.nodeDegree(node));
  const edges = needed(edgeProperties, (edge) => hypergraph.edgeSize(edge));
  const padNodes = !known && !keepsNodeOrder(hypergraph, nodes);
  const padEdges = !known && !isPrefix(edges);
  if (padNodes) nodes.fill(1);
  if (padEdges) edges.fill(1);
  const fields = new Set<OptionalField>(known ?? ['network-type']);
  if (hypergraph.networkType !== 'undirected') fields.add('network-type');
  if (Object.keys(metadata).length > 0) fields.add('metadata');
  if (nodes.includes(1)) fields.add('nodes');
  if (edges.includes(1)) fields.add('edges');
  return { fields, metadata, nodes, edges, padded: padNodes || padEdges };
}

/**
 * The hypergraph of a document with those fields; where writing it would not
 * show them, its metadata remembers them.
 */
export function rememberFields(
  hypergraph: Hypergraph,
  fields: ReadonlySet<OptionalField>,
): Hypergraph {
  const { metadata } = hypergraph;
  const taken = Object.hasOwn(metadata, REMAINDER);
  if (!taken) {
    const usual = hifLayout(hypergraph);
    const same = [...fields].every((field) => usual.fields.has(field));
    if (same && fields.size === usual.fields.size && !usual.padded) {
      return hypergraph;
    }
  }
  const remembered = {
    fields: [...fields],
    ...(taken && { own: metadata[REMAINDER] ?? null }),
  };
  return hypergraph.withParts({
    metadata: { ...metadata, [REMAINDER]: remembered },
  });
}

function splitMetadata(all: Metadata): {
  known?: readonly OptionalField[];
  metadata: Metadata;
} {
  const { [REMAINDER]: remembered, ...metadata } = all;
  if (remembered === undefined || !isObject(remembered))
    return { metadata: all };
  const { fields, own } = remembered;
  if (!Array.isArray(fields)) return { metadata: all };
  return {
    known: fields as OptionalField[],
    metadata: own === undefined ? metadata : { ...metadata, [REMAINDER]: own },
  };
}

/** 1 where a row has a property or takes part in nothing. */
function needed(
  properties: PropertyTable,
  incidences: (row: number) => number,
): Uint8Array {
  const rows = new Uint8Array(properties.length);
  for (const { vector } of properties.columns()) {
    for (let row = 0; row < rows.length; row++) {
      if (vector.isValid(row)) rows[row] = 1;
    }
  }
  for (let row = 0; row < rows.length; row++) {
    if (incidences(row) === 0) rows[row] = 1;
  }
  return rows;
}

/** Whether the ones come before all zeros. */
function isPrefix(flags: Uint8Array): boolean {
  const firstZero = flags.indexOf(0);
  return firstZero < 0 || flags.indexOf(1, firstZero) < 0;
}

/** Whether nodes appear in their order when records go first and incidences follow by hyperedge. */
function keepsNodeOrder(hypergraph: Hypergraph, listed: Uint8Array): boolean {
  if (!isPrefix(listed)) return false;
  const unlisted = listed.indexOf(0);
  if (unlisted < 0) return true;
  let next = unlisted;
  for (const node of hypergraph.edges.members) {
    if (node > next) return false;
    if (node === next) next++;
  }
  return true;
}
