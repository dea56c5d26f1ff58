import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';

/** Whom each node has met: sparse rows of the co-occurrence matrix. */
export interface CompanyRows {
  /** Partners of node u, ascending, are `partners[offsets[u] … offsets[u + 1])`. */
  readonly offsets: Uint32Array;
  readonly partners: Uint32Array;
  /** Relations with both, each counted 1 or 1 / (size − 1). */
  readonly weights: Float64Array;
  /** Sum of each node's weights. */
  readonly totals: Float64Array;
  /** Larger relations were not counted. */
  readonly largest: number;
}

/**
 * Counts for any two nodes the relations that hold both.
 * @param by - `count` counts each relation 1, `share` 1 / (size − 1).
 * @param options - Relations above `largest` members are left out: they say
 * little about any two of them.
 * @remarks Time O(Σ|e|²) of the relations counted; 12 bytes for each pair met, both ways.
 */
export function companyRows(
  hypergraph: Hypergraph,
  by: 'count' | 'share',
  { largest, ...options }: { readonly largest: number } & LoopOptions,
): CompanyRows {
  const { nodeCount } = hypergraph;
  const weight = new Float64Array(nodeCount);
  const offsets = new Uint32Array(nodeCount + 1);
  const totals = new Float64Array(nodeCount);
  const rows: { partners: Uint32Array; weights: Float64Array }[] = [];
  const watch = new LoopWatch(nodeCount, options);
  for (let node = 0; node < nodeCount; node++) {
    const touched: number[] = [];
    let work = 1;
    for (const edge of hypergraph.nodeEdges(node)) {
      const members = hypergraph.edgeMembers(edge);
      const size = members.length;
      if (size < 2 || size > largest) continue;
      const added = by === 'count' ? 1 : 1 / (size - 1);
      work += size;
      for (const partner of members) {
        if (partner === node) continue;
        if (weight[partner] === 0) touched.push(partner);
        weight[partner] = (weight[partner] ?? 0) + added;
      }
    }
    const partners = Uint32Array.from(touched).sort();
    const weights = Float64Array.from(partners, (p) => weight[p] ?? 0);
    for (const partner of partners) weight[partner] = 0;
    rows.push({ partners, weights });
    totals[node] = weights.reduce((sum, value) => sum + value, 0);
    offsets[node + 1] = (offsets[node] ?? 0) + partners.length;
    watch.step(node, work);
  }
  watch.finish();
  const length = offsets[nodeCount] ?? 0;
  const partners = new Uint32Array(length);
  const weights = new Float64Array(length);
  rows.forEach((row, node) => {
    partners.set(row.partners, offsets[node]);
    weights.set(row.weights, offsets[node]);
  });
  return { offsets, partners, weights, totals, largest };
}

/** The weight of one pair; 0 if they never met. O(log partners). */
export function weightOf(
  {
    offsets,
    partners,
    weights,
  }: Pick<CompanyRows, 'offsets' | 'partners' | 'weights'>,
  node: number,
  partner: number,
): number {
  let low = offsets[node] ?? 0;
  let high = offsets[node + 1] ?? 0;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((partners[middle] ?? 0) < partner) low = middle + 1;
    else high = middle;
  }
  const isThere = low < (offsets[node + 1] ?? 0) && partners[low] === partner;
  return isThere ? (weights[low] ?? 0) : 0;
}
