import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import { WedgeCounter } from './wedge-counter.ts';

/**
 * Quads of every node over those its edges could make. A quad of a node is another node
 * and two edges that hold both; two edges of sizes a and b could make min(a, b) − 1.
 * @param edges - Row = edge.
 * @param nodes - The same matrix by node.
 * @returns Length = nodes; 0 where none could be.
 * @throws PolyadError CANCELLED
 * @remarks Nodes that share c edges with another make c(c − 1)/2 quads with it, and the
 * sizes of a node's edges in order give the rest: O(Σ d²) over sizes d, no pairs.
 */
export function quadClustering(
  edges: Incidence,
  nodes: Incidence,
  options: LoopOptions = {},
): Float64Array {
  const total = rowCount(nodes);
  const watch = new LoopWatch(total, options);
  const wedges = new WedgeCounter(nodes, edges, 1);
  const { counts, touched } = wedges;
  const scores = new Float64Array(total);
  for (let node = 0; node < total; node++) {
    const met = wedges.countAll(node);
    let quads = 0;
    for (let t = 0; t < met; t++) {
      const shared = counts[touched[t]!]!;
      counts[touched[t]!] = 0;
      quads += (shared * (shared - 1)) / 2;
    }
    const start = nodes.offsets[node]!;
    const sizes = nodes.members
      .slice(start, nodes.offsets[node + 1])
      .map((edge) => rowLength(edges, edge))
      .sort();
    let most = 0;
    for (let i = 0; i < sizes.length; i++) {
      most += (sizes[i]! - 1) * (sizes.length - 1 - i);
    }
    if (most > 0) scores[node] = quads / most;
    watch.step(node, wedges.work);
  }
  watch.finish();
  return scores;
}
