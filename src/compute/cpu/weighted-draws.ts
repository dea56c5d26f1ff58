import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Random } from '#numeric/random.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { GeneratedRows } from './generated-rows.ts';

/** A bipartite model of independent incidences. */
export interface BlockWeights {
  /** Weight and group of each row and column. */
  readonly rowWeights: Float64Array;
  readonly rowGroups: Uint32Array;
  readonly columnWeights: Float64Array;
  readonly columnGroups: Uint32Array;
  /** Factor of row group `g` and column group `h` at `g * columnGroupCount + h`. */
  readonly factors: Float64Array;
  readonly columnGroupCount: number;
  /** Rows meet only columns of the group with their number, with factor `factors[0]`; group 0 meets none. */
  readonly diagonal?: boolean | undefined;
  /** Most incidences. */
  readonly limit: number;
}

/**
 * Row r holds column c with probability min(1, weight of r · weight of c · factor
 * of their groups), each independently. By skips over columns in descending order
 * of weight.
 * @throws PolyadError LIMIT_EXCEEDED, CANCELLED
 * @remarks Time O(incidences + rows · column groups), expected. Miller and Hagberg
 * 2011, doi:10.1007/978-3-642-21286-4_10.
 */
export function drawIncidences(
  model: BlockWeights,
  random: Random,
  options: LoopOptions = {},
): Incidence {
  const { rowWeights, rowGroups, columnWeights } = model;
  const groups = descendingGroups(model);
  const rows = new GeneratedRows(model.limit);
  const watch = new LoopWatch(rowWeights.length, options);
  for (let row = 0; row < rowWeights.length; row++) {
    if (model.diagonal === true && rowGroups[row]! > 0) {
      const factor = model.factors[0]! * rowWeights[row]!;
      drawRow(groups[rowGroups[row]!]!, columnWeights, factor, {
        random,
        rows,
      });
    }
    for (let h = 0; h < groups.length && model.diagonal !== true; h++) {
      const factor =
        model.factors[rowGroups[row]! * model.columnGroupCount + h]! *
        rowWeights[row]!;
      drawRow(groups[h]!, columnWeights, factor, { random, rows });
    }
    watch.step(row, groups.length + 4 * rows.openLength);
    rows.endRow();
  }
  watch.finish();
  return rows.build();
}

function drawRow(
  columns: Uint32Array,
  weights: Float64Array,
  factor: number,
  { random, rows }: { random: Random; rows: GeneratedRows },
): void {
  if (columns.length === 0) return;
  let p = Math.min(1, factor * weights[columns[0]!]!);
  let at = 0;
  while (p > 0) {
    if (p < 1) at += Math.floor(Math.log1p(-random.float()) / Math.log1p(-p));
    if (at >= columns.length) return;
    const q = Math.min(1, factor * weights[columns[at]!]!);
    if (q === p || random.float() * p < q) rows.add(columns[at]!);
    p = q;
    at++;
  }
}

function descendingGroups(model: BlockWeights): Uint32Array[] {
  const { columnWeights, columnGroups, columnGroupCount } = model;
  const lists = Array.from({ length: columnGroupCount }, (): number[] => []);
  columnGroups.forEach((group, column) => lists[group]!.push(column));
  return lists.map((list) =>
    Uint32Array.from(list).sort(
      (a, b) => columnWeights[b]! - columnWeights[a]! || a - b,
    ),
  );
}
