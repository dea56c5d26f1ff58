import { LoopWatch } from '#numeric/cancellation.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '../backend.ts';
import { copyOut, withKernels, type Kernels } from './kernels.ts';
import { putMatrix } from './matrix.ts';

/** Steps of a search along incidences. */
export interface IncidenceLevels {
  /** Of each row: even, or 2³² − 1 where not reached. */
  readonly rows: Uint32Array;
  /** Of each column: odd, or 2³² − 1 where not reached. */
  readonly columns: Uint32Array;
}

/** A step is pulled where the frontier's incidences × this exceed those not yet reached. */
const PULL_FACTOR = 4;

/** Incidences a call of the kernel goes through: between calls the work can be stopped. */
const WORK_AT_ONCE = 1 << 20;

/**
 * Steps along incidences from one row to all rows and columns: row to column to
 * row. Half of a row's level is its distance in the line graph for s = 1.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 * @remarks O(incidences), by queue or by bitmap, whichever the frontier favours
 * (Beamer et al. 2012, doi:10.1109/SC.2012.50). One thread.
 */
export function incidenceLevels(
  rows: Incidence,
  columns: Incidence,
  source: number,
  options: ComputeOptions & { readonly pullFactor?: number } = {},
): IncidenceLevels {
  const { pullFactor = PULL_FACTOR } = options;
  return withKernels({ ...options, threads: 1 }, (kernels) => {
    const matrix = putMatrix(kernels, rows, columns);
    const start = putSide(kernels, matrix.rows, matrix.offsets, matrix.members);
    const other = putSide(
      kernels,
      matrix.columns,
      matrix.columnOffsets,
      matrix.columnMembers,
    );
    const { run } = kernels;
    const total = matrix.rows + matrix.columns;
    const watch = new LoopWatch(total, options);
    let reached = 1;
    run.startSearch(start.struct, other.struct, source);
    for (;;) {
      const found = run.searchLevels(pullFactor, WORK_AT_ONCE);
      if (found === 0) break;
      reached = Math.min(total, reached + found);
      watch.step(reached, WORK_AT_ONCE);
    }
    watch.finish();
    return {
      rows: copyOut(kernels, start.levels, matrix.rows),
      columns: copyOut(kernels, other.levels, matrix.columns),
    };
  });
}

function putSide(
  { memory }: Kernels,
  count: number,
  offsets: number,
  members: number,
): { struct: number; levels: number } {
  const levels = memory.words(count);
  const words = Math.ceil(count / 32);
  const struct = memory.struct(
    count,
    offsets,
    members,
    levels,
    memory.words(count + 1),
    memory.words(words),
    memory.words(words),
  );
  return { struct, levels };
}
