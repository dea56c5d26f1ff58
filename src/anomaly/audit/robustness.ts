import { Random } from '#numeric/random.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { detectAnomalies, type DetectOptions } from '../detect-anomalies.ts';

/** Members an evader adds. */
const COVER = 3;
const POISON = [0.001, 0.01, 0.05];
const FLOOD = 0.01;
/** Chances below this are taken as this when compared. */
const LEAST = 1e-12;
/** Who writes what the attacks add, where sources are known. */
const ATTACKER = 'attacker';

/** Where one relation stood before an attack and where it stands after. */
export interface AttackResult {
  readonly attack: string;
  readonly id: string;
  readonly rankBefore: number;
  readonly rankAfter: number;
  readonly pBefore: number;
  readonly pAfter: number;
  /** pAfter / pBefore: how much more ordinary it looks. */
  readonly pRatio: number;
}

export interface RobustnessOptions extends DetectOptions {
  /** Targets: the first of the ranking; default 3. */
  readonly targets?: number | undefined;
  /** Ids of the relations to attack instead of the first. */
  readonly ids?: readonly string[] | undefined;
  /** Attacks by name; default all. */
  readonly attacks?: readonly string[] | undefined;
}

/** A relation to be, all of whose facts are known. */
interface Row {
  readonly id: string;
  readonly members: readonly string[];
  readonly time: number | null;
  /** Edge whose other properties it takes; null for one of the attacker's. */
  readonly like: number | null;
}

/**
 * Attacks the ranking of the first relations, one at a time:
 * - `poison 0.1 %`, `1 %`, `5 %`: that many relations among its members, spread
 *   over the time of the data;
 * - `popular members`: three most frequent nodes join it;
 * - `split`: its pairs instead of it; the best-ranked piece counts;
 * - `other time`: it happens at the time of another relation;
 * - `id flood 1 %`: relations of two new nodes each.
 * @throws PolyadError NOT_FOUND for an id that is not there
 * @remarks Seven detections for each target.
 */
export function auditRobustness(
  hypergraph: Hypergraph,
  options: RobustnessOptions = {},
): AttackResult[] {
  const { targets = 3, ids, sourceColumn } = options;
  const detect = (data: Hypergraph) =>
    detectAnomalies(data, {
      ...options,
      of: 'edges',
    });
  const before = detect(hypergraph);
  const rows = rowsOf(hypergraph);
  const attacked = ids
    ? ids.map((id): number => hypergraph.edgeIndex(id))
    : Array.from(before.order.subarray(0, targets));
  const results: AttackResult[] = [];
  attacked.forEach((target, place) => {
    const random = new Random((options.seed ?? 0) + place);
    for (const [attack, altered] of attacks({
      hypergraph,
      rows,
      target,
      random,
    })) {
      if (options.attacks?.includes(attack) === false) continue;
      const data = rebuild(hypergraph, altered, sourceColumn);
      const after = detect(data);
      const own = rows[target]?.id ?? '';
      const pieces = altered
        .map(({ id }, edge) => ({ id, edge }))
        .filter(({ id }) => id === own || id.startsWith(`${own}#piece`))
        .map(({ edge }) => edge);
      const ranks = pieces.map((edge) => after.order.indexOf(edge) + 1);
      const rankAfter = Math.min(...ranks);
      const pBefore = before.scores.p[target] ?? 1;
      const pAfter = Math.min(
        ...pieces.map((edge) => after.scores.p[edge] ?? 1),
      );
      results.push({
        attack,
        id: own,
        rankBefore: before.order.indexOf(target) + 1,
        rankAfter,
        pBefore,
        pAfter,
        pRatio: Math.max(pAfter, LEAST) / Math.max(pBefore, LEAST),
      });
    }
  });
  return results;
}

