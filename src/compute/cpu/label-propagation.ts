import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Random } from '#numeric/random.ts';
import { rowCount, rowMembers, type Incidence } from '#hypergraph/incidence.ts';

/** How labels are to spread. */
export interface PropagationOptions extends LoopOptions {
  readonly random: Random;
  readonly maxRounds: number;
}

/** Labels where a round changed none, or after the last. */
export interface PropagatedLabels {
  /** Of each column, numbers below their count. */
  readonly labels: Uint32Array;
  readonly rounds: number;
  readonly settled: boolean;
}

/**
 * Label propagation: columns, in random order, take the label that most of their rows
 * vote for; a row votes for the label most frequent among its other members. A label in
 * hand stays where it is among the most frequent; other ties are drawn. Every column
 * begins with a label of its own.
 * @throws PolyadError CANCELLED
 * @remarks O(incidences) a round, and the sizes of its rows for each label that
 * changes. After Raghavan, Albert and Kumara 2007, doi:10.1103/PhysRevE.76.036106.
 */
export function propagateLabels(
  rows: Incidence,
  columns: Incidence,
  { random, maxRounds, ...loop }: PropagationOptions,
): PropagatedLabels {
  const total = rowCount(columns);
  const labels = Uint32Array.from({ length: total }, (_, column) => column);
  const tops = new TopLabels(rows, labels, random);
  for (let row = 0; row < rowCount(rows); row++) tops.recount(row);
  const votes = new Uint32Array(total);
  const order = Array.from(labels);
  const watch = new LoopWatch(maxRounds, loop);
  let settled = false;
  let rounds = 0;
  while (!settled && rounds < maxRounds) {
    random.shuffle(order);
    settled = true;
    for (const column of order) {
      const own = labels[column]!;
      const next = elected(rowMembers(columns, column), own, votes, tops);
      if (next === own) continue;
      labels[column] = next;
      settled = false;
      for (const row of rowMembers(columns, column)) tops.recount(row);
    }
    watch.step(++rounds, 64 + tops.takeWork());
  }
  watch.finish();
  return { labels, rounds, settled };
}

/** The label most rows vote for; `own` where it is among them, or nothing votes. */
function elected(
  voters: Uint32Array,
  own: number,
  votes: Uint32Array,
  tops: TopLabels,
): number {
  const heard: number[] = [];
  let most = 0;
  for (const row of voters) {
    const label = tops.withoutOne(row, own);
    if (label < 0) continue;
    heard.push(label);
    most = Math.max(most, ++votes[label]!);
  }
  let winner = own;
  if (votes[own] !== most) {
    let ties = 0;
    for (const label of heard) {
      if (votes[label] !== most) continue;
      votes[label] = 0;
      if (tops.random.int(++ties) === 0) winner = label;
    }
  }
  for (const label of heard) votes[label] = 0;
  return winner;
}

/** The two most frequent labels of each row, ties in random order. */
class TopLabels {
  readonly random: Random;
  readonly #rows: Incidence;
  readonly #labels: Uint32Array;
  readonly #counts: Uint32Array;
  /** First label and second, −1 for none; then how often each comes. */
  readonly #tops: Int32Array;
  #work = 0;

  constructor(rows: Incidence, labels: Uint32Array, random: Random) {
    this.random = random;
    this.#rows = rows;
    this.#labels = labels;
    this.#counts = new Uint32Array(labels.length);
    this.#tops = new Int32Array(4 * rowCount(rows));
  }

  /** Steps since the last call. */
  takeWork(): number {
    const work = this.#work;
    this.#work = 0;
    return work;
  }

  recount(row: number): void {
    const counts = this.#counts;
    const members = rowMembers(this.#rows, row);
    for (const member of members) counts[this.#labels[member]!]!++;
    const tops = this.#tops.subarray(4 * row, 4 * row + 4).fill(0);
    tops.fill(-1, 0, 2);
    let ties = 1;
    for (const member of members) {
      const label = this.#labels[member]!;
      const count = counts[label]!;
      if (count === 0) continue;
      counts[label] = 0;
      ties = count === tops[2] ? ties + 1 : 1;
      const isFirst =
        count > tops[2]! || (count === tops[2] && this.random.int(ties) === 0);
      if (isFirst) {
        [tops[1], tops[3]] = [tops[0]!, tops[2]!];
        [tops[0], tops[2]] = [label, count];
      } else if (count > tops[3]!) [tops[1], tops[3]] = [label, count];
    }
    this.#work += 2 * members.length;
  }

  /** Most frequent label once a member with label `own` is left out; −1 for none. */
  withoutOne(row: number, own: number): number {
    const [first, second, often, less] = this.#tops.subarray(
      4 * row,
      4 * row + 4,
    );
    if (first !== own) return first!;
    if (often! - 1 > less! || second! < 0) return often! > 1 ? own : -1;
    if (often! - 1 < less!) return second!;
    return this.random.chance(0.5) ? own : second!;
  }
}
