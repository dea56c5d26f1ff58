import type { Expression } from '../syntax/syntax-tree.ts';
import type { Value } from '../evaluation/value.ts';
import { listNamed } from '../matching/from.ts';
import {
  overRepresentation,
  type NamedSet,
} from '../genes/over-representation.ts';
import { elementsOf, nodeNamed } from './row-elements.ts';
import type { Verb, VerbCall } from './verb.ts';

interface ElementSet extends NamedSet {
  /** Relations that make it, ascending. */
  readonly edges: readonly number[];
}

/** `enrich(…)`: sets that hold more of a query than chance would put there. */
export const enrichVerb: Verb = {
  usage:
    'enrich(query: list, sets: pathway, universe: list or role, min_size: 10, max_size: 500, test: "hypergeom", adjust: "bh")',
  summary:
    'Over-representation: sets that share more with the query (by default the first column) than chance allows.',
  arguments: [
    'query',
    'sets',
    'universe',
    'min_size',
    'max_size',
    'test',
    'adjust',
  ],
  prepare: (verb) => {
    verb.word('test', ['hypergeom'], 'hypergeom');
    verb.word('adjust', ['bh'], 'bh');
    const minSize = verb.integer('min_size', 1, 1);
    const maxSize = verb.integer('max_size', 1, Number.MAX_SAFE_INTEGER);
    const memberRole = roleOfUniverse(verb);
    const sets = setsNamed(verb, memberRole);
    const query = verb.part('query');
    const given = query && verb.values('query');
    return {
      columns: [
        { name: 'set', type: 'text' },
        { name: 'size', type: 'number' },
        { name: 'overlap', type: 'number' },
        { name: 'expected', type: 'number' },
        { name: 'p', type: 'number' },
        { name: 'q', type: 'number' },
        { name: 'shared', type: 'list' },
      ],
      does: 'test sets for over-representation',
      rows: ({ rows }) => {
        const asked = given ?? rows.map(({ values: [first = null] }) => first);
        const isNode = verb.scope.columns[0]?.type === 'node' && !given;
        const tested = overRepresentation(
          asked.map((value) => idOf(value, isNode, verb)),
          sets,
          { universe: universeOf(verb, memberRole, sets), minSize, maxSize },
        );
        const edgesOf = new Map(sets.map(({ name, edges }) => [name, edges]));
        return tested.map(({ set, size, overlap, expected, p, q, shared }) => ({
          values: [set, size, overlap, expected, p, q, shared],
          evidence: edgesOf.get(set) ?? [],
        }));
      },
    };
  },
};

/** The id that the data has for a value. */
function idOf(value: Value, isNode: boolean, { scope }: VerbCall): string {
  const { nodeIds } = scope.data.hypergraph;
  if (isNode && typeof value === 'number') return nodeIds.textAt(value);
  const node = nodeNamed(String(value), scope);
  return node === undefined ? String(value) : nodeIds.textAt(node);
}

/** `universe: technique` names the role whose members are counted; null for all. */
function roleOfUniverse(verb: VerbCall): string | null {
  const part = verb.part('universe');
  const isRole =
    part?.kind === 'name' &&
    verb.scope.data.roleNames().includes(part.name) &&
    !verb.scope.data.lists.has(part.name) &&
    !verb.scope.names.has(part.name);
  return isRole ? part.name : null;
}

function universeOf(
  verb: VerbCall,
  role: string | null,
  sets: readonly ElementSet[],
): ReadonlySet<string> {
  const part = verb.part('universe');
  if (!part || role !== null) {
    return new Set(sets.flatMap(({ members }) => [...members]));
  }
  const listed =
    part.kind === 'call' && part.name === 'list'
      ? listNamed(part, verb.scope)
      : verb.values('universe');
  return new Set(listed.map((value) => idOf(value, false, verb)));
}

