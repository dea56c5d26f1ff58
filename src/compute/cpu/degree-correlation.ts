import type { Incidence } from '#hypergraph/incidence.ts';

/** Sums of a Pearson correlation of pairs (x, y). */
export class Correlation {
  #count = 0;
  #x = 0;
  #y = 0;
  #xx = 0;
  #yy = 0;
  #xy = 0;

  /** Adds one pair. */
  add(x: number, y: number): void {
    this.#count++;
    this.#x += x;
    this.#y += y;
    this.#xx += x * x;
    this.#yy += y * y;
    this.#xy += x * y;
  }

  /** Adds every ordered pair of two different entries; O(values). */
  addAllPairs(values: ArrayLike<number>): void {
    const size = values.length;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < size; i++) {
      sum += values[i]!;
      squares += values[i]! ** 2;
    }
    this.#count += size * (size - 1);
    this.#x += sum * (size - 1);
    this.#y += sum * (size - 1);
    this.#xx += squares * (size - 1);
    this.#yy += squares * (size - 1);
    this.#xy += sum * sum - squares;
  }

  /** NaN where there is no pair or one side does not vary. */
  value(): number {
    const n = this.#count;
    const covariance = this.#xy - (this.#x * this.#y) / n;
    const varianceX = this.#xx - (this.#x * this.#x) / n;
    const varianceY = this.#yy - (this.#y * this.#y) / n;
    const product = varianceX * varianceY;
    return product > 0 ? covariance / Math.sqrt(product) : Number.NaN;
  }
}

/**
 * Correlation of degrees over the links of a graph, each in both directions.
 * @param adjacency - Symmetric, without loops.
 * @remarks Time O(links). Newman 2003, doi:10.1103/PhysRevE.67.026126.
 */
export function linkDegreeCorrelation({ offsets, members }: Incidence): number {
  const sums = new Correlation();
  for (let vertex = 0; vertex < offsets.length - 1; vertex++) {
    const degree = offsets[vertex + 1]! - offsets[vertex]!;
    for (let q = offsets[vertex]!; q < offsets[vertex + 1]!; q++) {
      const other = members[q]!;
      sums.add(degree, offsets[other + 1]! - offsets[other]!);
    }
  }
  return sums.value();
}

/** Which two members of an edge are compared. */
export type MemberChoice = 'uniform' | 'top-2' | 'top-bottom';

/**
 * Correlation of the degrees of two members of an edge, over edges of two or
 * more, taken in both orders.
 * @param degrees - Of each node.
 * @param choice - `uniform`: all pairs of members of all edges; `top-2`: the two
 * of highest degree; `top-bottom`: the highest and the lowest.
 * @remarks Time O(incidences) plus sorting. Chodrow 2020,
 * doi:10.1093/comnet/cnaa018.
 */
export function memberDegreeCorrelation(
  edges: Incidence,
  degrees: ArrayLike<number>,
  choice: MemberChoice,
): number {
  const sums = new Correlation();
  for (let edge = 0; edge < edges.offsets.length - 1; edge++) {
    const start = edges.offsets[edge]!;
    const end = edges.offsets[edge + 1]!;
    if (end - start < 2) continue;
    const found = Uint32Array.from(
      edges.members.subarray(start, end),
      (node) => degrees[node]!,
    ).sort();
    const last = found[found.length - 1]!;
    if (choice === 'uniform') {
      sums.addAllPairs(found);
      continue;
    }
    const other = choice === 'top-2' ? found[found.length - 2]! : found[0]!;
    sums.add(last, other);
    sums.add(other, last);
  }
  return sums.value();
}
