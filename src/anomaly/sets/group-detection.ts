import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { configurationModel } from '#topology/models/configuration.ts';
import type { Detection, Explanation } from '../detectors/detector.ts';
import { nodeKind, nodeLabel, roundedCount } from '../explanation/wording.ts';
import { weightOf } from './company-rows.ts';
import {
  denseGroups,
  pairSurplus,
  type DenseGroup,
  type PairSurplus,
} from './dense-groups.ts';
import { detectionOf, remainder, type Finding } from './set-detection.ts';

const DETECTOR = 'dense-groups/1';
/** Groups sought. */
const MOST = 50;
/** Shuffles: as many as this work allows, within these bounds. */
const WORK = 4e8;
const FEWEST_SHUFFLES = 19;
const MOST_SHUFFLES = 199;
/** Members and pairs named in a sentence or listed as parts. */
const NAMED = 6;
const NAMED_PAIRS = 3;

/**
 * Finds groups of nodes that meet each other far more often than their activity
 * explains: collusion, cliques, teams ({@link denseGroups}). The score is the
 * evidence of its pairs over its nodes; p = (1 + shuffles whose densest group is
 * as dense) / (1 + shuffles), by shuffles that keep the degree of every node and
 * the size of every relation, so it is the chance over the whole search.
 *
 * Whether a dense group is collusion or a department, it cannot say.
 * @throws PolyadError CANCELLED
 */
export function detectGroups(
  hypergraph: Hypergraph,
  {
    seed = 0,
    signal,
  }: { readonly seed?: number | undefined } & LoopOptions = {},
): Detection {
  // many loops: one bar for each would say nothing
  const loop = { signal };
  const pairs = pairSurplus(hypergraph, loop);
  const groups = denseGroups(pairs, MOST);
  const { incidenceCount } = hypergraph;
  const work = 100 * incidenceCount + 10 * pairs.partners.length;
  const shuffles = Math.max(
    FEWEST_SHUFFLES,
    Math.min(MOST_SHUFFLES, Math.floor(WORK / Math.max(1, work))),
  );
  const byChance = shuffledDensities(hypergraph, shuffles, { seed, ...loop });
  const all = pairs.totals.reduce((sum, total) => sum + total, 0);
  const findings = groups.map((group, place): Finding => {
    const asDense = byChance.filter((d) => d >= group.density).length;
    return {
      id: `group-${place + 1}`,
      score: group.density,
      p: (1 + asDense) / (1 + shuffles),
      members: group.nodes.map((node) => hypergraph.nodeIds.textAt(node)),
      memberKinds: group.nodes.map((node) => nodeKind(hypergraph, node)),
      explain: () => explainGroup(hypergraph, group, { rows: pairs, all }),
    };
  });
  return detectionOf(findings, {
    detector: DETECTOR,
    trained: { edges: hypergraph.edgeCount, until: null },
    guarantee: {
      controlled: false,
      text: `Chances are against ${shuffles} shuffles that keep degrees and sizes: they say that a group is no accident, not that it is wrong.`,
    },
  });
}

function shuffledDensities(
  hypergraph: Hypergraph,
  shuffles: number,
  { seed, ...loop }: { readonly seed: number } & LoopOptions,
): number[] {
  return Array.from({ length: shuffles }, (_, i) => {
    const options = { ...loop, sweeps: 5, seed: seed + i };
    const shuffled = configurationModel(hypergraph, options).hypergraph;
    const [first] = denseGroups(pairSurplus(shuffled, loop), 1);
    return first?.density ?? 0;
  });
}

function explainGroup(
  hypergraph: Hypergraph,
  { nodes, pairs }: DenseGroup,
  { rows, all }: { readonly rows: PairSurplus; readonly all: number },
): Explanation {
  const size = nodes.length;
  const facts = pairs.map(({ u, v, surplus }) => ({
    u,
    v,
    contribution: surplus / size,
    seen: weightOf(rows, u, v),
    expected: ((rows.totals[u] ?? 0) * (rows.totals[v] ?? 0)) / all,
  }));
  const sum = (of: 'seen' | 'expected' | 'contribution', from = 0): number =>
    facts.slice(from).reduce((total, fact) => total + fact[of], 0);
  const share = new Map(nodes.map((node) => [node, 0]));
  for (const { u, v, contribution } of facts) {
    for (const node of [u, v]) {
      share.set(node, (share.get(node) ?? 0) + contribution / 2);
    }
  }
  const id = (node: number): string => hypergraph.nodeIds.textAt(node);
  const label = (node: number): string => nodeLabel(hypergraph, node);
  const named = nodes.slice(0, NAMED).map(label).join(', ');
  const rest = size > NAMED ? ` and ${size - NAMED} more` : '';
  return {
    text: `${named}${rest}: ${roundedCount(sum('seen'))} meetings of two of them, ${roundedCount(sum('expected'))} expected from how active they are.`,
    parts: [
      ...facts.slice(0, NAMED).map(({ u, v, seen, contribution }) => ({
        name: `${label(u)} with ${label(v)}`,
        value: seen,
        contribution,
      })),
      ...remainder(facts.length - NAMED, 'pairs', sum('contribution', NAMED)),
    ],
    members: [...share]
      .map(([node, contribution]) => ({ id: id(node), contribution }))
      .sort((a, b) => b.contribution - a.contribution),
    pairs: facts.slice(0, NAMED_PAIRS).map(({ u, v, seen, expected }) => ({
      pair: [id(u), id(v)],
      seen,
      expected,
    })),
    nearest: null,
  };
}
