import type { Incidence } from '#hypergraph/incidence.ts';

/** How far to walk. */
export interface WalkRankOptions {
  /** Probability to walk and not to jump to any row; 1 never jumps. */
  readonly damping: number;
  /** Stops after this many steps. */
  readonly steps: number;
  /** Stops earlier if a step changes ranks by no more than this, summed over rows. */
  readonly tolerance?: number;
}

/** Where the walk is after its steps. */
export interface WalkRank {
  /** Probability of each row. */
  readonly ranks: Float64Array | Float32Array;
  readonly steps: number;
  /** Sum of changes in the last step looked at. */
  readonly change: number;
}

/**
 * Probabilities of the walk row → one of its columns → one of its rows, each drawn uniformly, that
 * jumps to any row now and then, from a uniform start. A row without columns stays where it is.
 * @remarks The twin of the kernel, which computes in f32: after n steps it is within
 * n · (longest row + longest column + 4) · 2⁻²³, summed over rows, because no step makes
 * differences larger. Time O(incidences) a step.
 */
export function walkRank(
  rows: Incidence,
  columns: Incidence,
  { damping, steps, tolerance = 0 }: WalkRankOptions,
): WalkRank {
  const total = rows.offsets.length - 1;
  let ranks = new Float64Array(total).fill(1 / total);
  let change = total === 0 ? 0 : Infinity;
  let done = 0;
  while (done < steps && change > tolerance) {
    const moved = step(rows, columns, ranks);
    const next = moved.map((rank) => damping * rank + (1 - damping) / total);
    change = next.reduce((sum, rank, i) => sum + Math.abs(rank - ranks[i]!), 0);
    ranks = next;
    done++;
  }
  return { ranks, steps: done, change };
}

function step(
  rows: Incidence,
  columns: Incidence,
  ranks: Float64Array,
): Float64Array {
  const moved = new Float64Array(ranks.length);
  const length = (side: Incidence, i: number): number =>
    side.offsets[i + 1]! - side.offsets[i]!;
  ranks.forEach((rank, row) => {
    const degree = length(rows, row);
    if (degree === 0) moved[row]! += rank;
    for (let p = rows.offsets[row]!; p < rows.offsets[row + 1]!; p++) {
      const column = rows.members[p]!;
      const each = rank / degree / length(columns, column);
      const end = columns.offsets[column + 1]!;
      for (let q = columns.offsets[column]!; q < end; q++) {
        moved[columns.members[q]!]! += each;
      }
    }
  });
  return moved;
}
