import { findToplexes } from '#compute/toplexes.ts';
import {
  centralities,
  iteratedCentralities,
} from '#topology/centrality/metrics.ts';
import {
  communityMethods,
  findCommunities,
  type CommunityMethod,
} from '#topology/communities/find-communities.ts';
import { computeMotifs, motifCounts } from '#topology/motifs/motifs.ts';
import { computeComponents } from '#topology/walks/components.ts';
import { forEachPair, computeLineGraph } from '#topology/walks/line-graph.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowMembers } from '#hypergraph/incidence.ts';
import type { Row } from '../evaluation/value.ts';
import { incidenceColumns, rowIncidence } from './row-incidence.ts';
import type { Verb } from './verb.ts';

/** `dual()`: members become hyperedges and hyperedges members. */
export const dualVerb: Verb = {
  usage: 'dual()',
  summary: 'Swaps relations and members for the verbs that follow.',
  arguments: [],
  prepare: (verb) => {
    const found = incidenceColumns(verb);
    return {
      columns: [found.memberColumn, found.edgeColumn],
      does: 'swap relations and members',
      rows: ({ rows }) => {
        const own = rowIncidence(verb, found, rows);
        return own.nodes.flatMap((member, node) =>
          Array.from(own.hypergraph.nodeEdges(node), (edge) => ({
            values: [member, own.edges[edge] ?? null],
            evidence: own.edgeEvidence[edge] ?? [],
          })),
        );
      },
    };
  },
};

/** `toplexes()`: rows whose relation lies in no other. */
export const toplexesVerb: Verb = {
  usage: 'toplexes()',
  summary: 'Keeps relations that lie in no other; the first of equal ones.',
  arguments: [],
  prepare: (verb) => {
    const found = incidenceColumns(verb);
    return {
      columns: verb.scope.columns,
      does: 'keep maximal relations',
      rows: ({ rows }) => {
        const { hypergraph, edges } = rowIncidence(verb, found, rows);
        const maximal = findToplexes(hypergraph.edges, hypergraph.nodes);
        const kept = new Set(Array.from(maximal, (edge) => edges[edge]));
        return rows.filter(({ values }) =>
          kept.has(values[found.edges] as number),
        );
      },
    };
  },
};

/** `components(s)`: relations by the s-component they are in. */
export const componentsVerb: Verb = {
  usage: 'components(s: 1)',
  summary:
    'Numbers the s-components, largest first: each step shares s members.',
  arguments: ['s'],
  prepare: (verb) => {
    const s = verb.integer('s', 1, 1);
    const found = incidenceColumns(verb);
    return {
      columns: [
        found.edgeColumn,
        { name: 'component', type: 'number' },
        { name: 'size', type: 'number' },
      ],
      does: `find ${s}-components`,
      rows: ({ rows }) => {
        const own = rowIncidence(verb, found, rows);
        const { members, labels } = computeComponents(own.hypergraph, { s });
        const order = Array.from(labels, (label, edge) => ({ label, edge }));
        order.sort((a, b) => a.label - b.label || a.edge - b.edge);
        return order.map(({ label, edge }) => ({
          values: [
            own.edges[edge] ?? null,
            label + 1,
            rowMembers(members, label).length,
          ],
          evidence: own.edgeEvidence[edge] ?? [],
        }));
      },
    };
  },
};

/** `neighbors(s)`: pairs of relations that share at least s members. */
export const neighborsVerb: Verb = {
  usage: 'neighbors(s: 2)',
  summary: 'Pairs of relations among the rows that share at least s members.',
  arguments: ['s'],
  prepare: (verb) => {
    const s = verb.integer('s', 1, 1);
    const found = incidenceColumns(verb);
    const { name, type } = found.edgeColumn;
    return {
      columns: [
        { name, type },
        { name: 'neighbor', type },
        { name: 'overlap', type: 'number' },
      ],
      does: `pair relations that share ${s}`,
      rows: ({ rows }) => {
        const own = rowIncidence(verb, found, rows);
        const pairs: Row[] = [];
        forEachPair(
          computeLineGraph(own.hypergraph, { s }),
          (left, right, overlap) => {
            if (!verb.scope.budget.allows(pairs.length)) return;
            pairs.push({
              values: [
                own.edges[left] ?? null,
                own.edges[right] ?? null,
                overlap,
              ],
              evidence: [left, right]
                .flatMap((edge) => own.edgeEvidence[edge] ?? [])
                .sort((a, b) => a - b),
            });
          },
        );
        return pairs;
      },
    };
  },
};

const METRICS = [
  ...Object.keys(centralities),
  ...Object.keys(iteratedCentralities),
] as (keyof typeof centralities | keyof typeof iteratedCentralities)[];

