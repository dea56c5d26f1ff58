import type { AnomalyDetection } from '../detect-anomalies.ts';

/** Where one element stands in two rankings. */
export interface Mover {
  readonly element: number;
  readonly rankA: number;
  readonly rankB: number;
}

/** Two rankings of the same elements beside each other. */
export interface RankingComparison {
  readonly total: number;
  /** Rank correlation (Spearman); null of fewer than two. */
  readonly rankCorrelation: number | null;
  /** Share of the first k that both have; null where there are fewer. */
  readonly shared: Readonly<Record<'10' | '50' | '100', number | null>>;
  readonly flagged: {
    readonly both: number;
    readonly onlyA: number;
    readonly onlyB: number;
  };
  /** Elements whose rank is another. */
  readonly moved: number;
  /** Largest ratios of ranks first, of those in the first hundred of either. */
  readonly movers: readonly Mover[];
}

/** The first hundred of a list is what anybody looks at. */
const LOOKED_AT = 100;

/**
 * Compares two rankings of the same elements.
 * @param most - Movers named.
 * @remarks O(elements).
 */
export function compareRankings(
  a: AnomalyDetection,
  b: AnomalyDetection,
  most = 20,
): RankingComparison {
  const rankA = ranksOf(a.order);
  const rankB = ranksOf(b.order);
  const total = rankA.length;
  let squares = 0;
  let moved = 0;
  const flagged = { both: 0, onlyA: 0, onlyB: 0 };
  const movers: Mover[] = [];
  rankA.forEach((first, element) => {
    const second = rankB[element] ?? 0;
    squares += (first - second) ** 2;
    if (first !== second) {
      moved++;
      if (Math.min(first, second) <= LOOKED_AT) {
        movers.push({ element, rankA: first, rankB: second });
      }
    }
    const [inA, inB] = [a.scores.flagged[element], b.scores.flagged[element]];
    if (inA === 1 && inB === 1) flagged.both++;
    else if (inA === 1) flagged.onlyA++;
    else if (inB === 1) flagged.onlyB++;
  });
  movers.sort((x, y) => distance(y) - distance(x) || x.element - y.element);
  return {
    total,
    rankCorrelation:
      total < 2 ? null : 1 - (6 * squares) / (total * (total * total - 1)),
    shared: {
      '10': sharedFirst(a, b, 10),
      '50': sharedFirst(a, b, 50),
      '100': sharedFirst(a, b, 100),
    },
    flagged,
    moved,
    movers: movers.slice(0, most),
  };
}

/** From rank 1 to 100 is as far as from 10 to 1000. */
function distance({ rankA, rankB }: Mover): number {
  return Math.abs(Math.log(rankA / rankB));
}

function ranksOf(order: Uint32Array): Uint32Array {
  const ranks = new Uint32Array(order.length);
  order.forEach((element, place) => (ranks[element] = place + 1));
  return ranks;
}

function sharedFirst(
  a: AnomalyDetection,
  b: AnomalyDetection,
  k: number,
): number | null {
  if (a.order.length < k) return null;
  const first = new Set(a.order.subarray(0, k));
  return b.order.subarray(0, k).filter((e) => first.has(e)).length / k;
}
