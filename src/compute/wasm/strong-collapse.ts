import { throwIfStopped } from '#numeric/cancellation.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '../backend.ts';
import { copyOut, withKernels, type Kernels } from './kernels.ts';
import { putMatrix } from './matrix.ts';

/** What a strong collapse leaves. */
export interface CollapsedMatrix {
  readonly rows: Incidence;
  readonly columns: Incidence;
  /** Row of the input of each row left, ascending. */
  readonly rowNames: Uint32Array;
  /** Column of the input of each column left, ascending. */
  readonly columnNames: Uint32Array;
}

export interface CollapseOptions extends ComputeOptions {
  /**
   * Rows appear one after another, and all intervals of persistence must stay: a
   * row goes only where an earlier one contains it.
   */
  readonly inOrder?: boolean | undefined;
}

/** Words of the fields `count` and `isChanged` of `CollapseSide`. */
const IS_CHANGED = 4;

/**
 * Drops rows inside others and columns dominated by others until none is left.
 * Columns that go leave an induced subcomplex, so that its cycles are cycles of
 * the input.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 * @remarks Some passes over the matrix, each like the search for toplexes; only
 * rows and columns that shrank are looked at again.
 */
export function strongCollapse(
  rows: Incidence,
  columns: Incidence,
  { inOrder = false, ...options }: CollapseOptions = {},
): CollapsedMatrix {
  return withKernels({ ...options, threads: 1 }, (kernels) => {
    const { memory, run } = kernels;
    const matrix = putMatrix(kernels, rows, columns);
    const ofRows = putSide(kernels, {
      count: matrix.rows,
      offsets: matrix.offsets,
      members: matrix.members,
      others: matrix.columns,
      incidences: matrix.incidences,
    });
    const ofColumns = putSide(kernels, {
      count: matrix.columns,
      offsets: matrix.columnOffsets,
      members: matrix.columnMembers,
      others: matrix.rows,
      incidences: matrix.incidences,
    });
    for (let first = true; ; first = false) {
      throwIfStopped(options.signal);
      const gone = run.dropContained(ofRows, ofColumns, inOrder ? 1 : 0);
      if (gone === 0 && !first) break;
      if (run.dropContained(ofColumns, ofRows, 0) === 0) break;
    }
    const side = (
      at: number,
    ): { count: number; lists: Incidence; names: Uint32Array } => {
      const [count = 0, offsets = 0, members = 0, names = 0] = memory.uint32(
        at,
        4,
      );
      const starts = copyOut(kernels, offsets, count + 1);
      const lists = {
        offsets: starts,
        members: copyOut(kernels, members, starts[count] ?? 0),
      };
      return { count, lists, names: copyOut(kernels, names, count) };
    };
    const left = side(ofRows);
    const across = side(ofColumns);
    return {
      rows: left.lists,
      columns: across.lists,
      rowNames: left.names,
      columnNames: across.names,
    };
  });
}

interface SideParts {
  readonly count: number;
  readonly offsets: number;
  readonly members: number;
  /** Rows of the other direction, which bound the length of a row here. */
  readonly others: number;
  readonly incidences: number;
}

function putSide({ memory }: Kernels, parts: SideParts): number {
  const { count, offsets, members, others, incidences } = parts;
  const names = memory.put(Uint32Array.from({ length: count }, (_, i) => i));
  const at = memory.struct(
    count,
    offsets,
    members,
    names,
    memory.zeroBytes(count),
    memory.zeroBytes(count),
    memory.words(2 * count),
    memory.words(count),
    memory.words(count),
    memory.words(incidences),
    memory.words(others + 2),
  );
  const isChanged = memory.uint32(at, IS_CHANGED + 1)[IS_CHANGED] ?? 0;
  memory.bytes(isChanged, count).fill(1);
  return at;
}
