import { sComponents } from '#compute/s-components.ts';
import type { StopSignal } from '#numeric/cancellation.ts';
import type { Dataset } from '../dataset.ts';
import { rankAnomalies, type ScoringMode } from '../anomaly-ranking.ts';

/** Highest s looked at, and most leaves of the trees together. */
const MOST_S = 6;
const MOST_LEAVES = 9;
/** A group falls apart where its second part is at least this share of it. */
const LEAST_PART = 0.05;
/** Parts shown of a group that falls apart, the largest first. */
const MOST_PARTS = 4;
const MOST_LISTED = 8;

/** Components of one s, those of one hyperedge included. */
export interface OverlapLabels {
  readonly s: number;
  readonly labels: Uint32Array;
  readonly sizes: Uint32Array;
}

export interface OverlapGroup {
  readonly name: string;
  readonly relations: number;
  readonly flagged: number;
}

export interface OverlapLevel {
  readonly s: number;
  readonly count: number;
  readonly loners: number;
  readonly groups: OverlapGroup[];
}

export interface OverlapBranch {
  readonly s: number;
  readonly name: string;
  readonly relations: number;
  /** Place in the list; null for a root. */
  readonly parent: number | null;
}

export interface OverlapGroups {
  readonly most: number;
  readonly suggested: number;
  readonly levels: OverlapLevel[];
  readonly branches: OverlapBranch[];
}

interface Options {
  readonly mode?: ScoringMode | undefined;
  readonly signal?: StopSignal;
}

/**
 * The groups of hyperedges that share at least s nodes, for s = 1, 2, … 6, and
 * how they join as s falls: the largest groups with what they fall into.
 * @throws PolyadError as the signal says
 * @remarks The cost of the s-components, once a data set.
 */
export async function findOverlapGroups(
  dataset: Dataset,
  { mode, signal }: Options = {},
): Promise<OverlapGroups> {
  const { scores } = await rankAnomalies(dataset, { mode }, signal);
  const most = Math.max(1, Math.min(MOST_S, dataset.summary.size.max));
  const levels: OverlapLabels[] = [];
  for (let s = 1; s <= most; s++) {
    levels.push(await overlapLabels(dataset, s, signal));
  }
  const namer = new GroupNamer(dataset);
  const described = levels.map((level) =>
    describeLevel(level, scores.flagged, namer),
  );
  return {
    most,
    suggested: suggest(described),
    levels: described.toReversed(),
    branches: growTrees(levels, namer),
  };
}

/** Components of one s, computed once a data set. */
export function overlapLabels(
  { hypergraph, results }: Dataset,
  s: number,
  signal?: StopSignal,
): Promise<OverlapLabels> {
  return results.get(`overlap ${s}`, async () => {
    const { edges, nodes } = hypergraph;
    const { labels, count } = sComponents(edges, nodes, s, { signal });
    const sizes = new Uint32Array(count);
    for (const label of labels) sizes[label] = (sizes[label] ?? 0) + 1;
    return { s, labels, sizes };
  });
}

/** Names a group by the node that most of its hyperedges hold. */
export class GroupNamer {
  readonly #dataset: Dataset;

  constructor(dataset: Dataset) {
    this.#dataset = dataset;
  }

  name({ labels }: OverlapLabels, group: number): string {
    const { hypergraph } = this.#dataset;
    const counts = new Map<number, number>();
    labels.forEach((label, edge) => {
      if (label !== group) return;
      for (const node of hypergraph.edgeMembers(edge)) {
        counts.set(node, (counts.get(node) ?? 0) + 1);
      }
    });
    let best = -1;
    let most = 0;
    for (const [node, count] of counts) {
      if (count < most || (count === most && node > best)) continue;
      most = count;
      best = node;
    }
    if (best < 0) return '–';
    const id = hypergraph.nodeIds.textAt(best);
    const kind: unknown = hypergraph.nodeProperties.get('kind', best);
    const isPrefixed = typeof kind === 'string' && id.startsWith(`${kind}:`);
    return isPrefixed ? id.slice(kind.length + 1) : id;
  }
}

/** Groups of two or more, by falling size; the first of equal ones first. */
export function largestGroups(
  { sizes }: OverlapLabels,
  most: number,
): number[] {
  const groups: number[] = [];
  sizes.forEach((size, group) => {
    if (size > 1) groups.push(group);
  });
  return groups
    .sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b)
    .slice(0, most);
}

