import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { DisjointSets } from '#numeric/disjoint-sets.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import { WedgeCounter } from './wedge-counter.ts';

/** Connected components of an s-line graph. */
export interface ComponentLabels {
  /** Components, singletons included. */
  readonly count: number;
  /** Component of each row; components are numbered by their first row. */
  readonly labels: Uint32Array;
}

/**
 * Components of the s-line graph of the rows, which is never built. Rows shorter
 * than `s` are singletons.
 * @param s - At least 1.
 * @throws PolyadError CANCELLED
 * @remarks s = 1: union along the column lists, O(incidences). s = 2: rows that
 * hold the same pair of columns are united, O(Σ k²) over row lengths k, or
 * wedges are counted, O(Σ d²) over column lengths d, whichever is less. s > 2:
 * wedges. Memory O(rows + columns).
 */
export function sComponents(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: LoopOptions = {},
): ComponentLabels {
  const sets = new DisjointSets(rowCount(rows));
  if (s === 1) uniteAlongColumns(sets, columns, options);
  else if (s === 2 && pairsWithin(rows) < pairsWithin(columns)) {
    uniteByPair(sets, rows, columns, options);
  } else uniteByOverlap(sets, { rows, columns, s }, options);
  return sets.labels();
}

/** Pairs of entries in one row, summed over the rows. */
function pairsWithin(incidence: Incidence): number {
  let pairs = 0;
  for (let row = 0; row < rowCount(incidence); row++) {
    const length = rowLength(incidence, row);
    pairs += (length * (length - 1)) / 2;
  }
  return pairs;
}

function uniteAlongColumns(
  sets: DisjointSets,
  { offsets, members }: Incidence,
  options: LoopOptions,
): void {
  const total = offsets.length - 1;
  const watch = new LoopWatch(total, options);
  for (let column = 0; column < total; column++) {
    const begin = offsets[column]!;
    const end = offsets[column + 1]!;
    if (begin === end) continue;
    let root = sets.find(members[begin]!);
    for (let q = begin + 1; q < end; q++) root = sets.unite(root, members[q]!);
    watch.step(column, end - begin);
  }
  watch.finish();
}

/**
 * For each column u, the rows that hold it are united with the first of them
 * that holds the same later column v.
 */
function uniteByPair(
  sets: DisjointSets,
  rows: Incidence,
  columns: Incidence,
  options: LoopOptions,
): void {
  const total = rowCount(columns);
  const watch = new LoopWatch(total, options);
  const { offsets, members } = rows;
  // position of column u in each row; u ascends, so it moves by one a visit
  const position = offsets.slice(0, rowCount(rows));
  // per column v: the last u it was met with, then the first row of that pair
  const met = new Uint32Array(2 * total).fill(0xffff_ffff);
  for (let u = 0; u < total; u++) {
    let work = 0;
    const start = columns.offsets[u]!;
    const stop = columns.offsets[u + 1]!;
    for (let q = start; q < stop; q++) {
      const row = columns.members[q]!;
      const begin = ++position[row]!;
      // a column of one row makes no pair
      if (stop - start === 1) break;
      const end = offsets[row + 1]!;
      for (let p = begin; p < end; p++) {
        const slot = 2 * members[p]!;
        if (met[slot] === u) sets.unite(met[slot + 1]!, row);
        else {
          met[slot] = u;
          met[slot + 1] = row;
        }
      }
      work += end - begin + 1;
    }
    watch.step(u, work);
  }
  watch.finish();
}

function uniteByOverlap(
  sets: DisjointSets,
  { rows, columns, s }: { rows: Incidence; columns: Incidence; s: number },
  options: LoopOptions,
): void {
  const total = rowCount(rows);
  const watch = new LoopWatch(total, options);
  const wedges = new WedgeCounter(rows, columns, s);
  const { counts, touched } = wedges;
  for (let row = 0; row < total; row++) {
    const met = wedges.countEarlier(row);
    for (let t = 0; t < met; t++) {
      const other = touched[t]!;
      if (counts[other]! >= s) sets.unite(row, other);
      counts[other] = 0;
    }
    watch.step(row, wedges.work);
  }
  watch.finish();
}
