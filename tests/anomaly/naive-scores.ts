import type { Hypergraph } from '#hypergraph/hypergraph.ts';

/** What the naive reference is told; moments and kinds as plain functions. */
export interface NaiveCase {
  readonly hypergraph: Hypergraph;
  readonly moment: (edge: number) => number;
  readonly kind: (node: number) => string;
  readonly isTrained: (edge: number) => boolean;
  readonly earlierOnly: boolean;
}

/** Edges of other (or earlier) moments that are counted. */
function outside(input: NaiveCase, edge: number) {
  const { hypergraph, moment, isTrained, earlierOnly } = input;
  const own = moment(edge);
  return Array.from({ length: hypergraph.edgeCount }, (_, e) => e).filter(
    (e) => isTrained(e) && (earlierOnly ? moment(e) < own : moment(e) !== own),
  );
}

/**
 * Surprise of each member of one edge, straight from the definition: counts all
 * other moments anew. Up to 24 members.
 */
export function naiveMemberSurprise(input: NaiveCase, edge: number): number[] {
  const { hypergraph, kind, moment } = input;
  const others = outside(input, edge);
  const members = [...hypergraph.edgeMembers(edge)];
  const nodes = Array.from({ length: hypergraph.nodeCount }, (_, v) => v);
  const used = nodes.filter((v) =>
    hypergraph
      .nodeEdges(v)
      .some((e) => !input.earlierOnly || moment(e) <= moment(edge)),
  );
  const moments = [...new Set(others.map(moment))];
  const inMoment = (t: number, v: number) =>
    others.some(
      (e) => moment(e) === t && hypergraph.edgeMembers(e).includes(v),
    );
  const appearances = (v: number) =>
    moments.filter((t) => inMoment(t, v)).length;

  return members.map((v) => {
    const kin = used.filter((x) => kind(x) === kind(v));
    const q =
      (appearances(v) + 0.5) /
      (kin.reduce((sum, x) => sum + appearances(x), 0) + 0.5 * kin.length);
    if (members.length === 1) return -Math.log(q * kin.length);
    const partners = members.filter((u) => u !== v);
    const chances = partners.map((u) => {
      const row = kin
        .filter((x) => x !== u)
        .map((x) => {
          const weights = moments.flatMap((t) => {
            const sizes = others
              .filter((e) => moment(e) === t)
              .map((e) => [...hypergraph.edgeMembers(e)])
              .filter((m) => m.includes(u) && m.includes(x))
              .map((m) => m.length);
            return sizes.length > 0 ? [1 / (Math.min(...sizes) - 1)] : [];
          });
          const weight = weights.reduce((sum, w) => sum + w, 0);
          return { x, weight, times: weights.length };
        });
      const total = row.reduce((sum, { weight }) => sum + weight, 0);
      const variety = row.reduce(
        (sum, { weight, times }) => sum + (times > 0 ? weight / times : 0),
        0,
      );
      const met = row.find(({ x }) => x === v)?.weight ?? 0;
      return (met + (variety + 1) * q) / (total + variety + 1);
    });
    const mean = chances.reduce((sum, p) => sum + p, 0) / partners.length;
    return -Math.log(mean * kin.length);
  });
}

/** Surprise of one edge's category, straight from the definition. */
export function naiveCategorySurprise(
  input: NaiveCase,
  edge: number,
  categories: readonly (string | null)[],
): number {
  const { hypergraph } = input;
  const own = categories[edge] ?? null;
  if (own === null) return 0;
  const others = outside(input, edge).filter(
    (e) => (categories[e] ?? null) !== null,
  );
  const distinct = new Set(categories.filter((c) => c !== null)).size;
  const count = (edges: number[]) =>
    edges.filter((e) => categories[e] === own).length;
  const share = (count(others) + 0.5) / (others.length + 0.5 * distinct);
  const members = [...hypergraph.edgeMembers(edge)];
  const sum = members.reduce((total, v) => {
    const ofNode = others.filter((e) => hypergraph.edgeMembers(e).includes(v));
    return total - Math.log((count(ofNode) + share) / (ofNode.length + 1));
  }, 0);
  return members.length > 0 ? sum / members.length : 0;
}

/** Mean excess of one edge's members in its tick, straight from the definition. */
export function naiveTickExcess(
  { hypergraph, isTrained, earlierOnly }: NaiveCase,
  edge: number,
  tick: (edge: number) => number,
): number {
  const edges = Array.from({ length: hypergraph.edgeCount }, (_, e) => e);
  const own = tick(edge);
  const trained = edges.filter(
    (e) => isTrained(e) && (earlierOnly ? tick(e) < own : tick(e) !== own),
  );
  const ticks = new Set(trained.map(tick)).size;
  const members = [...hypergraph.edgeMembers(edge)];
  const sum = members.reduce((total, v) => {
    const holds = (e: number) => hypergraph.edgeMembers(e).includes(v);
    const n = edges.filter((e) => tick(e) === tick(edge) && holds(e)).length;
    const mean = (trained.filter(holds).length + 0.5) / (ticks + 1);
    if (n <= mean) return total;
    return (
      total + n * Math.log(n / mean) - (n + 1) * Math.log((n + 1) / (mean + 1))
    );
  }, 0);
  return members.length > 0 ? sum / members.length : 0;
}