/** `centrality(kind, s, combine)`: relations by a centrality of their s-line graph. */
export const centralityVerb: Verb = {
  usage: 'centrality(kind: "betweenness", s: [1, 2, 5], combine: "mean_rank")',
  summary:
    'Ranks relations by a centrality in their s-line graph; of several s, by the mean of ranks or of scores.',
  arguments: ['kind', 's', 'combine'],
  prepare: (verb) => {
    const kind = verb.word('kind', METRICS, 'betweenness');
    const combine = verb.word('combine', ['mean_rank', 'mean'], 'mean_rank');
    const list = verb.part('s') ? verb.values('s').map(Number) : [1];
    if (list.some((s) => !Number.isSafeInteger(s) || s < 1)) {
      throw verb.fault(`s is ${list.join(', ')}, not whole numbers from 1`);
    }
    const found = incidenceColumns(verb);
    const isRank = combine === 'mean_rank' && list.length > 1;
    return {
      columns: [
        found.edgeColumn,
        { name: isRank ? 'mean_rank' : 'score', type: 'number' },
      ],
      does: `${kind} at s ${list.join(', ')}`,
      rows: ({ rows }) => {
        const own = rowIncidence(verb, found, rows);
        const columns = list.map((s) => {
          const scores = scoresOf(own.hypergraph, kind, s);
          return isRank ? ranksOf(scores) : scores;
        });
        const values = own.edges.map(
          (_, edge) =>
            columns.reduce((sum, column) => sum + (column[edge] ?? 0), 0) /
            list.length,
        );
        const sign = isRank ? 1 : -1;
        const order = Array.from(own.edges.keys());
        order.sort(
          (a, b) => sign * ((values[a] ?? 0) - (values[b] ?? 0)) || a - b,
        );
        return order.map((edge) => ({
          values: [own.edges[edge] ?? null, values[edge] ?? 0],
          evidence: own.edgeEvidence[edge] ?? [],
        }));
      },
    };
  },
};

function scoresOf(
  hypergraph: Hypergraph,
  kind: (typeof METRICS)[number],
  s: number,
): Float64Array {
  if (isCounted(kind)) return centralities[kind](hypergraph, { s });
  return iteratedCentralities[kind](hypergraph, { s }).values;
}

function isCounted(
  kind: (typeof METRICS)[number],
): kind is keyof typeof centralities {
  return kind in centralities;
}

/** Ranks from 1, the largest first; equal scores share the mean of their ranks. */
function ranksOf(scores: Float64Array): Float64Array {
  const order = Uint32Array.from(scores, (_, i) => i);
  order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const ranks = new Float64Array(scores.length);
  for (let start = 0; start < order.length;) {
    let end = start;
    const score = scores[order[start] ?? 0];
    while (end < order.length && scores[order[end] ?? 0] === score) end++;
    for (let i = start; i < end; i++) {
      ranks[order[i] ?? 0] = (start + end + 1) / 2;
    }
    start = end;
  }
  return ranks;
}

/** `communities(method)`: members by the group they belong to. */
export const communitiesVerb: Verb = {
  usage: 'communities(method: "modularity")',
  summary: 'Puts the members of the relations into groups that meet often.',
  arguments: ['method', 'seed'],
  prepare: (verb) => {
    const names = Object.keys(communityMethods) as CommunityMethod[];
    const method = verb.word('method', names, names[0]);
    const seed = verb.integer('seed', 0, 0);
    const found = incidenceColumns(verb);
    return {
      columns: [found.memberColumn, { name: 'community', type: 'number' }],
      does: `find communities by ${method}`,
      rows: ({ rows }) => {
        const own = rowIncidence(verb, found, rows);
        if (own.nodes.length === 0) return [];
        const { labels } = findCommunities(own.hypergraph, { method, seed });
        return own.nodes.map((member, node) => ({
          values: [member, (labels[node] ?? 0) + 1],
          evidence: own.nodeEvidence[node] ?? [],
        }));
      },
    };
  },
};

/** `motifs()`: how often three relations overlap in each of 26 ways. */
export const motifsVerb: Verb = {
  usage: 'motifs()',
  summary: 'Counts the 26 ways in which three connected relations overlap.',
  arguments: [],
  prepare: (verb) => {
    const found = incidenceColumns(verb);
    return {
      columns: [
        { name: 'pattern', type: 'text' },
        { name: 'count', type: 'number' },
      ],
      does: 'count motifs',
      rows: ({ rows }) => {
        const own = rowIncidence(verb, found, rows);
        const counts = motifCounts(computeMotifs(own.hypergraph));
        return Object.entries(counts).map(([pattern, count]) => ({
          values: [pattern, count],
          evidence: [],
        }));
      },
    };
  },
};
