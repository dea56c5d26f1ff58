import type { MemberSurpriseInput } from './member-surprise.ts';

/** How likely each member is before its partners are known, by incidence. */
export interface MemberPopularity {
  /** q: the node's share of its kind's appearances in counted moments. */
  readonly share: Float64Array;
  /** N: nodes of its kind it competes with, itself included. */
  readonly choices: Uint32Array;
}

/**
 * Popularity of each member with its own moment held out: appearances count once
 * a moment, half a one is added to each node of the kind.
 * @remarks Time O(incidences + nodes), memory 12 B an incidence.
 */
export function memberPopularity(input: MemberSurpriseInput): MemberPopularity {
  const { edges, order, moments, earlierOnly = false } = input;
  const count = edges.members.length;
  const share = new Float64Array(count);
  const choices = new Uint32Array(count);
  const tally = new AppearanceTally(input);
  if (!earlierOnly) {
    eachMoment(order, moments, (start, end) => {
      tally.add(start, end, 1);
      tally.meet(start, end);
    });
  }
  eachMoment(order, moments, (start, end) => {
    if (earlierOnly) tally.meet(start, end);
    else tally.add(start, end, -1);
    for (let i = start; i < end; i++) {
      const edge = order[i]!;
      for (let p = edges.offsets[edge]!; p < edges.offsets[edge + 1]!; p++) {
        const node = edges.members[p]!;
        share[p] = tally.share(node);
        choices[p] = tally.met[input.kinds[node]!]!;
      }
    }
    tally.add(start, end, 1);
  });
  return { share, choices };
}

function eachMoment(
  order: Uint32Array,
  moments: Uint32Array,
  visit: (start: number, end: number) => void,
): void {
  for (let start = 0, end; start < order.length; start = end) {
    const moment = moments[order[start]!]!;
    end = start + 1;
    while (end < order.length && moments[order[end]!]! === moment) end++;
    visit(start, end);
  }
}

/** Moments each node appears in, and sums by kind. */
class AppearanceTally {
  /** Nodes of each kind met so far. */
  readonly met: Uint32Array;
  readonly #appearances: Float64Array;
  readonly #totals: Float64Array;
  readonly #isMet: Uint8Array;
  readonly #stamp: Uint32Array;
  #clock = 0;
  readonly #input: MemberSurpriseInput;

  constructor(input: MemberSurpriseInput) {
    const nodeCount = input.kinds.length;
    this.#input = input;
    this.met = new Uint32Array(input.kindCount);
    this.#totals = new Float64Array(input.kindCount);
    this.#appearances = new Float64Array(nodeCount);
    this.#isMet = new Uint8Array(nodeCount);
    this.#stamp = new Uint32Array(nodeCount);
  }

  /** Counts each node of a moment's trained edges once, or takes it back. */
  add(start: number, end: number, by: 1 | -1): void {
    const { edges, order, trained, kinds } = this.#input;
    const clock = ++this.#clock;
    for (let i = start; i < end; i++) {
      const edge = order[i]!;
      if (trained && !trained.has(edge)) continue;
      for (let p = edges.offsets[edge]!; p < edges.offsets[edge + 1]!; p++) {
        const node = edges.members[p]!;
        if (this.#stamp[node] === clock) continue;
        this.#stamp[node] = clock;
        this.#appearances[node]! += by;
        this.#totals[kinds[node]!]! += by;
      }
    }
  }

  /** Notes the nodes of a moment as choices of their kind. */
  meet(start: number, end: number): void {
    const { edges, order, kinds } = this.#input;
    for (let i = start; i < end; i++) {
      const edge = order[i]!;
      for (let p = edges.offsets[edge]!; p < edges.offsets[edge + 1]!; p++) {
        const node = edges.members[p]!;
        if (this.#isMet[node] === 1) continue;
        this.#isMet[node] = 1;
        this.met[kinds[node]!]!++;
      }
    }
  }

  share(node: number): number {
    const kind = this.#input.kinds[node]!;
    return (
      (this.#appearances[node]! + 0.5) /
      (this.#totals[kind]! + 0.5 * this.met[kind]!)
    );
  }
}