function describeLevel(
  level: OverlapLabels,
  flagged: Uint8Array,
  namer: GroupNamer,
): OverlapLevel {
  const flags = new Uint32Array(level.sizes.length);
  level.labels.forEach((label, edge) => {
    flags[label] = (flags[label] ?? 0) + (flagged[edge] ?? 0);
  });
  const count = level.sizes.reduce((sum, size) => sum + Number(size > 1), 0);
  return {
    s: level.s,
    count,
    loners: level.sizes.length - count,
    groups: largestGroups(level, MOST_LISTED).map((group) => ({
      name: namer.name(level, group),
      relations: level.sizes[group] ?? 0,
      flagged: flags[group] ?? 0,
    })),
  };
}

/** The s whose listed groups part the hyperedges most evenly: highest entropy, loners apart. */
function suggest(levels: readonly OverlapLevel[]): number {
  let best = 1;
  let most = -1;
  for (const { s, groups, loners } of levels) {
    const inside = groups.reduce((sum, { relations }) => sum + relations, 0);
    const entropy = groups.reduce((sum, { relations }) => {
      const share = relations / (inside + loners);
      return sum - share * Math.log(share);
    }, 0);
    if (entropy <= most + 1e-12) continue;
    most = entropy;
    best = s;
  }
  return best;
}

/** A group of one level, on its way to becoming a branch. */
interface Bud {
  readonly level: number;
  readonly group: number;
  parts: Bud[];
}

function growTrees(
  levels: readonly OverlapLabels[],
  namer: GroupNamer,
): OverlapBranch[] {
  const parents = levels.map((level, at) => partsOf(level, levels[at + 1]));
  const [first] = levels;
  if (!first) return [];
  const roots = largestGroups(first, MOST_LEAVES).map((group) =>
    climb(parents, { level: 0, group }),
  );
  let leaves = roots.length;
  let open = [...roots];
  while (open.length > 0 && leaves < MOST_LEAVES) {
    // the bud whose second part is largest tells most when it opens
    const [best] = open.sort(
      (a, b) => secondPart(levels, parents, b) - secondPart(levels, parents, a),
    );
    if (!best || secondPart(levels, parents, best) === 0) break;
    const below = levels[best.level + 1];
    const parts = [...(parents[best.level]?.get(best.group) ?? [])]
      .sort((a, b) => (below?.sizes[b] ?? 0) - (below?.sizes[a] ?? 0))
      .slice(0, Math.max(2, Math.min(MOST_PARTS, MOST_LEAVES - leaves + 1)))
      .map((group) => climb(parents, { level: best.level + 1, group }));
    best.parts = parts;
    leaves += parts.length - 1;
    open = [...open.filter((bud) => bud !== best), ...parts];
  }
  const branches: OverlapBranch[] = [];
  for (const root of roots) {
    listBranches(levels, namer, { bud: root, parent: null, branches });
  }
  return branches;
}

/** Groups of the level above that lie within each group. */
function partsOf(
  { labels }: OverlapLabels,
  above: OverlapLabels | undefined,
): Map<number, number[]> {
  const parts = new Map<number, number[]>();
  if (!above) return parts;
  const seen = new Uint8Array(above.sizes.length);
  above.labels.forEach((part, edge) => {
    if (seen[part] === 1 || (above.sizes[part] ?? 0) < 2) return;
    seen[part] = 1;
    const group = labels[edge] ?? 0;
    const known = parts.get(group);
    if (known) known.push(part);
    else parts.set(group, [part]);
  });
  return parts;
}

/** Follows a group up as long as it stays one. */
function climb(
  parents: readonly Map<number, number[]>[],
  from: { level: number; group: number },
): Bud {
  let { level, group } = from;
  for (;;) {
    const parts = parents[level]?.get(group) ?? [];
    const [only] = parts;
    if (parts.length !== 1 || only === undefined) break;
    level++;
    group = only;
  }
  return { level, group, parts: [] };
}

function secondPart(
  levels: readonly OverlapLabels[],
  parents: readonly Map<number, number[]>[],
  { level, group }: Bud,
): number {
  const sizes = levels[level + 1]?.sizes;
  const parts = (parents[level]?.get(group) ?? []).map(
    (part) => sizes?.[part] ?? 0,
  );
  const second = parts.sort((a, b) => b - a)[1] ?? 0;
  const own = levels[level]?.sizes[group] ?? 0;
  return second >= LEAST_PART * own ? second : 0;
}

function listBranches(
  levels: readonly OverlapLabels[],
  namer: GroupNamer,
  to: { bud: Bud; parent: number | null; branches: OverlapBranch[] },
): void {
  const { bud, parent, branches } = to;
  const own = levels[bud.level];
  const place = branches.length;
  branches.push({
    s: bud.level + 1,
    name: own ? namer.name(own, bud.group) : '–',
    relations: own?.sizes[bud.group] ?? 0,
    parent,
  });
  for (const part of bud.parts) {
    listBranches(levels, namer, { bud: part, parent: place, branches });
  }
}
