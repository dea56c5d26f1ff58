import { PolyadError } from '#errors/polyad-error.ts';
import { LoopWatch } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { SumTree } from '#compute/cpu/sum-tree.ts';
import {
  checkCount,
  checkWeights,
  numberedHypergraph,
  startModel,
  type ModelOptions,
} from './generated.ts';
import type { SizeCount } from './scale-free.ts';

/** Overlapping communities and how they link. */
export interface MembershipModel {
  /** Communities. */
  readonly k: number;
  /** Membership of node i in community a at `i * k + a`, each at least 0. */
  readonly memberships: Float64Array;
  /** Affinity of communities a and b at `a * k + b`, symmetric, each at least 0. */
  readonly affinity: Float64Array;
  readonly sizes: readonly SizeCount[];
}

/**
 * Hyperedges by the mixed-membership block model, as `mixedMembership` fits it: a set of
 * nodes is drawn in proportion to the sum over its pairs of uᵢ w uⱼ, independently for
 * each hyperedge. Equal hyperedges may come.
 * @throws PolyadError INVALID_ARGUMENT if lists do not fit or nothing links; LIMIT_EXCEEDED;
 * CANCELLED
 * @remarks A pair in proportion to its rate, then others evenly, which is that
 * distribution: each set comes by any of its pairs. O(hyperedges · (k² + size + log nodes)).
 * Model: Ruggeri et al. 2023, doi:10.1126/sciadv.adg9159.
 */
export function mixedMembershipModel(
  { k, memberships, affinity, sizes }: MembershipModel,
  options: ModelOptions = {},
): Hypergraph {
  checkCount('k', k, 1);
  checkWeights('memberships', memberships);
  checkWeights('affinity', affinity);
  const nodes = memberships.length / k;
  checkCount('memberships / k', nodes, 2);
  if (affinity.length !== k * k) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `There are ${affinity.length} affinities for ${k} communities; give ${k * k}.`,
      { affinity: affinity.length, k },
    );
  }
  const { random, rows } = startModel(options);
  let total = 0;
  for (const { size, edges } of sizes) {
    checkCount('size', size, 2);
    checkCount('edges', edges, 0);
    checkCount('nodes', nodes, size);
    rows.price(size * edges);
    total += edges;
  }
  const ofCommunity = Array.from({ length: k }, (_, a) => {
    const tree = new SumTree(nodes);
    for (let i = 0; i < nodes; i++) tree.set(i, memberships[i * k + a] ?? 0);
    return tree;
  });
  const ofPair = pairRates(ofCommunity, memberships, affinity);
  const watch = new LoopWatch(total, options);
  for (const { size, edges } of sizes) {
    for (let edge = 0; edge < edges; edge++) {
      let [i, j] = [0, 0];
      while (i === j) {
        const pair = ofPair.find(random.float());
        i = ofCommunity[Math.floor(pair / k)]?.find(random.float()) ?? 0;
        j = ofCommunity[pair % k]?.find(random.float()) ?? 0;
      }
      rows.add(i);
      rows.add(j);
      while (rows.openLength < size) {
        const other = random.int(nodes);
        if (!rows.has(other)) rows.add(other);
      }
      rows.endRow();
      watch.step(rows.count, 64);
    }
  }
  watch.finish();
  return numberedHypergraph(rows.build(), nodes);
}

/**
 * Rates of pairs of communities, pairs of a node with itself included, which are
 * drawn again.
 * @throws PolyadError INVALID_ARGUMENT if no two nodes link.
 */
function pairRates(
  ofCommunity: readonly SumTree[],
  memberships: Float64Array,
  affinity: Float64Array,
): SumTree {
  const k = ofCommunity.length;
  const rates = new SumTree(k * k);
  let ofSelf = 0;
  affinity.forEach((rate, pair) => {
    const [a, b] = [Math.floor(pair / k), pair % k];
    rates.set(
      pair,
      rate * (ofCommunity[a]?.total ?? 0) * (ofCommunity[b]?.total ?? 0),
    );
    for (let at = 0; at < memberships.length; at += k) {
      ofSelf += rate * (memberships[at + a] ?? 0) * (memberships[at + b] ?? 0);
    }
  });
  if (rates.total - ofSelf > 1e-12 * rates.total) return rates;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    'No two nodes have communities that link; raise some memberships or affinities.',
    { total: rates.total },
  );
}
