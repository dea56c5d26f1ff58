import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { Pattern, Role } from '#query/syntax/syntax-tree.ts';

/** A condition that the naive search understands. */
export type PlainCondition =
  | {
      readonly kind: 'near';
      readonly a: string;
      readonly b: string;
      readonly width: number;
    }
  | { readonly kind: 'differ'; readonly a: string; readonly b: string }
  | { readonly kind: 'size'; readonly a: string; readonly least: number };

/** Ids of relations by alias and of nodes by variable. */
export type Binding = ReadonlyMap<string, string>;

/**
 * All answers to a match by trying every relation for every pattern and every
 * member for every place: O(edgesᵖ · sizeʳ), for small cases only. Every
 * pattern has an alias; places are variables, ids or `_`.
 */
export function naiveMatch(
  hypergraph: Hypergraph,
  patterns: readonly Pattern[],
  conditions: readonly PlainCondition[],
): Binding[] {
  let bindings: Binding[] = [new Map()];
  for (const pattern of patterns) {
    bindings = bindings.flatMap((binding) =>
      [...Array(hypergraph.edgeCount).keys()]
        .filter((edge) => fitsKind(hypergraph, pattern, edge))
        .filter(
          (edge) =>
            ![...binding].some(
              ([name, id]) =>
                !name.startsWith('$') && id === hypergraph.edgeIds.textAt(edge),
            ),
        )
        .flatMap((edge) => placed(hypergraph, pattern, edge, binding)),
    );
  }
  const distinct = new Map<string, Binding>();
  for (const binding of bindings) {
    if (!conditions.every((one) => holds(hypergraph, one, binding))) continue;
    distinct.set(JSON.stringify([...binding].sort()), binding);
  }
  return [...distinct.values()];
}

function fitsKind(hypergraph: Hypergraph, { type }: Pattern, edge: number) {
  return type === null || hypergraph.edgeProperties.get('kind', edge) === type;
}

/** Every way to put members into the pattern's places. */
function placed(
  hypergraph: Hypergraph,
  pattern: Pattern,
  edge: number,
  binding: Binding,
): Binding[] {
  const members = [...hypergraph.edgeMembers(edge)];
  let ways: number[][] = [[]];
  for (const role of pattern.roles) {
    ways = ways.flatMap((way) =>
      members.flatMap((_, at) =>
        hasRole(hypergraph, role, edge, at) ? [[...way, at]] : [],
      ),
    );
  }
  return ways.flatMap((way) => {
    if (pattern.exact && new Set(way).size !== members.length) return [];
    const isShared = way.some((at, i) =>
      way.some((other, j) => {
        const [one, two] = [pattern.roles[i]?.name, pattern.roles[j]?.name];
        return (
          i < j && at === other && (one === two || one === null || two === null)
        );
      }),
    );
    if (isShared) return [];
    const next = new Map(binding);
    next.set(pattern.alias!, hypergraph.edgeIds.textAt(edge));
    for (const [i, { term }] of pattern.roles.entries()) {
      const id = hypergraph.nodeIds.textAt(members[way[i]!]!);
      if (term.kind === 'string' && term.value !== id) return [];
      if (term.kind !== 'variable') continue;
      const known = next.get(`$${term.name}`);
      if (known !== undefined && known !== id) return [];
      next.set(`$${term.name}`, id);
    }
    return [next];
  });
}

function hasRole(
  hypergraph: Hypergraph,
  { name }: Role,
  edge: number,
  at: number,
): boolean {
  if (name === null) return true;
  const position = hypergraph.edges.offsets[edge]! + at;
  const roles = hypergraph.incidencesByEdge().get('role', position);
  return typeof roles === 'string' && roles.split('|').includes(name);
}

function holds(
  hypergraph: Hypergraph,
  condition: PlainCondition,
  binding: Binding,
): boolean {
  const edge = (alias: string) => hypergraph.edgeIndex(binding.get(alias)!);
  const time = (alias: string) =>
    Number(hypergraph.edgeProperties.get('time', edge(alias)) ?? NaN);
  switch (condition.kind) {
    case 'near':
      return Math.abs(time(condition.a) - time(condition.b)) <= condition.width;
    case 'differ':
      return binding.get(condition.a) !== binding.get(condition.b);
    case 'size':
      return hypergraph.edgeSize(edge(condition.a)) >= condition.least;
  }
}
