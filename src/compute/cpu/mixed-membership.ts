import type { LoopWatch } from '#numeric/cancellation.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';

/** Parameters of the mixed-membership model. */
export interface MixedMembership {
  readonly k: number;
  /** Membership of node i in community a at `i * k + a`. */
  readonly u: Float64Array;
  /** Affinity of communities a and b at `a * k + b`; symmetric. */
  readonly w: Float64Array;
}

/** What is fitted: rows of two or more members, with weights, in both directions. */
export interface MembershipData {
  readonly rows: Incidence;
  readonly columns: Incidence;
  readonly weights: Float64Array;
  /** Σ over sizes allowed of 2/(size · (size − 1)). */
  readonly pairScale: number;
}

/** Σ over pairs of members of one row of uᵢ w uⱼ, of every row; O(incidences · k + rows · k²). */
export function rowRates(
  { rows }: MembershipData,
  model: MixedMembership,
): Float64Array {
  const { k, u, w } = model;
  const before = new Float64Array(k);
  // Pair by pair with the members before: a difference of squares would round below 0.
  return Float64Array.from({ length: rowCount(rows) }, (_, row) => {
    before.fill(0);
    let rate = 0;
    for (let q = rows.offsets[row]!; q < rows.offsets[row + 1]!; q++) {
      const at = rows.members[q]! * k;
      for (let a = 0; a < k; a++) {
        for (let b = 0; b < k; b++) {
          rate += u[at + a]! * w[a * k + b]! * before[b]!;
        }
      }
      for (let a = 0; a < k; a++) before[a]! += u[at + a]!;
    }
    return rate;
  });
}

/** xᵀ w x for x at `at` in `values`. */
function quadratic(
  { k, w }: MixedMembership,
  values: Float64Array,
  at: number,
): number {
  let sum = 0;
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      sum += values[at + a]! * w[a * k + b]! * values[at + b]!;
    }
  }
  return sum;
}

/** Log-likelihood, up to what does not depend on the model. */
export function logLikelihood(
  data: MembershipData,
  model: MixedMembership,
): number {
  const total = columnTotals(model);
  let same = 0;
  for (let at = 0; at < model.u.length; at += model.k) {
    same += quadratic(model, model.u, at);
  }
  const expected = (data.pairScale * (quadratic(model, total, 0) - same)) / 2;
  const rates = rowRates(data, model);
  let sum = -expected;
  for (let row = 0; row < rates.length; row++) {
    if (data.weights[row]! > 0)
      sum += data.weights[row]! * Math.log(rates[row]!);
  }
  return sum;
}

function columnTotals({ k, u }: MixedMembership): Float64Array {
  const total = new Float64Array(k);
  for (let i = 0; i < u.length; i++) total[i % k]! += u[i]!;
  return total;
}

/**
 * One round of expectation–maximisation in place: memberships node by node, then
 * affinities. The likelihood never falls.
 * @remarks O(incidences · k² + rows · k²).
 */
export function emRound(
  data: MembershipData,
  model: MixedMembership,
  watch: LoopWatch,
): void {
  updateMemberships(data, model, watch);
  updateAffinities(data, model, watch);
}

function updateMemberships(
  { rows, columns, weights, pairScale }: MembershipData,
  model: MixedMembership,
  watch: LoopWatch,
): void {
  const { k, u, w } = model;
  const sums = rowSums(rows, model);
  const rates = rowRates({ rows, columns, weights, pairScale }, model);
  const total = columnTotals(model);
  const pull = new Float64Array(k);
  const toOthers = new Float64Array(k);
  for (let node = 0; node < rowCount(columns); node++) {
    const at = node * k;
    const start = columns.offsets[node]!;
    const end = columns.offsets[node + 1]!;
    pull.fill(0);
    const old = u.slice(at, at + k);
    for (let q = start; q < end; q++) {
      const row = columns.members[q]!;
      const share = rates[row]! > 0 ? weights[row]! / rates[row]! : 0;
      for (let a = 0; a < k; a++) {
        for (let b = 0; b < k; b++) {
          const others = Math.max(0, sums[row * k + b]! - old[b]!);
          pull[a]! += share * w[a * k + b]! * others;
        }
      }
    }
    for (let a = 0; a < k; a++) {
      let others = 0;
      for (let b = 0; b < k; b++)
        others += w[a * k + b]! * Math.max(0, total[b]! - old[b]!);
      const next = others > 0 ? (old[a]! * pull[a]!) / (pairScale * others) : 0;
      u[at + a] = Number.isFinite(next) ? next : 0;
    }
    // Rows and totals follow at once, so that the next node sees this one as it is now.
    for (let q = start; q < end; q++) {
      const row = columns.members[q]!;
      toOthers.fill(0);
      for (let a = 0; a < k; a++) {
        for (let b = 0; b < k; b++) {
          toOthers[a]! += w[a * k + b]! * (sums[row * k + b]! - old[b]!);
        }
      }
      for (let a = 0; a < k; a++) {
        const change = u[at + a]! - old[a]!;
        rates[row]! += change * toOthers[a]!;
        sums[row * k + a]! += change;
      }
    }
    for (let a = 0; a < k; a++) total[a]! += u[at + a]! - old[a]!;
    watch.step(0, 2 * (end - start) * k * k);
  }
}

function updateAffinities(
  data: MembershipData,
  model: MixedMembership,
  watch: LoopWatch,
): void {
  const { rows, weights, pairScale } = data;
  const { k, u, w } = model;
  const rates = rowRates(data, model);
  const total = columnTotals(model);
  const seen = new Float64Array(k * k);
  const sums = rowSums(rows, model);
  for (let row = 0; row < rates.length; row++) {
    const share = weights[row]! / rates[row]!;
    if (!(share > 0)) continue;
    for (let a = 0; a < k; a++) {
      for (let b = 0; b < k; b++) {
        let pairs = sums[row * k + a]! * sums[row * k + b]!;
        for (let q = rows.offsets[row]!; q < rows.offsets[row + 1]!; q++) {
          const at = rows.members[q]! * k;
          pairs -= u[at + a]! * u[at + b]!;
        }
        seen[a * k + b]! += share * Math.max(0, pairs);
      }
    }
    watch.step(0, k * k * (rows.offsets[row + 1]! - rows.offsets[row]!));
  }
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      let expected = total[a]! * total[b]!;
      for (let at = 0; at < u.length; at += k) {
        expected -= u[at + a]! * u[at + b]!;
      }
      const next = (w[a * k + b]! * seen[a * k + b]!) / (pairScale * expected);
      w[a * k + b] = expected > 0 && Number.isFinite(next) ? next : 0;
    }
  }
}

function rowSums(rows: Incidence, { k, u }: MixedMembership): Float64Array {
  const sums = new Float64Array(rowCount(rows) * k);
  for (let row = 0; row < rowCount(rows); row++) {
    for (let q = rows.offsets[row]!; q < rows.offsets[row + 1]!; q++) {
      const at = rows.members[q]! * k;
      for (let a = 0; a < k; a++) sums[row * k + a]! += u[at + a]!;
    }
  }
  return sums;
}