function attacks({
  hypergraph,
  rows,
  target,
  random,
}: {
  hypergraph: Hypergraph;
  rows: readonly Row[];
  target: number;
  random: Random;
}): [string, Row[]][] {
  const own = rows[target];
  if (!own) return [];
  const others = (row: Row): Row[] => rows.map((r) => (r === own ? row : r));
  const added = (share: number, members: (i: number) => string[]): Row[] =>
    Array.from({ length: Math.ceil(share * rows.length) }, (_, i) => ({
      id: `${ATTACKER}#${i}`,
      members: members(i),
      time: random.pick(rows).time,
      like: null,
    }));
  const cover = popularNodes(hypergraph).filter(
    (id) => !own.members.includes(id),
  );
  const pieces = own.members.flatMap((a, i) =>
    own.members.slice(i + 1).map((b, j): Row => ({
      ...own,
      id: `${own.id}#piece${i}-${j}`,
      members: [a, b],
    })),
  );
  return [
    ...POISON.map((share): [string, Row[]] => [
      `poison ${100 * share} %`,
      [...rows, ...added(share, () => [...own.members])],
    ]),
    [
      'popular members',
      others({ ...own, members: [...own.members, ...cover.slice(0, COVER)] }),
    ],
    [
      'split',
      pieces.length > 1
        ? [...rows.filter((row) => row !== own), ...pieces]
        : [...rows],
    ],
    ['other time', others({ ...own, time: random.pick(rows).time })],
    [
      `id flood ${100 * FLOOD} %`,
      [
        ...rows,
        ...added(FLOOD, (i) => [`${ATTACKER}#a${i}`, `${ATTACKER}#b${i}`]),
      ],
    ],
  ];
}

function rowsOf(hypergraph: Hypergraph): Row[] {
  const times = hypergraph.edgeTimes();
  return Array.from({ length: hypergraph.edgeCount }, (_, edge) => {
    const time = times?.[edge] ?? NaN;
    return {
      id: hypergraph.edgeIds.textAt(edge),
      members: Array.from(hypergraph.edgeMembers(edge), (node) =>
        hypergraph.nodeIds.textAt(node),
      ),
      time: Number.isNaN(time) ? null : time,
      like: edge,
    };
  });
}

function popularNodes(hypergraph: Hypergraph): string[] {
  return Array.from({ length: hypergraph.nodeCount }, (_, node) => node)
    .sort(
      (a, b) => hypergraph.nodeDegree(b) - hypergraph.nodeDegree(a) || a - b,
    )
    .slice(0, 50)
    .map((node) => hypergraph.nodeIds.textAt(node));
}

/** The rows with the kinds and properties of the data they come from. */
function rebuild(
  hypergraph: Hypergraph,
  rows: readonly Row[],
  sourceColumn: string | undefined,
): Hypergraph {
  const builder = new HypergraphBuilder();
  const columns = [...hypergraph.edgeProperties.columns()].filter(
    ({ name }) => name !== 'time',
  );
  const kinds = hypergraph.nodeProperties.column('kind');
  const weights = memberWeights(hypergraph);
  for (const { id, members, time, like } of rows) {
    const edge = builder.addEdge(id);
    for (const member of members) {
      const node = builder.addNode(member);
      builder.addIncidence(edge, node);
      const known = hypergraph.nodeIds.indexOf(member);
      const weight = like === null ? null : weights?.(like, known);
      if (weight !== null && weight !== undefined) {
        builder.setIncidence('weight', weight);
      }
      const kind = known === undefined ? null : kinds?.get(known);
      if (kind !== undefined && kind !== null) {
        builder.setNode(node, 'kind', kind);
      }
    }
    if (time !== null) builder.setEdge(edge, 'time', time);
    for (const column of like === null ? [] : columns) {
      builder.setEdge(edge, column.name, column.get(like ?? 0));
    }
    if (like === null && sourceColumn !== undefined) {
      builder.setEdge(edge, sourceColumn, ATTACKER);
    }
  }
  return builder.build();
}

/** Weight of a node in an edge; null where it is no member, or the data have no weights. */
function memberWeights(
  hypergraph: Hypergraph,
): ((edge: number, node: number | undefined) => number | null) | null {
  if (!hypergraph.incidencePropertyNames.includes('weight')) return null;
  const weights = hypergraph.incidencesByEdge().column('weight')?.numbers();
  const { offsets, members } = hypergraph.edges;
  return (edge, node) => {
    const end = offsets[edge + 1] ?? 0;
    for (let i = offsets[edge] ?? 0; i < end; i++) {
      if (members[i] === node) return weights?.[i] ?? null;
    }
    return null;
  };
}
