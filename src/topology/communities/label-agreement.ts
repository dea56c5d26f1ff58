import { PolyadError } from '#errors/polyad-error.ts';

/** How far two labellings of the same elements agree. */
export interface LabelAgreement {
  /** Normalised mutual information, over the mean of the entropies; 1 where both are one group. */
  readonly nmi: number;
  /** Adjusted Rand index: 1 if equal, 0 on average by chance. */
  readonly ari: number;
  /** Elements that have both labels. */
  readonly compared: number;
}

/**
 * Agreement of two labellings; elements whose label is null in either are left out.
 * @throws PolyadError INVALID_ARGUMENT if lengths differ.
 * @remarks O(elements). ARI: Hubert and Arabie 1985, doi:10.1007/BF01908075.
 */
export function compareLabels(
  left: ArrayLike<string | number | null>,
  right: ArrayLike<string | number | null>,
): LabelAgreement {
  if (left.length !== right.length) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `There are ${left.length} labels and ${right.length} to compare them with; give one each.`,
      { left: left.length, right: right.length },
    );
  }
  const rows = new Map<unknown, number>();
  const columns = new Map<unknown, number>();
  const cells = new Map<unknown, Map<unknown, number>>();
  let compared = 0;
  for (let i = 0; i < left.length; i++) {
    const [a, b] = [left[i] ?? null, right[i] ?? null];
    if (a === null || b === null) continue;
    compared++;
    add(rows, a);
    add(columns, b);
    const row = cells.get(a) ?? new Map<unknown, number>();
    cells.set(a, row);
    add(row, b);
  }
  const counts = [...cells.values()].flatMap((row) => [...row.values()]);
  const [a, b] = [[...rows.values()], [...columns.values()]];
  return {
    nmi: mutualInformation(a, b, counts, compared),
    ari: adjustedRand(a, b, counts, compared),
    compared,
  };
}

function add(counts: Map<unknown, number>, key: unknown): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function mutualInformation(
  rows: readonly number[],
  columns: readonly number[],
  cells: readonly number[],
  n: number,
): number {
  const [a, b, both] = [rows, columns, cells].map((counts) =>
    entropy(counts, n),
  );
  if (a === undefined || b === undefined || both === undefined) return 0;
  if (a + b === 0) return 1;
  return Math.max(0, (2 * (a + b - both)) / (a + b));
}

function entropy(counts: readonly number[], n: number): number {
  return counts.reduce((sum, c) => sum - (c / n) * Math.log(c / n), 0);
}

function adjustedRand(
  rows: readonly number[],
  columns: readonly number[],
  cells: readonly number[],
  n: number,
): number {
  const pairs = (counts: readonly number[]): number =>
    counts.reduce((sum, c) => sum + (c * (c - 1)) / 2, 0);
  const [a, b, both] = [pairs(rows), pairs(columns), pairs(cells)];
  const all = (n * (n - 1)) / 2;
  const expected = all > 0 ? (a * b) / all : 0;
  const most = (a + b) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}
