import { computeReachability } from '#topology/directed/reachability.ts';
import { directedStructure } from '#topology/directed/directed-structure.ts';
import { nodesNamed } from './row-elements.ts';
import type { Row } from '../evaluation/value.ts';
import {
  incidenceColumns,
  rowIncidence,
  type RowIncidence,
} from './row-incidence.ts';
import type { Verb, VerbCall } from './verb.ts';

/** `walk(…)`: ways from one member to another by relations that overlap. */
export const walkVerb: Verb = {
  usage: 'walk(from: "A", to: "B", s: 2, max: 4, time_respecting: true)',
  summary:
    'All ways from one member to another over relations that share s members each, at most max of them, no earlier one after a later one where time counts.',
  arguments: ['from', 'to', 's', 'max', 'time_respecting'],
  prepare: (verb) => {
    const [from, to] = [memberNamed(verb, 'from'), memberNamed(verb, 'to')];
    const s = verb.integer('s', 1, 1);
    const most = verb.integer('max', 1, 4);
    const inTime = verb.flag('time_respecting', false);
    const found = incidenceColumns(verb);
    const isEdge = found.edgeColumn.type === 'edge';
    if (inTime && !isEdge) {
      throw verb.fault('only relations have times; leave out time_respecting');
    }
    return {
      columns: [
        { name: 'path', type: isEdge ? 'edges' : 'nodes' },
        { name: 'via', type: isEdge ? 'nodes' : 'edges' },
      ],
      does: `walk by ${s} shared members`,
      rows: ({ rows }) => {
        const own = rowIncidence(verb, found, rows);
        const time = (edge: number): number =>
          inTime ? verb.scope.data.start(own.edges[edge] ?? 0) : 0;
        const [start, end] = [own.nodes.indexOf(from), own.nodes.indexOf(to)];
        if (start < 0 || end < 0) return [];
        const search = new WalkSearch(own, { s, most, end, time }, verb);
        return search.from(start);
      },
    };
  },
};

function memberNamed(verb: VerbCall, name: string): number {
  const text = verb.text(name);
  const [node] = nodesNamed([text], verb.scope);
  if (node !== undefined) return node;
  throw verb.fault(
    `there is no node ${JSON.stringify(text)}`,
    verb.needed(name),
  );
}

interface WalkRules {
  readonly s: number;
  /** Most relations. */
  readonly most: number;
  /** Node to arrive at. */
  readonly end: number;
  readonly time: (edge: number) => number;
}

/** Depth first, no relation twice, within the query's budget. */
class WalkSearch {
  readonly #own: RowIncidence;
  readonly #rules: WalkRules;
  readonly #verb: VerbCall;
  readonly #found: number[][] = [];

  constructor(own: RowIncidence, rules: WalkRules, verb: VerbCall) {
    this.#own = own;
    this.#rules = rules;
    this.#verb = verb;
  }

  /** Shortest first, then by relations. */
  from(start: number): Row[] {
    for (const edge of this.#own.hypergraph.nodeEdges(start)) {
      this.#go([edge]);
    }
    this.#found.sort(
      (a, b) =>
        a.length - b.length ||
        a.reduce((order, edge, i) => order || edge - (b[i] ?? 0), 0),
    );
    return this.#found.map((path) => this.#row(path));
  }

  #go(path: number[]): void {
    const { hypergraph } = this.#own;
    const { end, most, s, time } = this.#rules;
    const { budget } = this.#verb.scope;
    const last = path.at(-1) ?? 0;
    if (hypergraph.edgeMembers(last).includes(end)) {
      if (budget.allows(this.#found.length)) this.#found.push([...path]);
      return;
    }
    if (path.length >= most) return;
    for (const [next, shared] of this.#neighbors(last)) {
      if (!budget.visit()) return;
      if (shared < s || path.includes(next)) continue;
      if (time(next) < time(last)) continue;
      path.push(next);
      this.#go(path);
      path.pop();
    }
  }

  #neighbors(edge: number): [number, number][] {
    const { hypergraph } = this.#own;
    const counts = new Map<number, number>();
    for (const node of hypergraph.edgeMembers(edge)) {
      for (const other of hypergraph.nodeEdges(node)) {
        counts.set(other, (counts.get(other) ?? 0) + 1);
      }
    }
    counts.delete(edge);
    return [...counts].sort(([a], [b]) => a - b);
  }

  #row(path: readonly number[]): Row {
    const { hypergraph, edges, nodes, edgeEvidence } = this.#own;
    const via = new Set<number>();
    path.slice(1).forEach((edge, i) => {
      const before = hypergraph.edgeMembers(path[i] ?? 0);
      for (const node of hypergraph.edgeMembers(edge)) {
        if (before.includes(node)) via.add(nodes[node] ?? 0);
      }
    });
    const evidence = path.flatMap((edge) => edgeEvidence[edge] ?? []);
    return {
      values: [
        path.map((edge) => edges[edge] ?? 0),
        [...via].sort((a, b) => a - b),
      ],
      evidence: [...new Set(evidence)].sort((a, b) => a - b),
    };
  }
}

/** `reach(seeds)`: what reactions can make of some members. */
export const reachVerb: Verb = {
  usage: 'reach(seeds: ["A", "B"])',
  summary:
    'Nodes reached from the seeds along directed relations of the data whose whole tail is reached (B-connection), with the round.',
  arguments: ['seeds', 'kind'],
  prepare: (verb) => {
    const kind = verb.word('kind', ['b', 'f', 'simple'], 'b');
    const seeds = nodesNamed(verb.values('seeds'), verb.scope);
    const { hypergraph } = verb.scope.data;
    const structure = directedStructure(hypergraph);
    return {
      columns: [
        { name: 'node', type: 'node' },
        { name: 'round', type: 'number' },
      ],
      does: 'follow directed relations',
      rows: () => {
        const { ofNode, ofEdge } = computeReachability(structure, seeds, kind);
        const entries = kind === 'f' ? structure.tailOf : structure.headOf;
        const rows: Row[] = [];
        ofNode.forEach((round, node) => {
          if (round < 0) return;
          const own = entries.members.subarray(
            entries.offsets[node],
            entries.offsets[node + 1],
          );
          const evidence = Array.from(own).filter(
            (edge) => (ofEdge[edge] ?? -1) >= 0 && (ofEdge[edge] ?? 0) <= round,
          );
          rows.push({ values: [node, round], evidence });
        });
        return rows.sort(
          (a, b) =>
            Number(a.values[1]) - Number(b.values[1]) ||
            Number(a.values[0]) - Number(b.values[0]),
        );
      },
    };
  },
};
