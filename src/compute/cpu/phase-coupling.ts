import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rungeKuttaStep } from '#numeric/runge-kutta.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';

/** Phases that pull at each other through hyperedges. */
export interface PhaseSystem {
  readonly edges: Incidence;
  /** Factor of hyperedges by size. */
  readonly coupling: Float64Array;
  /** Natural frequency of each node. */
  readonly frequencies: Float64Array;
}

/** dθᵢ/dt = ωᵢ + Σ over its hyperedges of coupling(size) · sin(Σ θ − size · θᵢ). O(incidences). */
export function phaseVelocities(
  { edges, coupling, frequencies }: PhaseSystem,
  phases: Float64Array,
): Float64Array {
  const velocities = frequencies.slice();
  for (let edge = 0; edge < rowCount(edges); edge++) {
    const size = rowLength(edges, edge);
    const factor = coupling[size]!;
    if (factor === 0) continue;
    const start = edges.offsets[edge]!;
    let sum = 0;
    for (let q = start; q < start + size; q++)
      sum += phases[edges.members[q]!]!;
    for (let q = start; q < start + size; q++) {
      const node = edges.members[q]!;
      velocities[node]! += factor * Math.sin(sum - size * phases[node]!);
    }
  }
  return velocities;
}

/** Phases and their order parameter after each step. */
export interface PhaseTrace {
  /** |mean of e^{iθ}| after each step, the first before any; length steps + 1. */
  readonly order: Float64Array;
  /** At the end, not reduced to a turn. */
  readonly phases: Float64Array;
}

/**
 * Runge–Kutta of order four.
 * @param keep - Called with the step and the phases, which change afterwards.
 * @throws PolyadError CANCELLED
 * @remarks 4 · O(incidences) a step.
 */
export function integratePhases(
  system: PhaseSystem,
  start: Float64Array,
  run: {
    readonly steps: number;
    readonly dt: number;
    readonly keep?: ((step: number, phases: Float64Array) => void) | undefined;
  },
  options: LoopOptions = {},
): PhaseTrace {
  const { steps, dt, keep } = run;
  const phases = start.slice();
  const order = new Float64Array(steps + 1);
  const watch = new LoopWatch(steps, options);
  order[0] = phaseOrder(phases);
  keep?.(0, phases);
  for (let step = 1; step <= steps; step++) {
    rungeKuttaStep((state) => phaseVelocities(system, state), phases, dt);
    order[step] = phaseOrder(phases);
    keep?.(step, phases);
    watch.step(step, 4 * (system.edges.members.length + phases.length));
  }
  watch.finish();
  return { order, phases };
}

/** |mean of e^{iθ}|; 1 without phases. */
export function phaseOrder(phases: Float64Array): number {
  if (phases.length === 0) return 1;
  let [x, y] = [0, 0];
  for (const phase of phases) {
    x += Math.cos(phase);
    y += Math.sin(phase);
  }
  return Math.hypot(x, y) / phases.length;
}
