import type { EdgeWorth } from './hypergraph-modularity.ts';

/**
 * What a partition of the columns is worth: over rows and parts, the row's weight
 * times an entry of the table of its size, less the tax of every part.
 */
export interface PartObjective {
  /** By size of row: entry c for c members in one part; from 0, never falling. */
  readonly tables: readonly (Float64Array | undefined)[];
  /** Of a part by its volume; convex, 0 at 0. */
  readonly tax: (volume: number) => number;
}

/** Weight of rows by size; sizes above 0. */
export type WeightBySize = ReadonlyMap<number, number>;

/** Sum of weights by size. */
export function weightBySize(
  sizes: Uint32Array,
  weights: Float64Array,
): Map<number, number> {
  const sums = new Map<number, number>();
  for (let row = 0; row < sizes.length; row++) {
    const weight = weights[row]!;
    if (sizes[row] === 0 || weight === 0) continue;
    sums.set(sizes[row]!, (sums.get(sizes[row]!) ?? 0) + weight);
  }
  return sums;
}

/**
 * Modularity of the graph of pairs in which a row of size d gives each pair of its
 * members weight/(d − 1). Volumes are those of rows of two or more members.
 */
export function pairObjective(bySize: WeightBySize): PartObjective {
  let total = 0;
  for (const [size, weight] of bySize) {
    if (size > 1) total += (size * weight) / 2;
  }
  const tables: Float64Array[] = [];
  for (const size of bySize.keys()) {
    const each = total > 0 && size > 1 ? 0.5 / (size - 1) / total : 0;
    tables[size] = Float64Array.from(
      { length: size + 1 },
      (_, c) => c * (c - 1) * each,
    );
  }
  const scale = total > 0 ? 1 / (2 * total) : 0;
  return { tables, tax: (volume) => (volume * scale) ** 2 };
}

/** How a hyperedge counts; see `ModularityKind` in topology. */
export type WorthKind = 'linear' | 'majority' | 'strict';

/**
 * Hypergraph modularity: the worth of rows by the majority in one part, less what
 * is expected of rows whose members are drawn by degree.
 * @remarks The tax is kept by volume: exactly where volumes are integers and not
 * too many, else between 4,096 shares; only which move is best may differ then.
 */
export function majorityObjective(
  bySize: WeightBySize,
  kind: WorthKind,
  worth: EdgeWorth,
): PartObjective {
  let total = 0;
  let volume = 0;
  for (const [size, weight] of bySize) {
    total += weight;
    volume += weight * size;
  }
  const tables: Float64Array[] = [];
  for (const size of bySize.keys()) {
    tables[size] = Float64Array.from({ length: size + 1 }, (_, c) =>
      2 * c > size ? worth(size, c) / total : 0,
    );
  }
  const terms = taxTerms(bySize, kind, total);
  const exact = (share: number): number => {
    let sum = 0;
    for (const term of terms) sum += term(share);
    return sum;
  };
  return { tables, tax: remembered(exact, volume, [...bySize.values()]) };
}

function taxTerms(
  bySize: WeightBySize,
  kind: WorthKind,
  total: number,
): ((share: number) => number)[] {
  return Array.from(bySize, ([size, weight]) => {
    const part = weight / total;
    if (kind === 'strict') return (share: number) => part * share ** size;
    // Σ c/d C(d, c) pᶜ qᵈ⁻ᶜ over c > d/2 is p times a tail of one trial less.
    const trials = kind === 'linear' ? size - 1 : size;
    const least = (size >>> 1) + (kind === 'linear' ? 0 : 1);
    const tail = tailFrom(least, trials);
    return kind === 'linear'
      ? (share: number) => part * share * tail(share)
      : (share: number) => part * tail(share);
  });
}

/** P(X ≥ least) of a binomial X as a function of the share. */
function tailFrom(least: number, trials: number): (share: number) => number {
  if (least <= 0) return () => 1;
  let logUpper = 0;
  for (let i = 0; i < least; i++) logUpper += Math.log((trials - i) / (i + 1));
  const logLower = logUpper - Math.log((trials - least + 1) / least);
  return (share) => {
    if (share <= 0) return 0;
    if (share >= 1) return 1;
    const up = least > trials * share;
    const start = up ? least : least - 1;
    const odds = share / (1 - share);
    let term = Math.exp(
      (up ? logUpper : logLower) +
        start * Math.log(share) +
        (trials - start) * Math.log1p(-share),
    );
    let sum = 0;
    for (let k = start; k >= 0 && k <= trials; k += up ? 1 : -1) {
      sum += term;
      if (term < sum * 1e-16) break;
      term *= up
        ? ((trials - k) / (k + 1)) * odds
        : k / (trials - k + 1) / odds;
    }
    return up ? sum : 1 - sum;
  };
}

const MOST_VOLUMES = 1 << 20;
const GRID = 4096;

function remembered(
  exact: (share: number) => number,
  total: number,
  weights: readonly number[],
): (volume: number) => number {
  if (total <= MOST_VOLUMES && weights.every((w) => Number.isInteger(w))) {
    const known = new Float64Array(total + 1).fill(NaN);
    return (volume) => {
      const tax = known[volume]!;
      if (!Number.isNaN(tax)) return tax;
      return (known[volume] = exact(volume / total));
    };
  }
  const grid = Float64Array.from({ length: GRID + 2 }, (_, i) =>
    exact(Math.min(1, (i / GRID) ** 2)),
  );
  return (volume) => {
    const at = Math.sqrt(Math.max(0, volume) / total) * GRID;
    const i = Math.min(GRID, Math.floor(at));
    return grid[i]! + (grid[i + 1]! - grid[i]!) * (at - i);
  };
}