/** `sets: pathway` is each relation of the kind; `uses.actor` each actor with all it uses. */
function setsNamed(verb: VerbCall, memberRole: string | null): ElementSet[] {
  const part = verb.needed('sets');
  const { kind, owner } = kindAndOwner(part, verb);
  const { data } = verb.scope;
  const { hypergraph } = data;
  const code = data.kindCode(kind);
  const isMember = data.roleTest(memberRole);
  const isOwner = owner === null ? undefined : data.roleTest(owner);
  if (code === undefined || !isMember || (owner !== null && !isOwner)) {
    throw verb.fault(
      `the data has no ${owner === null ? kind : `${kind} with a role ${owner}`}; kinds are ${data.kindNames().join(', ') || data.name}`,
      part,
    );
  }
  const sets = new Map<string, { members: Set<string>; edges: number[] }>();
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    if (code !== null && data.edgeKinds.codes[edge] !== code) continue;
    const owners: string[] = [];
    const members: string[] = [];
    const start = hypergraph.edges.offsets[edge] ?? 0;
    hypergraph.edgeMembers(edge).forEach((node, i) => {
      const id = hypergraph.nodeIds.textAt(node);
      if (isOwner?.(node, start + i) === true) owners.push(id);
      else if (isMember(node, start + i)) members.push(id);
    });
    const name = data.hypergraph.edgeIds.textAt(edge);
    for (const set of isOwner ? owners : [name]) {
      const known = sets.get(set) ?? { members: new Set<string>(), edges: [] };
      sets.set(set, known);
      known.edges.push(edge);
      for (const id of members) known.members.add(id);
    }
  }
  return Array.from(sets, ([name, set]) => ({ name, ...set }));
}

function kindAndOwner(
  part: Expression,
  verb: VerbCall,
): { kind: string; owner: string | null } {
  if (part.kind === 'name') return { kind: part.name, owner: null };
  if (part.kind === 'field' && part.of.kind === 'name') {
    return { kind: part.of.name, owner: part.name };
  }
  throw verb.fault(
    'sets is a kind of relation, or a kind and a role: uses.actor',
    part,
  );
}

/** `similar(by, min)`: relations alike to those of the rows. */
export const similarVerb: Verb = {
  usage: 'similar(by: "jaccard", min: 0.5)',
  summary:
    'Other relations of the data that share members with those of the rows, by Jaccard index or by number.',
  arguments: ['by', 'min'],
  prepare: (verb) => {
    const by = verb.word('by', ['jaccard', 'overlap'], 'jaccard');
    const min = verb.number('min', by === 'jaccard' ? 0.5 : 1);
    const at = verb.scope.columns.findIndex(({ type }) => type === 'edge');
    const column = verb.scope.columns[at];
    if (!column) throw verb.fault('similar needs a column of relations');
    return {
      columns: [
        column,
        { name: 'similar', type: 'edge' },
        { name: 'overlap', type: 'number' },
        { name: 'jaccard', type: 'number' },
      ],
      does: `find relations alike by ${by}`,
      rows: ({ rows }) =>
        [...elementsOf(rows, at)].flatMap(([edge, evidence]) =>
          overlapsOf(edge, verb)
            .filter(({ overlap, jaccard }) =>
              by === 'jaccard' ? jaccard >= min : overlap >= min,
            )
            .map(({ other, overlap, jaccard }) => ({
              values: [edge, other, overlap, jaccard],
              evidence: [...new Set([...evidence, other])].sort(
                (a, b) => a - b,
              ),
            })),
        ),
    };
  },
};

/** Relations that share a member with one, the most alike first. */
function overlapsOf(
  edge: number,
  { scope }: VerbCall,
): { other: number; overlap: number; jaccard: number }[] {
  const { hypergraph } = scope.data;
  const counts = new Map<number, number>();
  for (const node of hypergraph.edgeMembers(edge)) {
    for (const other of hypergraph.nodeEdges(node)) {
      if (!scope.budget.visit()) break;
      if (other !== edge) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
  }
  const size = hypergraph.edgeSize(edge);
  return Array.from(counts, ([other, overlap]) => ({
    other,
    overlap,
    jaccard: overlap / (size + hypergraph.edgeSize(other) - overlap),
  })).sort((a, b) => b.jaccard - a.jaccard || a.other - b.other);
}
