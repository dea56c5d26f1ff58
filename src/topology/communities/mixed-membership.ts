import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { Random } from '#numeric/random.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { transpose } from '#hypergraph/incidence.ts';
import {
  emRound,
  logLikelihood,
  type MembershipData,
  type MixedMembership,
} from '#compute/cpu/mixed-membership.ts';
import { renumbered } from '#compute/cpu/part-moves.ts';
import { selectRows } from '#compute/cpu/select-rows.ts';
import { computeModularity } from '../cohesion/modularity.ts';
import { checkCount } from '../models/generated.ts';
import type { Communities } from './communities.ts';

/** Options of {@link mixedMembership}. */
export interface MixedMembershipOptions extends LoopOptions {
  /** Communities. Default 2. */
  readonly k?: number | undefined;
  /** Communities link only within themselves. Default true. */
  readonly assortative?: boolean | undefined;
  /** Random starts, of which the likeliest stays. Default 5. */
  readonly starts?: number | undefined;
  /** Most rounds a start. Default 200. */
  readonly maxIterations?: number | undefined;
  /** A start ends when the log-likelihood gains less than this share. Default 10⁻⁷. */
  readonly tolerance?: number | undefined;
  /** Default 0. */
  readonly seed?: number | undefined;
}

/** Overlapping communities; `labels` are the strongest ones, `quality` their modularity. */
export interface MixedCommunities extends Communities {
  readonly k: number;
  /** Membership of node i in community a at `i * k + a`, each at least 0. */
  readonly memberships: Float64Array;
  /** Affinity of communities a and b at `a * k + b`. */
  readonly affinity: Float64Array;
  /** Up to a constant. */
  readonly logLikelihood: number;
  /** Of the start that stayed, after each round; never falls. */
  readonly history: Float64Array;
  readonly converged: boolean;
}

/**
 * Mixed-membership stochastic block model of hyperedges (Hy-MMSBM): the rate of a
 * hyperedge is the sum over pairs of its members of uᵢ w uⱼ. Fitted by
 * expectation–maximisation. Hyperedges of fewer than two members are left out.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Ruggeri, Contisciani, Battiston and De Bacco 2023,
 * doi:10.1126/sciadv.adg9159. O(incidences · k²) a round.
 */
export function mixedMembership(
  hypergraph: Hypergraph,
  options: MixedMembershipOptions = {},
): MixedCommunities {
  const { k = 2, starts = 5, seed = 0 } = options;
  checkCount('k', k, 1);
  checkCount('starts', starts, 1);
  const data = membershipData(hypergraph);
  const random = new Random(seed);
  const watch = new LoopWatch(starts, options);
  const fitOnce = (): Fit => {
    const model = randomModel(hypergraph.nodeCount, k, random, options);
    return climb(data, model, watch, options);
  };
  let best = fitOnce();
  for (let start = 1; start < starts; start++) {
    const fit = fitOnce();
    if (likelihood(fit) > likelihood(best)) best = fit;
  }
  watch.finish();
  return described(hypergraph, best);
}

function likelihood({ history }: Fit): number {
  return history.at(-1) ?? 0;
}

interface Fit {
  readonly model: MixedMembership;
  readonly history: Float64Array;
  readonly converged: boolean;
}

function membershipData(hypergraph: Hypergraph): MembershipData {
  const kept: number[] = [];
  let largest = 2;
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    const size = hypergraph.edgeSize(edge);
    if (size > 1) kept.push(edge);
    largest = Math.max(largest, size);
  }
  const rows = selectRows(hypergraph.edges, Uint32Array.from(kept));
  // Σ 2/(d (d − 1)) over d = 2 … D telescopes.
  const pairScale = 2 * (1 - 1 / largest);
  return {
    rows,
    columns: transpose(rows, hypergraph.nodeCount),
    weights: new Float64Array(kept.length).fill(1),
    pairScale,
  };
}

function randomModel(
  nodes: number,
  k: number,
  random: Random,
  { assortative = true }: MixedMembershipOptions,
): MixedMembership {
  const u = Float64Array.from(
    { length: nodes * k },
    () => 0.1 + random.float(),
  );
  const w = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      const affinity = a === b ? 1 + random.float() : 0.1 * random.float();
      const kept = a === b || !assortative ? affinity : 0;
      w[a * k + b] = kept;
      w[b * k + a] = kept;
    }
  }
  return { k, u, w };
}

function climb(
  data: MembershipData,
  model: MixedMembership,
  watch: LoopWatch,
  { maxIterations = 200, tolerance = 1e-7 }: MixedMembershipOptions,
): Fit {
  const history: number[] = [];
  let converged = data.weights.length === 0;
  while (!converged && history.length < maxIterations) {
    emRound(data, model, watch);
    const now = logLikelihood(data, model);
    const before = history.at(-1) ?? -Infinity;
    converged = now - before <= tolerance * Math.abs(now);
    history.push(now);
  }
  return { model, history: Float64Array.from(history), converged };
}

function described(hypergraph: Hypergraph, fit: Fit): MixedCommunities {
  const { k, u, w } = fit.model;
  const strongest = Uint32Array.from(
    { length: hypergraph.nodeCount },
    (_, i) => {
      const own = u.subarray(i * k, (i + 1) * k);
      return own.reduce(
        (best, value, a) => (value > (own[best] ?? 0) ? a : best),
        0,
      );
    },
  );
  const { parts: labels, count } = renumbered(strongest);
  return {
    quality: computeModularity(hypergraph, labels).modularity,
    count,
    labels,
    k,
    memberships: u,
    affinity: w,
    logLikelihood: likelihood(fit),
    history: fit.history,
    converged: fit.converged,
  };
}
