import { PolyadError } from '#errors/polyad-error.ts';
import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rungeKuttaStep } from '#numeric/runge-kutta.ts';
import { checkCount } from '../models/generated.ts';

/** A dynamical system on every node, and how nodes couple. */
export interface CoupledSystem {
  /** dx/dt of one node alone; its state has d entries. */
  readonly flow: (state: Float64Array) => Float64Array;
  /** ∂(dx/dt)/∂x, d × d by rows. */
  readonly jacobian: (state: Float64Array) => Float64Array;
  /** The same of what neighbours receive, at states that are all alike. */
  readonly couplingJacobian: (state: Float64Array) => Float64Array;
  /** Where to begin. */
  readonly start: Float64Array;
}

/** Options of {@link masterStability}. */
export interface StabilityOptions extends LoopOptions {
  /** Steps measured. Default 20,000. */
  readonly steps?: number | undefined;
  /** Steps before, left out. Default 2000. */
  readonly transient?: number | undefined;
  /** Default 0.01. */
  readonly dt?: number | undefined;
}

/**
 * Master stability function: the largest Lyapunov exponent of a deviation ξ from synchrony,
 * dξ/dt = (J − α H) ξ, for each α. A network in step is stable if it is negative at coupling
 * times every eigenvalue but 0 of the Laplacian: of one order (`orderLaplacian`), or
 * of several that couple alike (`multiOrderLaplacian`).
 * @param alphas - Coupling × eigenvalue.
 * @returns Length = alphas; per unit of time.
 * @throws PolyadError INVALID_ARGUMENT if matrices do not fit; CANCELLED
 * @remarks Benettin et al. 1980: the deviation is scaled back to length 1 after each step.
 * Pecora and Carroll 1998, doi:10.1103/PhysRevLett.80.2109; for hyperedges Gambuzza et al.
 * 2021, doi:10.1038/s41467-021-21486-9.
 */
export function masterStability(
  system: CoupledSystem,
  alphas: ArrayLike<number>,
  options: StabilityOptions = {},
): Float64Array {
  const { steps = 20_000, transient = 2000, dt = 0.01 } = options;
  checkCount('steps', steps, 1);
  checkCount('transient', transient, 0);
  const { start } = system;
  const d = start.length;
  for (const matrix of [system.jacobian, system.couplingJacobian]) {
    const entries = matrix(start).length;
    if (entries === d * d) continue;
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `A Jacobian has ${entries} entries for a state of ${d}; it must have ${d * d}.`,
      { entries, states: d },
    );
  }
  const watch = new LoopWatch(alphas.length, options);
  return Float64Array.from({ length: alphas.length }, (_, i) => {
    const velocity = deviating(system, alphas[i] ?? 0);
    const state = new Float64Array(2 * d);
    state.set(start);
    state.fill(1 / Math.sqrt(d), d);
    let growth = 0;
    for (let step = 0; step < transient + steps; step++) {
      rungeKuttaStep(velocity, state, dt);
      const deviation = state.subarray(d);
      const length = Math.hypot(...deviation);
      deviation.forEach((value, k) => (deviation[k] = value / length));
      if (step >= transient) growth += Math.log(length);
      watch.step(i, 64 * d * d);
    }
    return growth / (steps * dt);
  });
}

/** Of a state and a deviation from it, one after the other. */
function deviating(
  { flow, jacobian, couplingJacobian }: CoupledSystem,
  alpha: number,
): (both: Float64Array) => Float64Array {
  return (both) => {
    const d = both.length / 2;
    const state = both.subarray(0, d);
    const deviation = both.subarray(d);
    const [own, coupled] = [jacobian(state), couplingJacobian(state)];
    const velocities = new Float64Array(2 * d);
    velocities.set(flow(state));
    for (let row = 0; row < d; row++) {
      let sum = 0;
      for (let k = 0; k < d; k++) {
        const at = row * d + k;
        const entry = (own[at] ?? 0) - alpha * (coupled[at] ?? 0);
        sum += entry * (deviation[k] ?? 0);
      }
      velocities[d + row] = sum;
    }
    return velocities;
  };
}
