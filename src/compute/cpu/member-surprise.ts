import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { memberPopularity } from './member-popularity.ts';
import type { CountedEdges, MomentOrder, NodeMoments } from './moment-order.ts';

/** Larger edges pair each member with {@link PARTNERS} others instead of all. */
export const ALL_PAIRS_LIMIT = 24;
/** Partners of a member in a larger edge: the next and the last six in its row. */
export const PARTNERS = 12;

export interface MemberSurpriseInput extends MomentOrder, CountedEdges {
  readonly edges: Incidence;
  readonly nodes: NodeMoments;
  /** Kind of each node, below `kindCount`; a member competes with its own kind. */
  readonly kinds: Uint8Array;
  readonly kindCount: number;
}

/**
 * How surprising each member is beside the other members of its edge.
 *
 * For member v of kind k in edge e at moment t, with everything in t held out
 * (or only what lies before t counted):
 * s = −ln(N_k · mean over partners u of P(v | u)), where N_k is the number of
 * nodes of that kind and P(v | u) = (c(u, v) + (T_u + 1) q_v) / (D_u + T_u + 1).
 * c(u, v) counts the moments in which both were members of one edge, each with
 * the largest weight 1 / (size − 1) met in it; D_u sums c(u, ·) over kind k, T_u
 * the mean weight of each partner (Witten and Bell 1991, doi:10.1109/18.87000:
 * the chance of a partner not met before); q_v is v's share of its kind's
 * moments, half an appearance added to each node.
 * @returns s of every incidence, aligned with `edges.members`; 0 is what blind
 * chance gives, an unmet partner is about ln(D_u / T_u) higher.
 * @throws PolyadError CANCELLED
 * @remarks Time O(Σ|e|²), or O(12 |e|) for edges above {@link ALL_PAIRS_LIMIT}
 * members; memory O(incidences + nodes). No pair table: the rows of the
 * co-occurrence matrix are formed one node at a time.
 */
export function memberSurprise(
  input: MemberSurpriseInput,
  options: LoopOptions = {},
): Float64Array {
  const popularity = memberPopularity(input);
  const sweep = new PartnerSweep(input, popularity.share);
  const nodeCount = input.kinds.length;
  const watch = new LoopWatch(nodeCount, options);
  for (let node = 0; node < nodeCount; node++) {
    watch.step(node, sweep.run(node));
  }
  watch.finish();
  const { offsets } = input.edges;
  const surprise = sweep.likelihood;
  for (let edge = 0; edge < offsets.length - 1; edge++) {
    const begin = offsets[edge]!;
    const end = offsets[edge + 1]!;
    const partners = partnerCount(end - begin);
    for (let p = begin; p < end; p++) {
      const chance =
        partners > 0 ? surprise[p]! / partners : popularity.share[p]!;
      surprise[p] = -Math.log(chance * popularity.choices[p]!);
    }
  }
  return surprise;
}

/** Partners that each member of an edge of this size is paired with. */
function partnerCount(size: number): number {
  return size > ALL_PAIRS_LIMIT ? PARTNERS : size - 1;
}

/** Adds P(v | u) to every incidence of v beside u, one node u at a time. */
class PartnerSweep {
  /** Sum over partners u of P(v | u), for every incidence. */
  readonly likelihood: Float64Array;
  readonly #input: MemberSurpriseInput;
  readonly #popularity: Float64Array;
  // the row c(u, ·), the moments behind each entry, and the weight in one moment
  readonly #weight: Float64Array;
  readonly #times: Uint32Array;
  readonly #held: Float64Array;
  readonly #stamp: Uint32Array;
  readonly #touched: Uint32Array;
  readonly #heldNodes: Uint32Array;
  readonly #partners = new Uint32Array(ALL_PAIRS_LIMIT);
  #clock = 0;
  // by kind: D, T, and what the moment at hand adds to them
  readonly #total: Float64Array;
  readonly #variety: Float64Array;
  readonly #heldTotal: Float64Array;
  readonly #heldVariety: Float64Array;
  readonly #escape: Float64Array;
  readonly #scale: Float64Array;

