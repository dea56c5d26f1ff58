import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { IdTable } from '#hypergraph/id-table.ts';

/** What a plain format keeps besides the members of each hyperedge. */
export interface Keeps {
  /** Ids of hyperedges: as they are, as text, or only row numbers. */
  readonly edgeIds: 'exact' | 'text' | 'rows';
  readonly nodeIds: 'exact' | 'text';
  readonly emptyEdges?: boolean;
  readonly isolatedNodes?: boolean;
  /** Properties of hyperedges that are kept. */
  readonly edgeProperties?: readonly string[];
  readonly nodeProperties?: readonly string[];
  readonly incidenceProperties?: readonly string[];
  /** Whether it says that a network is directed. */
  readonly directed?: boolean;
}

/**
 * What a plain format leaves out of a hypergraph, in sentences for people;
 * empty where it leaves out nothing.
 * @remarks O(nodes + edges).
 */
export function structureLosses(
  hypergraph: Hypergraph,
  keeps: Keeps,
): string[] {
  return [
    ...idLosses(hypergraph, keeps),
    ...looseLosses(hypergraph, keeps),
    ...propertyLosses(hypergraph, keeps),
  ];
}

/** Whether the ids are the row numbers "0", "1", …, as a list gives them. */
export function areRowNumbers(ids: IdTable): boolean {
  for (let row = 0; row < ids.count; row++) {
    if (ids.idAt(row) !== String(row)) return false;
  }
  return true;
}

function idLosses(hypergraph: Hypergraph, keeps: Keeps): string[] {
  const losses: string[] = [];
  if (keeps.edgeIds === 'rows' && !areRowNumbers(hypergraph.edgeIds)) {
    losses.push('The ids of hyperedges become row numbers.');
  }
  if (keeps.edgeIds === 'text') {
    losses.push(...textLosses(hypergraph.edgeIds, 'hyperedges'));
  }
  if (keeps.nodeIds === 'text') {
    losses.push(...textLosses(hypergraph.nodeIds, 'nodes'));
  }
  return losses;
}

function textLosses(ids: IdTable, what: string): string[] {
  let integers = 0;
  let equal = 0;
  for (let index = 0; index < ids.count; index++) {
    const id = ids.idAt(index);
    if (typeof id !== 'number') continue;
    integers++;
    if (ids.indexOf(String(id)) !== index) equal++;
  }
  if (integers === 0) return [];
  const losses = [`The integer ids of ${what} become text.`];
  if (equal > 0) {
    losses.push(
      `${equal} integer ids of ${what} are then equal to others that were text.`,
    );
  }
  return losses;
}

function looseLosses(hypergraph: Hypergraph, keeps: Keeps): string[] {
  const losses: string[] = [];
  const { nodeCount, edgeCount } = hypergraph;
  const isolated = countWhere(nodeCount, (n) => hypergraph.nodeDegree(n) === 0);
  const empty = countWhere(edgeCount, (e) => hypergraph.edgeSize(e) === 0);
  if (keeps.isolatedNodes !== true && isolated > 0) {
    losses.push(`${isolated} nodes without a hyperedge are left out.`);
  }
  if (keeps.emptyEdges !== true && empty > 0) {
    losses.push(`${empty} hyperedges without a node are left out.`);
  }
  return losses;
}

function propertyLosses(hypergraph: Hypergraph, keeps: Keeps): string[] {
  const losses: string[] = [];
  const lost = (
    names: readonly string[],
    kept: readonly string[] = [],
  ): readonly string[] => names.filter((name) => !kept.includes(name));
  const sides = [
    ['hyperedges', lost(hypergraph.edgeProperties.names, keeps.edgeProperties)],
    ['nodes', lost(hypergraph.nodeProperties.names, keeps.nodeProperties)],
    [
      'incidences',
      lost(hypergraph.incidencePropertyNames, keeps.incidenceProperties),
    ],
  ] as const;
  for (const [side, names] of sides) {
    if (names.length === 0) continue;
    losses.push(`Properties of ${side} are left out: ${names.join(', ')}.`);
  }
  if (Object.keys(hypergraph.metadata).length > 0) {
    losses.push('The metadata is left out.');
  }
  const { networkType } = hypergraph;
  const isKept = networkType === 'directed' && keeps.directed === true;
  if (networkType !== 'undirected' && !isKept) {
    losses.push(`That the network is ${hypergraph.networkType} is left out.`);
  }
  return losses;
}

function countWhere(count: number, test: (index: number) => boolean): number {
  let found = 0;
  for (let index = 0; index < count; index++) if (test(index)) found++;
  return found;
}
