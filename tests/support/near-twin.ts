import { weightedDegrees } from '#compute/cpu/degree.ts';
import { layoutStep, type LayoutForces } from '#compute/cpu/force-layout.ts';
import {
  sparseProduct,
  type DenseMatrix,
} from '#compute/cpu/sparse-product.ts';
import { walkRank, type WalkRankOptions } from '#compute/cpu/walk-rank.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import { expect } from 'vitest';

// The bounds that twins state for kernels that add in f32.

type Floats = Float32Array | Float64Array;

/** Rounding of an f32. */
const ROUNDING = 2 ** -23;

/** Holds sums of weights to (length − 1) · 2⁻²³ · Σ |weight|. */
export function expectNearSums(
  sums: Floats,
  offsets: Uint32Array,
  weights: Float32Array,
): void {
  const exact = weightedDegrees(offsets, weights);
  const size = weightedDegrees(offsets, weights.map(Math.abs));
  expect(sums.length).toBe(exact.length);
  sums.forEach((sum, row) => {
    const length = offsets[row + 1]! - offsets[row]!;
    const bound = Math.max(0, length - 1) * ROUNDING * size[row]!;
    expect(Math.abs(sum - exact[row]!)).toBeLessThanOrEqual(bound);
  });
}

/** Holds a product to (length + 1) · 2⁻²³ · Σ |terms|. */
export function expectNearProduct(
  product: Floats,
  rows: Incidence,
  { values, columns }: DenseMatrix,
  weights?: Float32Array,
): void {
  const exact = sparseProduct(rows, { values, columns }, weights);
  const size = sparseProduct(
    rows,
    { values: values.map(Math.abs), columns },
    weights?.map(Math.abs),
  );
  expect(product.length).toBe(exact.length);
  product.forEach((value, cell) => {
    const row = Math.floor(cell / columns);
    const bound = (rowLength(rows, row) + 1) * ROUNDING * size[cell]!;
    expect(Math.abs(value - exact[cell]!)).toBeLessThanOrEqual(bound);
  });
}

/** Holds ranks after n steps to n · (longest row + longest column + 4) · 2⁻²³, summed over rows. */
export function expectNearRanks(
  ranks: Floats,
  rows: Incidence,
  columns: Incidence,
  options: WalkRankOptions,
): void {
  const exact = walkRank(rows, columns, options).ranks;
  expect(ranks.length).toBe(exact.length);
  const difference = [...ranks].reduce(
    (sum, rank, row) => sum + Math.abs(rank - exact[row]!),
    0,
  );
  const aStep = (longest(rows) + longest(columns) + 4) * ROUNDING;
  expect(difference).toBeLessThanOrEqual(options.steps * aStep);
}

/** Holds a layout's step to a share of the twin's longest move. */
export function expectNearStep(
  moved: Float32Array,
  graph: Incidence,
  places: Float32Array,
  { share, ...forces }: LayoutForces & { readonly share: number },
): void {
  const exact = layoutStep(graph, places, forces);
  expect(moved.length).toBe(exact.length);
  const most = (of: Float32Array, from: Float32Array): number =>
    of.reduce((far, place, i) => Math.max(far, Math.abs(place - from[i]!)), 0);
  expect(most(moved, exact)).toBeLessThanOrEqual(share * most(exact, places));
}

function longest(side: Incidence): number {
  let most = 0;
  for (let row = 0; row < rowCount(side); row++) {
    most = Math.max(most, rowLength(side, row));
  }
  return most;
}
