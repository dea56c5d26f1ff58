import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowCount } from '#hypergraph/incidence.ts';
import { shortestLoops } from '#compute/cpu/shortest-loops.ts';
import { strongCollapse } from '#compute/strong-collapse.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import type { Cycle } from './homology.ts';
import { namedCycle } from './named-cycle.ts';
import { quiet } from './quiet.ts';

/** Options of {@link shortestGenerators}. */
export interface ShortestGeneratorOptions extends ComputeOptions {
  /** Most subsets of three members to list, after the collapse. Default 5 million. */
  readonly maxTriangles?: number | undefined;
}

const DEFAULT_TRIANGLES = 5_000_000;

/**
 * Generators of the first homology of the downward closure over GF(2), of least total
 * number of links: one loop a class, as many as the first Betti number, shortest first.
 * @throws PolyadError LIMIT_EXCEEDED, CANCELLED
 * @remarks Found on the strong core, a part of the closure on which every loop has an image
 * that is no longer. In dimension 0 any node of a component is a shortest
 * generator; above 1 the question is NP-hard (Chen and Freedman 2011,
 * doi:10.1007/s00454-010-9322-8), so `computeHomology` gives what it finds. Cost:
 * {@link shortestLoops}.
 */
export function shortestGenerators(
  hypergraph: Hypergraph,
  options: ShortestGeneratorOptions = {},
): Cycle[] {
  const { maxTriangles = DEFAULT_TRIANGLES } = options;
  const { edges, nodes } = hypergraph;
  const core = strongCollapse(edges, nodes, quiet(options));
  const asked = { ...options, maxTriangles };
  const loops = shortestLoops(core.rows, rowCount(core.columns), asked);
  return loops.map((loop) => namedCycle(hypergraph, 1, loop, core.columnNames));
}
