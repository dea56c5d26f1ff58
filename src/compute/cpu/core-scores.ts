import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';

/** How {@link coreScores} is to run. */
export interface CoreScoreOptions extends LoopOptions {
  /** Exponent q inside hyperedges: large ones ask for one core member, not for many. */
  readonly exponent: number;
  readonly tolerance: number;
  readonly maxIterations: number;
}

/** A fixed point and how near it is. */
export interface CoreScores {
  /** The largest is 1; 0 for columns in no row. */
  readonly values: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
  /** Largest change of a value in the last step. */
  readonly residual: number;
}

/**
 * Core scores of columns: the maximum of Σ over rows of ‖x of its members‖_q / length
 * among x ≥ 0 with ‖x‖_{q + 1} = 1, scaled to a largest value of 1.
 * @throws PolyadError CANCELLED
 * @remarks The map is a contraction in logarithms by a factor of at most 2(q − 1)/q, in
 * practice about (q − 1)/q, so the maximum is unique for each connected part. O(incidences)
 * a step. Tudisco and Higham 2023, doi:10.1137/22M1480926.
 */
export function coreScores(
  rows: Incidence,
  columns: Incidence,
  { exponent: q, tolerance, maxIterations, ...loop }: CoreScoreOptions,
): CoreScores {
  const watch = new LoopWatch(maxIterations, loop);
  let values: Float64Array = Float64Array.from(
    { length: rowCount(columns) },
    (_, column) => Number(rowLength(columns, column) > 0),
  );
  let residual = Infinity;
  let iterations = 0;
  while (iterations < maxIterations && residual > tolerance) {
    const next = advance(rows, columns, values, q);
    residual = 0;
    for (let i = 0; i < next.length; i++) {
      residual = Math.max(residual, Math.abs(next[i]! - values[i]!));
    }
    values = next;
    watch.step(++iterations, 64 + 16 * rows.members.length);
  }
  watch.finish();
  return { values, converged: residual <= tolerance, iterations, residual };
}

/** The gradient to the power of 1/q, over its largest entry. */
function advance(
  rows: Incidence,
  columns: Incidence,
  values: Float64Array,
  q: number,
): Float64Array {
  const powers = values.map((value) => value ** q);
  const factors = new Float64Array(rowCount(rows));
  for (let row = 0; row < factors.length; row++) {
    let sum = 0;
    const end = rows.offsets[row + 1]!;
    for (let i = rows.offsets[row]!; i < end; i++) {
      sum += powers[rows.members[i]!]!;
    }
    if (sum > 0) factors[row] = sum ** (1 / q - 1) / rowLength(rows, row);
  }
  const next = new Float64Array(values.length);
  let largest = 0;
  for (let column = 0; column < next.length; column++) {
    let sum = 0;
    const end = columns.offsets[column + 1]!;
    for (let i = columns.offsets[column]!; i < end; i++) {
      sum += factors[columns.members[i]!]!;
    }
    const slope = sum * values[column]! ** (q - 1);
    next[column] = slope ** (1 / q);
    largest = Math.max(largest, next[column]!);
  }
  return largest === 0 ? next : next.map((value) => value / largest);
}
