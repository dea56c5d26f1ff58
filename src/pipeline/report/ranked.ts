import type { ElementKind } from '#hypergraph/hypergraph.ts';
import type { Survey } from './chapter.ts';
import type { RankedRow, RankingFigure } from './report.ts';

/** Rows of a ranking. */
const SHOWN = 10;

/** What {@link ranking} shows, beside the values. */
export interface RankingWords {
  readonly title: string;
  readonly note?: string;
  readonly command?: string;
  /** What the value is. */
  readonly value: string;
  /** Margin of each value, where it is an estimate. */
  readonly margins?: ArrayLike<number>;
  readonly scale?: 'linear' | 'log';
}

/** What elements are called where there are several. */
export function elementWord(of: ElementKind): string {
  return of === 'nodes' ? 'nodes' : 'hyperedges';
}

/** Indices of the largest positive values, largest first, ties by index. */
export function largest(values: ArrayLike<number>, most = SHOWN): number[] {
  const order: number[] = [];
  for (let index = 0; index < values.length; index++) {
    if ((values[index] ?? 0) > 0) order.push(index);
  }
  order.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
  return order.slice(0, most);
}

/** The elements with the largest values, by their names in the data. */
export function ranking(
  { names }: Survey,
  of: ElementKind,
  values: ArrayLike<number>,
  words: RankingWords,
): RankingFigure {
  const { margins, value: title, scale = 'linear', ...basis } = words;
  const rows = largest(values).map((index): RankedRow => {
    const value = values[index] ?? 0;
    const margin = margins?.[index];
    return {
      ...names.of(of, index),
      value,
      ...(margin !== undefined && {
        interval: [Math.max(0, value - margin), value + margin],
      }),
    };
  });
  let positive = 0;
  for (let index = 0; index < values.length; index++) {
    if ((values[index] ?? 0) > 0) positive++;
  }
  return {
    kind: 'ranking',
    ...basis,
    columns: { name: of === 'nodes' ? 'node' : 'hyperedge', value: title },
    scale,
    rows,
    more: positive - rows.length,
  };
}
