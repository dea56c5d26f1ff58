import {
  addBoundary,
  addCoboundary,
  type Boundary,
} from './laplacian-operators.ts';

/** Phases on the simplices of one dimension, pulled at through faces and cofaces. */
export interface SimplicialSystem {
  /** From these simplices to their faces. */
  readonly below: Boundary;
  /** From the simplices one dimension up to these. */
  readonly above: Boundary;
  readonly frequencies: Float64Array;
  readonly coupling: number;
}

/** Signed sums of the phases around each face: ∂θ. O(faces). */
export function facePhases(
  { below }: Pick<SimplicialSystem, 'below'>,
  phases: Float64Array,
): Float64Array {
  const sums = new Float64Array(below.rows);
  addBoundary(below, phases, sums);
  return sums;
}

/** Signed sums of the phases of the faces of each simplex above: ∂ᵀθ. O(faces). */
export function cofacePhases(
  { above }: Pick<SimplicialSystem, 'above'>,
  phases: Float64Array,
): Float64Array {
  const sums = new Float64Array(above.columns);
  addCoboundary(above, phases, sums);
  return sums;
}

/** dθ/dt = ω − σ ∂ᵀ sin(∂θ) − σ ∂ sin(∂ᵀθ), the first through faces. O(faces). */
export function simplicialVelocities(
  system: SimplicialSystem,
  phases: Float64Array,
): Float64Array {
  const { frequencies, coupling, below, above } = system;
  const pull = new Float64Array(phases.length);
  addCoboundary(below, facePhases(system, phases).map(Math.sin), pull);
  addBoundary(above, cofacePhases(system, phases).map(Math.sin), pull);
  return frequencies.map((own, i) => own - coupling * pull[i]!);
}
