import { PolyadError } from '#errors/polyad-error.ts';
import { equalRows } from '#hypergraph/collapse.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowCount, rowMembers } from '#hypergraph/incidence.ts';
import type { PropertyValue } from '#hypergraph/property-column.ts';

/** How the layers of a multiplex hypergraph resemble each other. */
export interface LayerOverlap {
  /** Values of the property, by first hyperedge. */
  readonly layers: readonly PropertyValue[];
  /** Different sets of members in each layer. */
  readonly sets: Uint32Array;
  /** Sets that two layers share, at `a * layers + b`. */
  readonly shared: Uint32Array;
  /** Shared sets over sets of either, at `a * layers + b`. */
  readonly jaccard: Float64Array;
  /** Of each hyperedge: layers that have its set; 0 for one without a layer. */
  readonly ofEdge: Uint32Array;
}

/**
 * Overlap of layers: sets of nodes that are hyperedges in several of them.
 * @param property - Of the hyperedges, whose values are the layers.
 * @throws PolyadError INVALID_ARGUMENT if no hyperedge has it.
 * @remarks O(incidences + layers² + Σ over sets of their layers²).
 */
export function computeLayerOverlap(
  hypergraph: Hypergraph,
  property: string,
): LayerOverlap {
  const { edgeProperties, edgeCount, edges } = hypergraph;
  const layers: PropertyValue[] = [];
  const numbers = new Map<PropertyValue, number>();
  const layerOf = Int32Array.from({ length: edgeCount }, (_, edge) => {
    const value = edgeProperties.get(property, edge);
    if (value === null) return -1;
    const known = numbers.get(value);
    if (known !== undefined) return known;
    numbers.set(value, layers.length);
    return layers.push(value) - 1;
  });
  if (layers.length === 0) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `No hyperedge has the property "${property}". They have: ${edgeProperties.names.join(', ') || 'none'}.`,
      { property },
    );
  }
  const n = layers.length;
  const shared = new Uint32Array(n * n);
  const ofEdge = new Uint32Array(edgeCount);
  const classes = equalRows(edges);
  for (let set = 0; set < rowCount(classes); set++) {
    const members = rowMembers(classes, set);
    const own = new Set<number>();
    for (const edge of members) {
      const layer = layerOf[edge] ?? -1;
      if (layer >= 0) own.add(layer);
    }
    for (const edge of members) {
      if ((layerOf[edge] ?? -1) >= 0) ofEdge[edge] = own.size;
    }
    for (const a of own) {
      for (const b of own) shared[a * n + b] = (shared[a * n + b] ?? 0) + 1;
    }
  }
  const sets = Uint32Array.from(layers, (_, a) => shared[a * n + a] ?? 0);
  const jaccard = Float64Array.from(shared, (count, at) => {
    const [a, b] = [Math.floor(at / n), at % n];
    return count / ((sets[a] ?? 0) + (sets[b] ?? 0) - count);
  });
  return { layers, sets, shared, jaccard, ofEdge };
}
