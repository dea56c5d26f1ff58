/**
 * One step of the classical Runge–Kutta method of order four.
 * @param velocity - dx/dt at a state; a new array each time.
 * @param state - Replaced by the state after the step.
 * @param dt - Length of the step.
 * @remarks Four velocities; error O(dt⁵).
 */
export function rungeKuttaStep(
  velocity: (state: Float64Array) => Float64Array,
  state: Float64Array,
  dt: number,
): void {
  const k1 = velocity(state);
  const k2 = velocity(moved(state, k1, dt / 2));
  const k3 = velocity(moved(state, k2, dt / 2));
  const k4 = velocity(moved(state, k3, dt));
  for (let i = 0; i < state.length; i++) {
    state[i]! += (dt / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!);
  }
}

function moved(
  state: Float64Array,
  velocities: Float64Array,
  dt: number,
): Float64Array {
  return state.map((value, i) => value + dt * velocities[i]!);
}
