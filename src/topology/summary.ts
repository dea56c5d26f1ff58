import { connectedComponents } from '#hypergraph/connected-components.ts';
import { equalRows } from '#hypergraph/collapse.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowCount, rowLengths, type Incidence } from '#hypergraph/incidence.ts';

/** Spread of degrees or sizes; all zero where there is nothing. */
export interface Spread {
  readonly min: number;
  readonly mean: number;
  /** The mean of the middle two where their number is even. */
  readonly median: number;
  readonly max: number;
}

/** `[value, how many rows have it]`, by ascending value; zero included. */
export type Histogram = readonly (readonly [number, number])[];

/** What `polyad info` says about a hypergraph. */
export interface Summary {
  readonly nodes: number;
  readonly edges: number;
  readonly incidences: number;
  readonly emptyEdges: number;
  readonly isolatedNodes: number;
  /** Hyperedges with the same members as an earlier one. */
  readonly duplicateEdges: number;
  /**
   * Connected parts of nodes and hyperedges that hold an incidence: isolated
   * nodes and empty hyperedges are counted above, not here.
   */
  readonly components: number;
  /** incidences / (nodes × edges), the filled share of the incidence matrix. */
  readonly density: number;
  /** Hyperedges a node, isolated nodes included. */
  readonly degree: Spread;
  /** Nodes a hyperedge, empty ones included. */
  readonly size: Spread;
  readonly sizes: Histogram;
  readonly degrees: Histogram;
  /** Earliest `time`, and latest `time` or `end`, ms since the epoch; null without any. */
  readonly time: { readonly from: number; readonly to: number } | null;
  /** Nodes of each `kind`; nodes without one are left out. */
  readonly kinds: Readonly<Record<string, number>>;
  /** The network says so, or an incidence has the role `head` or `tail`. */
  readonly directed: boolean;
  /** A hyperedge or an incidence has a `weight` other than 1. */
  readonly weighted: boolean;
  /** Bytes of the structure, ids and properties apart; 0 without incidences. */
  readonly bytesPerIncidence: number;
}

/**
 * Counts and distributions of a hypergraph.
 * @remarks Expected time O(incidences + nodes + edges); properties are read once.
 */
export function summarize(hypergraph: Hypergraph): Summary {
  const { nodeCount, edgeCount, incidenceCount } = hypergraph;
  const sizes = histogram(hypergraph.edges);
  const degrees = histogram(hypergraph.nodes);
  const emptyEdges = countOf(sizes, 0);
  const isolatedNodes = countOf(degrees, 0);
  const cells = nodeCount * edgeCount;
  return {
    nodes: nodeCount,
    edges: edgeCount,
    incidences: incidenceCount,
    emptyEdges,
    isolatedNodes,
    duplicateEdges: edgeCount - rowCount(equalRows(hypergraph.edges)),
    components:
      connectedComponents(hypergraph).count - emptyEdges - isolatedNodes,
    density: cells === 0 ? 0 : incidenceCount / cells,
    degree: spread(degrees),
    size: spread(sizes),
    sizes,
    degrees,
    time: timeRange(hypergraph),
    kinds: countKinds(hypergraph),
    directed: isDirected(hypergraph),
    weighted: isWeighted(hypergraph),
    bytesPerIncidence:
      incidenceCount === 0 ? 0 : hypergraph.structureBytes / incidenceCount,
  };
}

function histogram(incidence: Incidence): Histogram {
  const lengths = rowLengths(incidence);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  const counts = new Uint32Array(lengths.length === 0 ? 0 : longest + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  return [...counts.entries()].filter(([, count]) => count > 0);
}

function countOf(values: Histogram, wanted: number): number {
  return values.find(([value]) => value === wanted)?.[1] ?? 0;
}

function spread(values: Histogram): Spread {
  let rows = 0;
  let sum = 0;
  for (const [value, count] of values) {
    rows += count;
    sum += value * count;
  }
  if (rows === 0) return { min: 0, mean: 0, median: 0, max: 0 };
  return {
    min: values[0]?.[0] ?? 0,
    mean: sum / rows,
    median:
      (valueAt(values, Math.floor((rows - 1) / 2)) +
        valueAt(values, Math.floor(rows / 2))) /
      2,
    max: values.at(-1)?.[0] ?? 0,
  };
}

/** The value at `position` of the sorted rows. */
function valueAt(values: Histogram, position: number): number {
  let passed = 0;
  for (const [value, count] of values) {
    passed += count;
    if (passed > position) return value;
  }
  return 0;
}

function timeRange(hypergraph: Hypergraph): Summary['time'] {
  let from = Infinity;
  let to = -Infinity;
  const ends = hypergraph.edgeProperties.column('end')?.numbers();
  for (const time of hypergraph.edgeTimes() ?? []) {
    if (time < from) from = time;
    if (time > to) to = time;
  }
  if (from === Infinity) return null;
  for (const end of ends ?? []) if (end > to) to = end;
  return { from, to };
}

function countKinds({ nodeProperties }: Hypergraph): Record<string, number> {
  const counts = new Map<string, number>();
  const kinds = nodeProperties.column('kind');
  for (let node = 0; node < (kinds?.length ?? 0); node++) {
    const kind = kinds?.get(node) ?? null;
    if (kind === null) continue;
    const name = typeof kind === 'string' ? kind : JSON.stringify(kind);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

const DIRECTED_ROLE = /(^|\|)(head|tail)(\||$)/;

function isDirected(hypergraph: Hypergraph): boolean {
  if (hypergraph.networkType === 'directed') return true;
  const roles = hypergraph.incidencesByEdge().column('role');
  for (let i = 0; i < (roles?.length ?? 0); i++) {
    const role = roles?.get(i);
    // a node in both has the role `head|tail`
    if (typeof role === 'string' && DIRECTED_ROLE.test(role)) return true;
  }
  return false;
}

function isWeighted(hypergraph: Hypergraph): boolean {
  return [hypergraph.incidencesByEdge(), hypergraph.edgeProperties].some(
    (properties) =>
      properties
        .column('weight')
        ?.numbers()
        .some((weight) => weight !== 1 && !Number.isNaN(weight)) ?? false,
  );
}