  constructor(input: MemberSurpriseInput, popularity: Float64Array) {
    const nodeCount = input.kinds.length;
    this.#input = input;
    this.#popularity = popularity;
    this.likelihood = new Float64Array(input.edges.members.length);
    this.#weight = new Float64Array(nodeCount);
    this.#times = new Uint32Array(nodeCount);
    this.#held = new Float64Array(nodeCount);
    this.#stamp = new Uint32Array(nodeCount);
    this.#touched = new Uint32Array(nodeCount);
    this.#heldNodes = new Uint32Array(nodeCount);
    this.#total = new Float64Array(input.kindCount);
    this.#variety = new Float64Array(input.kindCount);
    this.#heldTotal = new Float64Array(input.kindCount);
    this.#heldVariety = new Float64Array(input.kindCount);
    this.#escape = new Float64Array(input.kindCount);
    this.#scale = new Float64Array(input.kindCount);
  }

  /** @returns Elementary steps taken. */
  run(node: number): number {
    const { nodes, earlierOnly = false } = this.#input;
    const begin = nodes.offsets[node]!;
    const end = nodes.offsets[node + 1]!;
    if (this.#clock > 0xf0000000 - 2 * (end - begin)) {
      this.#clock = 0;
      this.#stamp.fill(0);
    }
    this.#total.fill(0);
    this.#variety.fill(0);
    let touched = 0;
    let work = 1;
    if (!earlierOnly) {
      for (let i = begin, next; i < end; i = next) {
        next = this.#momentEnd(i, end);
        touched = this.#count(i, next, touched);
      }
    }
    for (let i = begin, next; i < end; i = next) {
      next = this.#momentEnd(i, end);
      this.#holdOut(i, earlierOnly ? i : next);
      work += this.#spread(i, next);
      if (earlierOnly) touched = this.#count(i, next, touched);
    }
    for (let t = 0; t < touched; t++) {
      const partner = this.#touched[t]!;
      this.#weight[partner] = 0;
      this.#times[partner] = 0;
    }
    return 3 * work;
  }

