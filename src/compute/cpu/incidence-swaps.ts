import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Random } from '#numeric/random.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import { IncidenceSet } from './incidence-set.ts';

/** What is shuffled, and for how long. */
export interface SwapInput {
  readonly rows: Incidence;
  readonly columnCount: number;
  /** Each is as many proposals as there are incidences. */
  readonly sweeps: number;
  readonly random: Random;
  /** Only incidences of one group trade columns; length = incidences. Default one group. */
  readonly groups?: Uint32Array | undefined;
}

/** Rows of the same lengths with columns as often as before, and how they came. */
export interface SwappedRows {
  readonly rows: Incidence;
  /** Where each entry of `rows` was before columns moved. */
  readonly positions: Uint32Array;
  readonly proposed: number;
  readonly accepted: number;
  /** Share of the incidences given that are there after each sweep. */
  readonly kept: Float64Array;
}

/**
 * Markov chain over 0/1 matrices with fixed margins: two incidences (r, c) and
 * (q, d) drawn at random become (r, d) and (q, c), unless one is there already;
 * then all stays, and the step counts. Proposals are symmetric and swaps connect
 * all such matrices (Ryser 1957, doi:10.4153/CJM-1957-044-3), so the chain tends
 * to the uniform distribution.
 * @throws PolyadError CANCELLED
 * @remarks Time O(sweeps · incidences · log size), memory about 40 bytes an
 * incidence. For hypergraphs: Chodrow 2020, doi:10.1093/comnet/cnaa018.
 */
export function swapIncidences(
  input: SwapInput,
  options: LoopOptions = {},
): SwappedRows {
  const { rows, columnCount, sweeps, random } = input;
  const total = rows.members.length;
  const columns = rows.members.slice();
  const rowOf = rowOfEach(rows);
  const present = new IncidenceSet(total, columnCount);
  for (let i = 0; i < total; i++) present.add(rowOf[i]!, columns[i]!);
  const partners = groupPartners(total, input.groups);
  const kept = new Float64Array(sweeps);
  const watch = new LoopWatch(sweeps * total, options);
  let accepted = 0;
  for (let sweep = 0; sweep < sweeps && total > 0; sweep++) {
    for (let step = 0; step < total; step++) {
      watch.step(sweep * total + step, 8);
      const i = random.int(total);
      const j = partners(i, random);
      const r = rowOf[i]!;
      const q = rowOf[j]!;
      const c = columns[i]!;
      const d = columns[j]!;
      if (r === q || c === d || present.has(r, d) || present.has(q, c)) {
        continue;
      }
      present.delete(r, c);
      present.delete(q, d);
      present.add(r, d);
      present.add(q, c);
      columns[i] = d;
      columns[j] = c;
      accepted++;
    }
    kept[sweep] = keptShare(rows, rowOf, columns);
  }
  watch.finish();
  const sorted = sortRows(rows.offsets, columns);
  return { ...sorted, proposed: sweeps * total, accepted, kept };
}

function rowOfEach(rows: Incidence): Uint32Array {
  const rowOf = new Uint32Array(rows.members.length);
  for (let row = 0; row < rowCount(rows); row++) {
    rowOf.fill(row, rows.offsets[row], rows.offsets[row + 1]);
  }
  return rowOf;
}

/** Draws an incidence of the same group as the one given. */
function groupPartners(
  total: number,
  groups: Uint32Array | undefined,
): (i: number, random: Random) => number {
  if (groups === undefined) return (_, random) => random.int(total);
  const lists = new Map<number, number[]>();
  groups.forEach((group, i) => {
    const list = lists.get(group);
    if (list) list.push(i);
    else lists.set(group, [i]);
  });
  return (i, random) => random.pick(lists.get(groups[i]!)!);
}

function keptShare(
  rows: Incidence,
  rowOf: Uint32Array,
  columns: Uint32Array,
): number {
  let same = 0;
  for (let i = 0; i < columns.length; i++) {
    const row = rowOf[i]!;
    let low = rows.offsets[row]!;
    let high = rows.offsets[row + 1]!;
    const end = high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (rows.members[middle]! < columns[i]!) low = middle + 1;
      else high = middle;
    }
    if (low < end && rows.members[low] === columns[i]) same++;
  }
  return same / columns.length;
}

function sortRows(
  offsets: Uint32Array,
  columns: Uint32Array,
): { rows: Incidence; positions: Uint32Array } {
  const positions = new Uint32Array(columns.length);
  for (let i = 0; i < positions.length; i++) positions[i] = i;
  for (let row = 0; row < offsets.length - 1; row++) {
    positions
      .subarray(offsets[row], offsets[row + 1])
      .sort((a, b) => columns[a]! - columns[b]!);
  }
  const members = positions.map((position) => columns[position]!);
  return { rows: { offsets, members }, positions };
}
