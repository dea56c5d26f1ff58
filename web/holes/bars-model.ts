import type { Persistence } from '#protocol/topology/structure-measures.ts';

/** A component or hole, for as long as it lasts, with a cycle that stands for it. */
export interface Bar {
  readonly key: string;
  readonly dim: number;
  readonly birth: number;
  /** Null for what stays. */
  readonly death: number | null;
  /** Nodes of its cycle, each once, in the cycle's order where it is a loop. */
  readonly nodes: readonly string[];
}

export interface BarsModel {
  /** Holes first, then by falling length. */
  readonly bars: readonly Bar[];
  readonly left: number;
  /** Ends of the axis: least birth, greatest finite end. */
  readonly from: number;
  readonly to: number;
}

/** More bars than this no list can tell apart. */
export const MOST_BARS = 80;

/** Orders bars for a picture; the longest of each dimension come first. */
export function buildBars(found: Persistence): BarsModel {
  const bars = found.bars.map(([dim, birth, death], at): Bar => {
    const simplices = found.generators?.[at] ?? [];
    const nodes =
      dim === 1 ? loopOrder(simplices) : [...new Set(simplices.flat())];
    return { key: String(at), dim, birth, death, nodes };
  });
  const ends = bars.flatMap(({ birth, death }) => [birth, death ?? birth]);
  const lengthOf = ({ birth, death }: Bar) => (death ?? Infinity) - birth;
  const ordered = [...bars].sort(
    (a, b) =>
      b.dim - a.dim ||
      compare(lengthOf(b), lengthOf(a)) ||
      a.birth - b.birth ||
      Number(a.key) - Number(b.key),
  );
  return {
    bars: ordered.slice(0, MOST_BARS),
    left: Math.max(0, bars.length - MOST_BARS),
    from: Math.min(...ends),
    to: Math.max(...ends),
  };
}

/** Two infinities are equal, though their difference is no number. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/**
 * Nodes along a loop made of edges, beginning anywhere; where the cycle is more
 * than one loop, one after another.
 */
function loopOrder(edges: readonly (readonly string[])[]): string[] {
  const next = new Map<string, string[]>();
  for (const [from = '', to = ''] of edges) {
    next.set(from, [...(next.get(from) ?? []), to]);
    next.set(to, [...(next.get(to) ?? []), from]);
  }
  const walked = new Set<string>();
  for (const start of next.keys()) {
    let at: string | undefined = start;
    while (at !== undefined && !walked.has(at)) {
      walked.add(at);
      at = next.get(at)?.find((one) => !walked.has(one));
    }
  }
  return [...walked];
}
