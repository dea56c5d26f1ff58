import { PolyadError } from '#errors/polyad-error.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import { Random } from '#numeric/random.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  integratePhases,
  type PhaseTrace,
} from '#compute/cpu/phase-coupling.ts';
import { checkCount } from '../models/generated.ts';
import type { LaplacianOrder } from '../spectra/laplacians.ts';

/** Options of {@link simulateKuramoto}. */
export interface KuramotoOptions extends LoopOptions {
  /** Orders that couple, with strengths γ. Default 1 and 2, each with weight 1. */
  readonly orders?: readonly LaplacianOrder[] | undefined;
  /** Natural frequency of each node, radians. Default: standard normal, drawn. */
  readonly frequencies?: Float64Array | undefined;
  /** Phase of each node at first, radians. Default: uniform, drawn. */
  readonly phases?: Float64Array | undefined;
  /** Default 1000. */
  readonly steps?: number | undefined;
  /** Length of a step. Default 0.01. */
  readonly dt?: number | undefined;
  /** Default 0. */
  readonly seed?: number | undefined;
}

/** How oscillators came together. */
export interface KuramotoTrace extends PhaseTrace {
  /** Of each entry of `order`. */
  readonly time: Float64Array;
  readonly frequencies: Float64Array;
}

/**
 * Kuramoto oscillators on the nodes, coupled by hyperedges of d + 1 members for
 * each order d: dθᵢ/dt = ωᵢ + Σ_d γ_d/⟨K_d⟩ Σ sin(Σ θⱼ − d θᵢ), sums over the
 * hyperedges of that order and their other members; ⟨K_d⟩ is the mean over nodes.
 * Near synchrony it is the flow of the multi-order Laplacian.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Lucas, Cencetti and Battiston 2020, doi:10.1103/PhysRevResearch.2.033410.
 * Cost: {@link integratePhases}.
 */
export function simulateKuramoto(
  hypergraph: Hypergraph,
  options: KuramotoOptions = {},
): KuramotoTrace {
  const { steps = 1000, dt = 0.01, seed = 0 } = options;
  const { nodeCount, edges } = hypergraph;
  checkCount('steps', steps, 0);
  const random = new Random(seed);
  const frequencies =
    options.frequencies ??
    Float64Array.from({ length: nodeCount }, () => random.normal());
  const phases =
    options.phases ??
    Float64Array.from(
      { length: nodeCount },
      () => 2 * Math.PI * random.float(),
    );
  for (const list of [frequencies, phases]) {
    checkLength(list, nodeCount, 'nodes');
  }
  const coupling = couplings(hypergraph, options);
  const system = { edges, coupling, frequencies };
  const trace = integratePhases(system, phases, { steps, dt }, options);
  const time = Float64Array.from({ length: steps + 1 }, (_, i) => i * dt);
  return { ...trace, time, frequencies };
}

/** Factor of hyperedges by size; 0 for sizes that do not couple. */
function couplings(
  hypergraph: Hypergraph,
  { orders = [{ order: 1 }, { order: 2 }] }: KuramotoOptions,
): Float64Array {
  const { edgeCount, nodeCount } = hypergraph;
  const counts: number[] = [];
  for (let edge = 0; edge < edgeCount; edge++) {
    const size = hypergraph.edgeSize(edge);
    counts[size] = (counts[size] ?? 0) + 1;
  }
  const factors = new Float64Array(counts.length);
  for (const { order, weight = 1 } of orders) {
    checkCount('order', order, 1);
    const mean = ((counts[order + 1] ?? 0) * (order + 1)) / nodeCount;
    if (mean > 0)
      factors[order + 1] = (factors[order + 1] ?? 0) + weight / mean;
  }
  return factors;
}

/** @throws PolyadError INVALID_ARGUMENT unless there are `count` values. */
export function checkLength(
  values: Float64Array,
  count: number,
  what: string,
): void {
  if (values.length === count) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `There are ${values.length} values for ${count} ${what}; give one each.`,
    { values: values.length, [what]: count },
  );
}
