import {
  detectAnomalies,
  type AnomalyDetection,
  type AnomalyResult,
} from '#anomaly/detect-anomalies.ts';
import { HEADS } from '#anomaly/detectors/detector.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { removeNodes, restrictToEdges } from '#hypergraph/restrict.ts';
import type { QueryData } from '../evaluation/query-data.ts';
import { parseTime } from '../evaluation/compiled.ts';
import { columnFor } from './row-elements.ts';
import type { Verb, VerbCall } from './verb.ts';

const MODELS = ['combined', ...HEADS] as const;

/** A ranking of relations, with where each of the data's relations is in it. */
interface Ranking {
  readonly detection: AnomalyDetection;
  /** Element of the ranking for a relation of the data; undefined where it has none. */
  readonly elementOf: (edge: number) => number | undefined;
}

/** What `score` found, for the `reasons` after it. */
const rankings = new WeakMap<QueryData, Ranking>();

/** `score(…)`: how surprising the relations of the rows are. */
export const scoreVerb: Verb = {
  usage:
    'score(model: "surprise", over: [user, host], baseline: "2026-10-01/2026-11-01", by: hour_of_week)',
  summary:
    'How surprising each relation is, most surprising first: score, p and q as polyad anomalies has them. With by, hours count too (model combined).',
  arguments: ['model', 'over', 'baseline', 'by'],
  prepare: (verb) => {
    const byHour = verb.part('by') !== undefined;
    if (byHour) verb.word('by', ['hour_of_week']);
    const model = verb.word('model', MODELS, 'combined');
    const over = rolesIn(verb);
    const baseline = baselineOf(verb);
    const at = columnFor(verb, ['edge'], 'a column of relations');
    return {
      columns: [
        ...verb.scope.columns,
        { name: 'score', type: 'number' },
        { name: 'p', type: 'number' },
        { name: 'q', type: 'number' },
      ],
      does: `score by ${model}`,
      rows: ({ rows }) => {
        const ranking = rankBy(verb, {
          head: byHour ? 'combined' : model,
          over,
          baseline,
        });
        rankings.set(verb.scope.data, ranking);
        const { score, p, q, evidence } = ranking.detection.scores;
        return rows
          .map((row) => ({
            row,
            element: ranking.elementOf(Number(row.values[at])) ?? -1,
          }))
          .sort(
            (a, b) =>
              (evidence[b.element] ?? -1) - (evidence[a.element] ?? -1) ||
              (score[b.element] ?? 0) - (score[a.element] ?? 0) ||
              Number(a.row.values[at]) - Number(b.row.values[at]),
          )
          .map(({ row, element }) => ({
            values: [
              ...row.values,
              ...[score, p, q].map((column) => column[element] ?? null),
            ],
            evidence: row.evidence,
          }));
      },
    };
  },
};

interface RankingChoice {
  readonly head: (typeof MODELS)[number];
  readonly over: readonly string[] | null;
  readonly baseline: readonly [number, number] | null;
}

function rankBy(
  { scope: { data } }: VerbCall,
  { head, over, baseline }: RankingChoice,
): Ranking {
  const narrowed = over ? withRoles(data, over) : data.hypergraph;
  if (!baseline) {
    const detection = detectAnomalies(narrowed, { head });
    return { detection, elementOf: (edge) => edge };
  }
  // Only what comes before the baseline is left out; what comes after is judged by it.
  const kept: number[] = [];
  for (let edge = 0; edge < narrowed.edgeCount; edge++) {
    if (data.start(edge) >= baseline[0]) kept.push(edge);
  }
  const places = new Map(kept.map((edge, element) => [edge, element]));
  const detection = detectAnomalies(restrictToEdges(narrowed, kept), {
    head,
    trainUntil: baseline[1],
  });
  return { detection, elementOf: (edge) => places.get(edge) };
}

/** The same relations with the members in some roles alone. */
function withRoles(data: QueryData, roles: readonly string[]): Hypergraph {
  const { hypergraph } = data;
  const tests = roles.map((role) => data.roleTest(role));
  const kept = new Uint8Array(hypergraph.nodeCount);
  hypergraph.edges.members.forEach((node, position) => {
    if (tests.some((test) => test?.(node, position) === true)) kept[node] = 1;
  });
  const others = Array.from(kept.keys()).filter((node) => kept[node] === 0);
  return removeNodes(hypergraph, others);
}

function rolesIn(verb: VerbCall): readonly string[] | null {
  const part = verb.part('over');
  if (!part) return null;
  const parts = part.kind === 'list' || part.kind === 'set' ? part.of : [part];
  return parts.map((one) => {
    const name =
      one.kind === 'name' || one.kind === 'string'
        ? 'name' in one
          ? one.name
          : one.value
        : '';
    if (verb.scope.data.roleTest(name)) return name;
    throw verb.fault(
      `the data has no role ${name}; roles are ${verb.scope.data.roleNames().join(', ')}`,
      one,
    );
  });
}

function baselineOf(verb: VerbCall): readonly [number, number] | null {
  const part = verb.part('baseline');
  if (!part) return null;
  const [from = '', to = ''] = verb.text('baseline').split('/');
  const [start, end] = [parseTime(from), parseTime(to)];
  if (start !== null && end !== null && start < end) return [start, end];
  throw verb.fault(
    'baseline is no stretch such as "2026-10-01/2026-11-01"',
    part,
  );
}

/** `reasons(top)`: what the scores are made of. */
export const reasonsVerb: Verb = {
  usage: 'reasons(top: 5)',
  summary: 'Says why each relation scored as it did, the largest parts first.',
  arguments: ['top'],
  prepare: (verb) => {
    const top = verb.integer('top', 1, 5);
    const at = columnFor(verb, ['edge'], 'a column of relations');
    return {
      columns: [
        ...verb.scope.columns,
        { name: 'why', type: 'text' },
        { name: 'reasons', type: 'list' },
      ],
      does: 'explain scores',
      rows: ({ rows }) => {
        const { data } = verb.scope;
        const { detection, elementOf } =
          rankings.get(data) ??
          rankBy(verb, { head: 'combined', over: null, baseline: null });
        return rows.map(({ values, evidence }) => {
          const element = elementOf(Number(values[at]));
          if (element === undefined) {
            return { values: [...values, null, null], evidence };
          }
          const { text, parts } = detection.explain(element);
          return {
            values: [...values, text, largest(parts, top)],
            evidence,
          };
        });
      },
    };
  },
};

type Parts = NonNullable<AnomalyResult['explanation']>['parts'];

function largest(parts: Parts, top: number): string[] {
  return [...parts]
    .sort((a, b) => b.contribution - a.contribution)
    .slice(0, top)
    .map(({ name, contribution }) => `${name} ${contribution.toFixed(2)}`);
}
