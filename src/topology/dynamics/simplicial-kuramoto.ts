import { LoopWatch } from '#numeric/cancellation.ts';
import { Random } from '#numeric/random.ts';
import { rungeKuttaStep } from '#numeric/runge-kutta.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { phaseOrder } from '#compute/cpu/phase-coupling.ts';
import {
  cofacePhases,
  facePhases,
  simplicialVelocities,
} from '#compute/cpu/simplicial-phases.ts';
import { checkCount } from '../models/generated.ts';
import { chainsAround, type HodgeOptions } from '../spectra/laplacians.ts';
import { checkLength } from './kuramoto.ts';

/** Options of {@link simulateSimplicialKuramoto}. */
export interface SimplicialKuramotoOptions extends HodgeOptions {
  /** Dimension of the simplices that turn. Default 1: links. */
  readonly dim?: number | undefined;
  /** Coupling σ. Default 1. */
  readonly coupling?: number | undefined;
  /** Natural frequency of each simplex, radians. Default: standard normal, drawn. */
  readonly frequencies?: Float64Array | undefined;
  /** Phase of each at first, radians. Default: uniform, drawn. */
  readonly phases?: Float64Array | undefined;
  /** Default 1000. */
  readonly steps?: number | undefined;
  /** Length of a step. Default 0.01. */
  readonly dt?: number | undefined;
  /** Default 0. */
  readonly seed?: number | undefined;
}

/** How phases on simplices came together. */
export interface SimplicialKuramotoTrace {
  /** Of each entry of the orders; length steps + 1. */
  readonly time: Float64Array;
  /** |mean of e^{i·}| of the phases gathered on faces: of ∂θ. */
  readonly orderBelow: Float64Array;
  /** The same of phases gathered on simplices one dimension up: of ∂ᵀθ. */
  readonly orderAbove: Float64Array;
  /** At the end, not reduced to a turn; simplices in ascending order of nodes. */
  readonly phases: Float64Array;
  readonly frequencies: Float64Array;
  /** Nodes of each simplex, `dim + 1` of them. */
  readonly simplices: Uint32Array;
}

/**
 * Simplicial Kuramoto model: phases on the simplices of one dimension of the downward
 * closure pull at each other through the faces and cofaces they share:
 * dθ/dt = ω − σ ∂ᵀ sin(∂θ) − σ ∂ sin(∂ᵀθ). Near zero it is the flow of the Hodge Laplacian.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED, CANCELLED
 * @remarks Millán, Torres and Bianconi 2020, doi:10.1103/PhysRevLett.124.218301. Runge–Kutta
 * of order four, 4 · O(faces) a step; simplices are listed.
 */
export function simulateSimplicialKuramoto(
  hypergraph: Hypergraph,
  options: SimplicialKuramotoOptions = {},
): SimplicialKuramotoTrace {
  const { dim = 1, coupling = 1, steps = 1000, dt = 0.01 } = options;
  checkCount('steps', steps, 0);
  const { own, below, above } = chainsAround(hypergraph, dim, options);
  const random = new Random(options.seed ?? 0);
  const drawn = (draw: () => number): Float64Array =>
    Float64Array.from({ length: own.count }, draw);
  const frequencies = options.frequencies ?? drawn(() => random.normal());
  const start = options.phases ?? drawn(() => 2 * Math.PI * random.float());
  for (const list of [frequencies, start]) {
    checkLength(list, own.count, 'simplices');
  }
  const system = { below, above, frequencies, coupling };
  const phases = start.slice();
  const orderBelow = new Float64Array(steps + 1);
  const orderAbove = new Float64Array(steps + 1);
  const watch = new LoopWatch(steps, options);
  for (let step = 0; step <= steps; step++) {
    if (step > 0) {
      rungeKuttaStep((at) => simplicialVelocities(system, at), phases, dt);
    }
    orderBelow[step] = phaseOrder(facePhases(system, phases));
    orderAbove[step] = phaseOrder(cofacePhases(system, phases));
    watch.step(step, 8 * (below.faces.length + above.faces.length));
  }
  watch.finish();
  const time = Float64Array.from({ length: steps + 1 }, (_, i) => i * dt);
  const simplices = own.members;
  return { time, orderBelow, orderAbove, phases, frequencies, simplices };
}
