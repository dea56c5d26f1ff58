import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import type { CountedEdges, MomentOrder, NodeMoments } from './moment-order.ts';

/** Code of an edge without a value. */
export const NO_CATEGORY = -1;

export interface CategorySurpriseInput extends MomentOrder, CountedEdges {
  readonly edges: Incidence;
  readonly nodes: NodeMoments;
  /** Category of each edge, below `categoryCount`, or {@link NO_CATEGORY}. */
  readonly categories: Int32Array;
  readonly categoryCount: number;
}

/**
 * How surprising each edge's category is to its members: the mean over members
 * v of −ln P(x | v), P(x | v) = (n(v, x) + P(x)) / (n(v) + 1), where n counts
 * v's counted edges outside the edge's own moment and P(x) is the share of x in all
 * edges outside it, half a count added to each category (a Dirichlet prior of
 * weight one around the overall habit).
 * @returns Length = edges; 0 for empty edges and those without a category.
 * @throws PolyadError CANCELLED
 * @remarks Time O(incidences + nodes), memory O(edges + categories).
 */
export function categorySurprise(
  input: CategorySurpriseInput,
  options: LoopOptions = {},
): Float64Array {
  const { edges, nodes, categories, categoryCount, moments } = input;
  const { trained, earlierOnly = false } = input;
  const overall = heldOutShares(input);
  const result = new Float64Array(categories.length);
  const counts = new Float64Array(categoryCount);
  const here = new Float64Array(categoryCount);
  const nodeCount = nodes.offsets.length - 1;
  const watch = new LoopWatch(nodeCount, options);
  for (let node = 0; node < nodeCount; node++) {
    const begin = nodes.offsets[node]!;
    const end = nodes.offsets[node + 1]!;
    let total = earlierOnly ? 0 : tally(counts, begin, end, 1);
    for (let i = begin, next; i < end; i = next) {
      const moment = moments[nodes.edges[i]!]!;
      next = i + 1;
      while (next < end && moments[nodes.edges[next]!]! === moment) next++;
      const held = earlierOnly ? 0 : tally(here, i, next, 1);
      for (let j = i; j < next; j++) {
        const edge = nodes.edges[j]!;
        const category = categories[edge]!;
        if (category < 0) continue;
        const count = counts[category]! - here[category]! + overall[edge]!;
        const size = edges.offsets[edge + 1]! - edges.offsets[edge]!;
        result[edge]! -= Math.log(count / (total - held + 1)) / size;
      }
      if (earlierOnly) total += tally(counts, i, next, 1);
      else if (held > 0) tally(here, i, next, 0);
    }
    if (total > 0) tally(counts, begin, end, 0);
    watch.step(node, end - begin + 1);
  }
  watch.finish();
  return result;

  /** Counts the trained entries [from, to) by category, or clears their counts. */
  function tally(
    into: Float64Array,
    from: number,
    to: number,
    add: 0 | 1,
  ): number {
    let sum = 0;
    for (let i = from; i < to; i++) {
      const edge = nodes.edges[i]!;
      const category = categories[edge]!;
      if (category < 0 || (trained && !trained.has(edge))) continue;
      into[category] = add === 1 ? into[category]! + 1 : 0;
      sum++;
    }
    return sum;
  }
}

/**
 * P(x) for the category of each edge: its share of all edges outside the edge's
 * own moment, half a count added to each category.
 * @returns Length = edges; 0 without a category.
 * @remarks O(edges + categories).
 */
export function heldOutShares({
  categories,
  categoryCount,
  order,
  moments,
  trained,
  earlierOnly = false,
}: Omit<CategorySurpriseInput, 'edges' | 'nodes'>): Float64Array {
  const result = new Float64Array(categories.length);
  const counts = new Float64Array(categoryCount);
  const addMoment = (start: number, end: number, by: 1 | -1): number => {
    let sum = 0;
    for (let i = start; i < end; i++) {
      const category = categories[order[i]!]!;
      if (category < 0 || (trained && !trained.has(order[i]!))) continue;
      counts[category]! += by;
      sum += by;
    }
    return sum;
  };
  let total = earlierOnly ? 0 : addMoment(0, order.length, 1);
  for (let start = 0, end; start < order.length; start = end) {
    const moment = moments[order[start]!]!;
    end = start + 1;
    while (end < order.length && moments[order[end]!]! === moment) end++;
    if (!earlierOnly) total += addMoment(start, end, -1);
    for (let i = start; i < end; i++) {
      const edge = order[i]!;
      const category = categories[edge]!;
      if (category < 0) continue;
      result[edge] = (counts[category]! + 0.5) / (total + 0.5 * categoryCount);
    }
    total += addMoment(start, end, 1);
  }
  return result;
}
