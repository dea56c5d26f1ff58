import type { Counterfactual } from '../detectors/detector.ts';
import type { EdgeScores } from '../detectors/edge-scores.ts';
import { edgeSurprise } from '../detectors/member-weights.ts';
import { outsideMoment } from './pair-evidence.ts';
import { nodeLabel } from './wording.ts';

/** Larger relations, and members of more relations, take too long to ask "what if". */
const MOST_MEMBERS = 12;
const MOST_RELATIONS = 20_000;
/** Members that are tried, most surprising first. */
const TRIED = 2;
/** A change must take this many nats away to be worth a word. */
const WORTH = 1;

/**
 * The least change that would make a relation's members expected: another member
 * of the same kind instead of a surprising one, or, where all are of one kind,
 * the relation without it. Counts are those of the surprise, the relation's own
 * moment held out; shares of popularity are taken over all of the data.
 * @returns Null where nothing helps, or the relation is too large to say.
 * @remarks O(Σ sizes of the members' relations).
 */
export function makeOrdinary(
  scores: EdgeScores,
  edge: number,
): Counterfactual | null {
  const { hypergraph, kinds } = scores;
  const members = Array.from(hypergraph.edgeMembers(edge));
  if (members.length < 2 || members.length > MOST_MEMBERS) return null;
  if (members.some((m) => hypergraph.nodeDegree(m) > MOST_RELATIONS))
    return null;
  const company = new Company(scores, edge);
  const before = company.surprise(members);
  const tried = members
    .map((member) => ({ member, own: company.memberSurprise(member, members) }))
    .sort((a, b) => b.own - a.own)
    .slice(0, TRIED);
  let best: { then: number; member: number; by: number | null } | null = null;
  for (const { member } of tried) {
    const others = members.filter((other) => other !== member);
    const by = company.bestInstead(member, members);
    const options = [
      ...(by === null ? [] : [{ by, set: [...others, by] }]),
      ...(kinds.names.length === 1 && others.length >= 2
        ? [{ by: null, set: others }]
        : []),
    ];
    for (const option of options) {
      const then = company.surprise(option.set);
      if (then < (best?.then ?? Infinity))
        best = { then, member, by: option.by };
    }
  }
  if (best === null || before - best.then < WORTH) return null;
  const { member, by, then } = best;
  const label = (node: number): string => nodeLabel(hypergraph, node);
  const change =
    by === null
      ? `Without ${label(member)}`
      : `With ${label(by)} instead of ${label(member)}`;
  const id = (node: number): string => hypergraph.nodeIds.textAt(node);
  return {
    member: id(member),
    by: by === null ? null : id(by),
    surprise: before,
    then,
    text: `${change} its members would surprise by ${then.toFixed(1)}, not ${before.toFixed(1)}.`,
  };
}

interface Met {
  weight: number;
  times: number;
  moment: number;
  held: number;
}

/** Whom a node met outside the relation's moment, as the surprise counts it. */
interface Row {
  readonly met: ReadonlyMap<number, Met>;
  /** Sum of weights, and of mean weights, by kind. */
  readonly total: Float64Array;
  readonly variety: Float64Array;
}

class Company {
  readonly #scores: EdgeScores;
  readonly #isCounted: (edge: number) => boolean;
  readonly #rows = new Map<number, Row>();
  /** Nodes, and appearances, of each kind. */
  readonly #nodes: Float64Array;
  readonly #appearances: Float64Array;

  constructor(scores: EdgeScores, edge: number) {
    const { kinds, hypergraph } = scores;
    this.#scores = scores;
    this.#isCounted = outsideMoment(scores, edge);
    this.#nodes = new Float64Array(kinds.names.length);
    this.#appearances = new Float64Array(kinds.names.length);
    kinds.kinds.forEach((kind, node) => {
      const degree = hypergraph.nodeDegree(node);
      this.#nodes[kind] = (this.#nodes[kind] ?? 0) + 1;
      this.#appearances[kind] = (this.#appearances[kind] ?? 0) + degree;
    });
  }

  /** Of a relation with these members, as edges are scored. */
  surprise(members: readonly number[]): number {
    const own = Float64Array.from(members, (member) =>
      this.memberSurprise(member, members),
    );
    return edgeSurprise(own, 0, own.length, this.#scores.sharpness);
  }

  memberSurprise(member: number, members: readonly number[]): number {
    const partners = members.filter((other) => other !== member);
    const kind = this.#kind(member);
    const sum = partners.reduce((s, u) => s + this.#chance(member, u), 0);
    return -Math.log((this.#nodes[kind] ?? 1) * (sum / partners.length));
  }

  /** The node of the member's kind that the others know best. */
  bestInstead(member: number, members: readonly number[]): number | null {
    const others = members.filter((other) => other !== member);
    const kind = this.#kind(member);
    let best: { node: number; chance: number } | null = null;
    const candidates = new Set(
      others.flatMap((other) => [...this.#row(other).met.keys()]),
    );
    for (const node of candidates) {
      if (this.#kind(node) !== kind || members.includes(node)) continue;
      const chance = others.reduce((s, u) => s + this.#chance(node, u), 0);
      if (chance > (best?.chance ?? 0)) best = { node, chance };
    }
    return best?.node ?? null;
  }

  /** P(node | partner). */
  #chance(node: number, partner: number): number {
    const { hypergraph } = this.#scores;
    const kind = this.#kind(node);
    const { met, total, variety } = this.#row(partner);
    const share =
      (hypergraph.nodeDegree(node) + 0.5) /
      ((this.#appearances[kind] ?? 0) + 0.5 * (this.#nodes[kind] ?? 0));
    const escape = (variety[kind] ?? 0) + 1;
    const weight = met.get(node)?.weight ?? 0;
    return (weight + escape * share) / ((total[kind] ?? 0) + escape);
  }

  #kind(node: number): number {
    return this.#scores.kinds.kinds[node] ?? 0;
  }

  #row(node: number): Row {
    const known = this.#rows.get(node);
    if (known) return known;
    const { hypergraph, nodes, moments, kinds } = this.#scores;
    const met = new Map<number, Met>();
    // edges of a node stand in order of their moments
    const end = nodes.offsets[node + 1] ?? 0;
    for (let i = nodes.offsets[node] ?? 0; i < end; i++) {
      const edge = nodes.edges[i] ?? 0;
      if (!this.#isCounted(edge)) continue;
      const moment = moments.moments[edge] ?? 0;
      const members = hypergraph.edgeMembers(edge);
      const weight = 1 / Math.max(1, members.length - 1);
      for (const partner of members) {
        if (partner !== node) meet(met, partner, moment, weight);
      }
    }
    const total = new Float64Array(kinds.names.length);
    const variety = new Float64Array(kinds.names.length);
    for (const [partner, { weight, times }] of met) {
      const kind = this.#kind(partner);
      total[kind] = (total[kind] ?? 0) + weight;
      variety[kind] = (variety[kind] ?? 0) + weight / times;
    }
    const row = { met, total, variety };
    this.#rows.set(node, row);
    return row;
  }
}

/** A moment counts once, with the largest weight met in it. */
function meet(
  met: Map<number, Met>,
  partner: number,
  moment: number,
  weight: number,
): void {
  const before = met.get(partner);
  if (!before) {
    met.set(partner, { weight, times: 1, moment, held: weight });
  } else if (before.moment !== moment) {
    before.weight += weight;
    before.times++;
    before.moment = moment;
    before.held = weight;
  } else if (weight > before.held) {
    before.weight += weight - before.held;
    before.held = weight;
  }
}