  /** Where the moment that begins at entry `first` of a node ends. */
  #momentEnd(first: number, end: number): number {
    const { nodes, moments } = this.#input;
    const moment = moments[nodes.edges[first]!]!;
    let next = first + 1;
    while (next < end && moments[nodes.edges[next]!]! === moment) next++;
    return next;
  }

  /** Adds one moment (entries [first, last) of the node) to the row. */
  #count(first: number, last: number, touchedBefore: number): number {
    const { edges, nodes, trained, kinds } = this.#input;
    const { members } = edges;
    const partners = this.#partners;
    const weight = this.#weight;
    const times = this.#times;
    const held = this.#held;
    const stamp = this.#stamp;
    const clock = ++this.#clock;
    let touched = touchedBefore;
    for (let i = first; i < last; i++) {
      const edge = nodes.edges[i]!;
      if (trained && !trained.has(edge)) continue;
      const count = this.#findPartners(edge, nodes.positions[i]!);
      const w = 1 / count;
      for (let k = 0; k < count; k++) {
        const partner = members[partners[k]!]!;
        const kind = kinds[partner]!;
        const before = weight[partner]!;
        if (stamp[partner] !== clock) {
          stamp[partner] = clock;
          const met = times[partner]!;
          if (met === 0) this.#touched[touched++] = partner;
          times[partner] = met + 1;
          weight[partner] = before + w;
          held[partner] = w;
          this.#total[kind]! += w;
          this.#variety[kind]! +=
            (before + w) / (met + 1) - (met > 0 ? before / met : 0);
        } else if (w > held[partner]!) {
          const more = w - held[partner]!;
          weight[partner] = before + more;
          held[partner] = w;
          this.#total[kind]! += more;
          this.#variety[kind]! += more / times[partner]!;
        }
      }
    }
    return touched;
  }

  /** Lists where the partners of the member at position `own` of an edge lie. */
  #findPartners(edge: number, own: number): number {
    const begin = this.#input.edges.offsets[edge]!;
    const end = this.#input.edges.offsets[edge + 1]!;
    const size = end - begin;
    const partners = this.#partners;
    let count = 0;
    if (size <= ALL_PAIRS_LIMIT) {
      for (let p = begin; p < end; p++) if (p !== own) partners[count++] = p;
      return count;
    }
    for (let step = 1; step <= PARTNERS / 2; step++) {
      partners[count++] = own + step < end ? own + step : own + step - size;
      partners[count++] = own - step >= begin ? own - step : own - step + size;
    }
    return count;
  }

  /** Finds what one moment adds to the row: c, D and T with it taken out. */
  #holdOut(first: number, last: number): void {
    const { edges, nodes, trained, kinds, kindCount } = this.#input;
    const { members } = edges;
    const partners = this.#partners;
    const held = this.#held;
    const stamp = this.#stamp;
    const clock = ++this.#clock;
    const heldNodes = this.#heldNodes;
    let heldCount = 0;
    for (let i = first; i < last; i++) {
      const edge = nodes.edges[i]!;
      if (trained && !trained.has(edge)) continue;
      const count = this.#findPartners(edge, nodes.positions[i]!);
      const w = 1 / count;
      for (let k = 0; k < count; k++) {
        const partner = members[partners[k]!]!;
        if (stamp[partner] !== clock) {
          stamp[partner] = clock;
          heldNodes[heldCount++] = partner;
          held[partner] = w;
        } else if (w > held[partner]!) held[partner] = w;
      }
    }
    this.#heldTotal.fill(0);
    this.#heldVariety.fill(0);
    for (let t = 0; t < heldCount; t++) {
      const partner = heldNodes[t]!;
      const kind = kinds[partner]!;
      const weight = this.#weight[partner]!;
      const times = this.#times[partner]!;
      const w = held[partner]!;
      this.#heldTotal[kind]! += w;
      this.#heldVariety[kind]! +=
        weight / times - (times > 1 ? (weight - w) / (times - 1) : 0);
    }
    for (let kind = 0; kind < kindCount; kind++) {
      // differences of sums that should cancel may leave a rounding residue
      const total = Math.max(0, this.#total[kind]! - this.#heldTotal[kind]!);
      const variety = Math.max(
        0,
        this.#variety[kind]! - this.#heldVariety[kind]!,
      );
      this.#scale[kind] = 1 / (total + variety + 1);
      this.#escape[kind] = (variety + 1) * this.#scale[kind]!;
    }
  }

  /** Adds P(partner | node) to the partners of the node in one moment's edges. */
  #spread(first: number, last: number): number {
    const { edges, nodes, kinds } = this.#input;
    const { members } = edges;
    const partners = this.#partners;
    const held = this.#held;
    const weight = this.#weight;
    const stamp = this.#stamp;
    const clock = this.#clock;
    const likelihood = this.likelihood;
    const popularity = this.#popularity;
    let work = 0;
    for (let i = first; i < last; i++) {
      const edge = nodes.edges[i]!;
      const count = this.#findPartners(edge, nodes.positions[i]!);
      for (let k = 0; k < count; k++) {
        const p = partners[k]!;
        const partner = members[p]!;
        const kind = kinds[partner]!;
        let met = weight[partner]!;
        if (stamp[partner] === clock) {
          met = Math.max(0, met - held[partner]!);
        }
        likelihood[p]! +=
          met * this.#scale[kind]! + this.#escape[kind]! * popularity[p]!;
      }
      work += count + 1;
    }
    return work;
  }
}
