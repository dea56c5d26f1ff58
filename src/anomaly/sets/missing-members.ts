import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { Detection, Explanation } from '../detectors/detector.ts';
import { nodeKind, nodeLabel, roundedCount } from '../explanation/wording.ts';
import { companyRows, weightOf, type CompanyRows } from './company-rows.ts';
import { detectionOf, remainder, type Finding } from './set-detection.ts';

const DETECTOR = 'missing-members/1';
/** Weight of what a node's popularity alone says, in relations. */
const PRIOR = 0.5;
/** A node that met fewer of the members than this share is no candidate. */
const LEAST_MET = 0.5;
/** Relations of fewer members say too little of a further one. */
const LEAST_SIZE = 3;
/** Relations of more members than this say little about any two of them. */
const LARGEST = 256;
const NAMED = 6;

/** A node that a relation does not hold and, by the company it keeps, might. */
export interface Suggestion {
  readonly edge: number;
  readonly node: number;
  /** Mean over members u of ln(P(node | u) / q), nats above popularity. */
  readonly lift: number;
}

/**
 * For every relation of three members or more the best node that it does not
 * hold: the one whose mean over the members u of ln(P(w | u) / q_w) is highest,
 * P(w | u) = (c(u, w) + ½ q_w) / (D_u + ½) with c, D of {@link companyRows} by
 * share and q_w the node's share of all appearances. Only nodes that met half
 * of the members are looked at.
 * @remarks O(Σ_e Σ_{u∈e} partners of u).
 */
export function suggestMembers(
  hypergraph: Hypergraph,
  rows: CompanyRows,
): Suggestion[] {
  const { nodeCount, incidenceCount } = hypergraph;
  const met = new Uint32Array(nodeCount);
  const gain = new Float64Array(nodeCount);
  const suggestions: Suggestion[] = [];
  const share = Float64Array.from(
    { length: nodeCount },
    (_, node) => hypergraph.nodeDegree(node) / Math.max(1, incidenceCount),
  );
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    const members = hypergraph.edgeMembers(edge);
    if (members.length < LEAST_SIZE || members.length > rows.largest) continue;
    const inside = new Set(members);
    const touched: number[] = [];
    // ln(P / q) of a node that was never met, summed over members
    let base = 0;
    for (const u of members) {
      // the relation itself is no evidence of what it lacks
      const total = Math.max(0, (rows.totals[u] ?? 0) - 1);
      base += Math.log(PRIOR / (total + PRIOR));
      for (let i = rows.offsets[u] ?? 0; i < (rows.offsets[u + 1] ?? 0); i++) {
        const w = rows.partners[i] ?? 0;
        if (inside.has(w)) continue;
        if (met[w] === 0) touched.push(w);
        met[w] = (met[w] ?? 0) + 1;
        const prior = PRIOR * (share[w] ?? 0);
        gain[w] = (gain[w] ?? 0) + Math.log1p((rows.weights[i] ?? 0) / prior);
      }
    }
    let best: Suggestion | null = null;
    for (const node of touched) {
      if ((met[node] ?? 0) >= LEAST_MET * members.length) {
        const lift = (base + (gain[node] ?? 0)) / members.length;
        if (lift > (best?.lift ?? 0)) best = { edge, node, lift };
      }
      met[node] = 0;
      gain[node] = 0;
    }
    if (best) suggestions.push(best);
  }
  return suggestions;
}

/**
 * Says of every relation which member it seems to lack ({@link suggestMembers}).
 * p is the share of all relations' best suggestions that are as strong.
 * @throws PolyadError CANCELLED
 */
export function detectMissing(
  hypergraph: Hypergraph,
  loop: LoopOptions = {},
): Detection {
  const rows = companyRows(hypergraph, 'share', {
    ...loop,
    largest: LARGEST,
  });
  const findings = suggestMembers(hypergraph, rows).map(
    (suggestion): Finding => {
      const { edge, node, lift } = suggestion;
      const id = hypergraph.edgeIds.textAt(edge);
      const times = hypergraph.edgeTimes();
      return {
        id,
        score: lift,
        members: [hypergraph.nodeIds.textAt(node)],
        memberKinds: [nodeKind(hypergraph, node)],
        time: times?.[edge] ?? null,
        explain: () => explainMissing(hypergraph, suggestion, rows),
      };
    },
  );
  return detectionOf(findings, {
    detector: DETECTOR,
    trained: { edges: hypergraph.edgeCount, until: null },
    guarantee: {
      controlled: false,
      text: 'Suggestions, strongest first: p says how strong beside the suggestions for other relations, not how sure.',
    },
  });
}

function explainMissing(
  hypergraph: Hypergraph,
  { edge, node, lift }: Suggestion,
  rows: CompanyRows,
): Explanation {
  const members = hypergraph.edgeMembers(edge);
  const q = hypergraph.nodeDegree(node) / hypergraph.incidenceCount;
  const relations = new Set(hypergraph.nodeEdges(node));
  const facts = Array.from(members, (u) => {
    const together = hypergraph
      .nodeEdges(u)
      .filter((other) => relations.has(other)).length;
    const total = Math.max(0, (rows.totals[u] ?? 0) - 1);
    const chance = (weightOf(rows, u, node) + PRIOR * q) / (total + PRIOR);
    const contribution = Math.log(chance / q) / members.length;
    return { u, together, total, contribution };
  }).sort((a, b) => b.contribution - a.contribution);
  const met = facts.filter(({ together }) => together > 0).length;
  const label = (of: number): string => nodeLabel(hypergraph, of);
  const rest = facts.slice(NAMED);
  return {
    text: `${hypergraph.edgeIds.textAt(edge)} lacks ${label(node)}, which is with ${met} of its ${members.length} members elsewhere (${roundedCount(Math.exp(lift))} times as often as its popularity would give).`,
    parts: [
      ...facts.slice(0, NAMED).map(({ u, together, contribution }) => ({
        name: `${together} other relations with ${label(u)}`,
        value: together,
        contribution,
      })),
      ...remainder(
        facts.length - NAMED,
        'members',
        rest.reduce((sum, { contribution }) => sum + contribution, 0),
      ),
    ],
    members: facts.map(({ u, contribution }) => ({
      id: hypergraph.nodeIds.textAt(u),
      contribution,
    })),
    pairs: facts.slice(0, 3).map(({ u, together, total }) => ({
      pair: [hypergraph.nodeIds.textAt(node), hypergraph.nodeIds.textAt(u)],
      seen: together,
      expected: total * q,
    })),
    nearest: null,
  };
}
