import type { Incidence } from '#hypergraph/incidence.ts';
import { rowCount } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '../backend.ts';
import type { ComponentLabels } from '../cpu/s-components.ts';
import {
  findEarlierRows,
  overlapCosts,
  worthIndex,
  type OverlapMethod,
} from './earlier-rows.ts';
import { copyOut, withKernels, type Kernels } from './kernels.ts';
import { putMatrix, putRankedRows, type MatrixAddresses } from './matrix.ts';
import { putPairLists } from './pair-index.ts';
import { boundsByLength, runPhase } from './phase.ts';

/** Incidences a chunk of columns has; what one costs, nanoseconds. */
const INCIDENCES_PER_CHUNK = 1 << 17;
const UNITE_COST = 7;

/** Options of {@link sComponents}. */
export interface ComponentOptions extends ComputeOptions {
  /** Forces one way to find overlaps; by default the cheaper one is chosen. */
  readonly method?: OverlapMethod | undefined;
}

/**
 * Components of the s-line graph; equals its oracle `cpu/s-components.ts` exactly.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 * @remarks s = 1: rows of a column are joined, O(incidences). s = 2: rows that
 * hold the same pair of columns, by the pair index, whose groups are not stored.
 * Larger s, or where counting wedges costs less: rows as their overlap is found.
 * Every thread joins in sets of its own, which are merged at the end.
 */
export function sComponents(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: ComponentOptions = {},
): ComponentLabels {
  return withKernels(options, (kernels) => {
    if (s === 1) return byColumns(kernels, rowCount(rows), columns, options);
    const matrix = putMatrix(kernels, rows, columns);
    const parents = separateSets(kernels, matrix.rows);
    const { ranked } = putRankedRows(kernels, matrix);
    const search = {
      kernels,
      matrix,
      ranked,
      s: Math.min(s, rowCount(columns) + 1),
      wanted: { kind: 'unite', parents },
      method: options.method,
      options,
    } as const;
    if (s === 2 && worthIndex(search, overlapCosts(search))) {
      uniteByPairs(kernels, matrix, { ranked, parents }, options);
    } else findEarlierRows(search);
    return numbered(kernels, parents, matrix.rows);
  });
}

function separateSets({ memory, run }: Kernels, count: number): number {
  const parents = memory.words(count);
  run.separateSets(parents, count);
  return parents;
}

function numbered(
  kernels: Kernels,
  parents: number,
  rows: number,
): ComponentLabels {
  const labels = kernels.memory.words(rows);
  const count = kernels.run.numberSets(parents, rows, labels);
  return { count, labels: copyOut(kernels, labels, rows) };
}

/** For s = 1 only the column lists matter. */
function byColumns(
  kernels: Kernels,
  rows: number,
  columns: Incidence,
  options: ComputeOptions,
): ComponentLabels {
  const { memory } = kernels;
  const lists = rowCount(columns);
  const offsets = memory.put(columns.offsets);
  const members = memory.put(columns.members);
  const threads = kernels.threadsFor(columns.members.length * UNITE_COST);
  const sets = Array.from({ length: threads }, () =>
    separateSets(kernels, rows),
  );
  const work = memory.struct(
    lists,
    offsets,
    members,
    0,
    memory.struct(...sets),
  );
  const cut = boundsByLength(kernels, offsets, lists, INCIDENCES_PER_CHUNK);
  runPhase(kernels, { ...cut, task: 'uniteMembers', work, threads }, options);
  return numbered(kernels, merged(kernels, sets, rows), rows);
}

function uniteByPairs(
  kernels: Kernels,
  matrix: MatrixAddresses,
  { ranked, parents }: { ranked: number; parents: number },
  options: ComputeOptions,
): void {
  const { memory } = kernels;
  const lists = putPairLists(kernels, matrix, ranked, 2);
  const sets = Array.from({ length: lists.threads }, (_, thread) =>
    thread === 0 ? parents : separateSets(kernels, matrix.rows),
  );
  const work = memory.struct(
    matrix.columns,
    0,
    0,
    lists.indexes,
    memory.struct(...sets),
  );
  runPhase(kernels, { ...lists, task: 'uniteByPairs', work }, options);
  merged(kernels, sets, matrix.rows);
}

/** Joins in the first sets what is joined in the others. */
function merged(
  { run }: Kernels,
  sets: readonly number[],
  count: number,
): number {
  const [first = 0, ...others] = sets;
  for (const other of others) run.mergeSets(first, other, count);
  return first;
}
