import { PolyadError } from '#errors/polyad-error.ts';
import type { PairGraph } from './expansions.ts';
import type { Hypergraph } from './hypergraph.ts';
import { HypergraphBuilder } from './hypergraph-builder.ts';
import type { Id } from './id-table.ts';

/** Ids for rows and columns; numbers as text from 0 where there are none. */
export interface MatrixIds {
  readonly nodes?: readonly Id[] | undefined;
  readonly edges?: readonly Id[] | undefined;
}

/**
 * A hypergraph from its incidence matrix: a row for each node, a column for each
 * hyperedge, an incidence where the entry is not 0. Entries other than 1 become weights.
 * @throws PolyadError INVALID_ARGUMENT if rows differ in length or ids in number.
 * @remarks O(rows · columns): for small matrices, use {@link HypergraphBuilder} for others.
 */
export function hypergraphFromMatrix(
  rows: readonly ArrayLike<number>[],
  ids: MatrixIds = {},
): Hypergraph {
  const columns = rows[0]?.length ?? ids.edges?.length ?? 0;
  checkLength('node ids', ids.nodes?.length ?? rows.length, rows.length);
  checkLength('hyperedge ids', ids.edges?.length ?? columns, columns);
  const builder = new HypergraphBuilder();
  for (let edge = 0; edge < columns; edge++) {
    builder.addEdge(ids.edges?.[edge] ?? String(edge));
  }
  rows.forEach((row, node) => {
    checkLength('entries of a row', row.length, columns);
    builder.addNode(ids.nodes?.[node] ?? String(node));
    for (let edge = 0; edge < columns; edge++) {
      const weight = row[edge]!;
      if (weight === 0) continue;
      builder.addIncidence(edge, node);
      if (weight !== 1) builder.setIncidence('weight', weight);
    }
  });
  return builder.build();
}

function checkLength(what: string, given: number, wanted: number): void {
  if (given === wanted) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `There are ${given} ${what}, not ${wanted}; a matrix is rectangular, with an id for each row and column.`,
    { given, wanted },
  );
}

/**
 * The incidence matrix written out, row by row: entry `node * edgeCount + edge` is
 * 1 where the hyperedge holds the node, or the weight of that incidence.
 * @param weighted - Use weights where there are some. Default false.
 * @throws PolyadError LIMIT_EXCEEDED beyond 2²⁷ entries (1 GiB).
 */
export function incidenceMatrix(
  hypergraph: Hypergraph,
  weighted = false,
): Float64Array {
  const { nodeCount, edgeCount, nodes } = hypergraph;
  const entries = nodeCount * edgeCount;
  if (entries > 2 ** 27) {
    throw new PolyadError(
      'LIMIT_EXCEEDED',
      `The incidence matrix has ${entries} entries, more than ${2 ** 27}; read hypergraph.nodes, which is the same matrix in compressed rows.`,
      { entries },
    );
  }
  const weights = weighted
    ? hypergraph.incidencesByNode().column('weight')?.numbers()
    : undefined;
  const matrix = new Float64Array(entries);
  for (let node = 0; node < nodeCount; node++) {
    for (let i = nodes.offsets[node]!; i < nodes.offsets[node + 1]!; i++) {
      const weight = weights?.[i] ?? 1;
      const at = node * edgeCount + nodes.members[i]!;
      matrix[at] = Number.isNaN(weight) ? 1 : weight;
    }
  }
  return matrix;
}

/**
 * A graph as a hypergraph: every link is a hyperedge of two, or of one where it
 * joins a vertex to itself. Weights other than 1 become the property `weight` of the
 * hyperedge.
 * @param ids - Of the vertices; numbers as text from 0 by default.
 */
export function hypergraphFromLinks(
  { vertexCount, source, target, weight }: PairGraph,
  ids?: readonly Id[],
): Hypergraph {
  checkLength('vertex ids', ids?.length ?? vertexCount, vertexCount);
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  for (let node = 0; node < vertexCount; node++) {
    builder.addNode(ids?.[node] ?? String(node));
  }
  source.forEach((left, link) => {
    const edge = builder.addNextEdge();
    builder.addIncidence(edge, left);
    if (target[link] !== left) builder.addIncidence(edge, target[link]!);
    if (weight[link] !== 1) builder.setEdge(edge, 'weight', weight[link]!);
  });
  return builder.build();
}

/**
 * The hypergraph of a star expansion: vertices below `nodeCount` are nodes, the others
 * hyperedges, links their incidences; weights other than 1 become those of the incidence.
 * @throws PolyadError INVALID_ARGUMENT for a link within one side.
 */
export function hypergraphFromStar(
  { vertexCount, source, target, weight }: PairGraph,
  nodeCount: number,
  ids: MatrixIds = {},
): Hypergraph {
  const edgeCount = vertexCount - nodeCount;
  checkLength('node ids', ids.nodes?.length ?? nodeCount, nodeCount);
  checkLength('hyperedge ids', ids.edges?.length ?? edgeCount, edgeCount);
  const builder = new HypergraphBuilder();
  for (let i = 0; i < nodeCount; i++) builder.addNode(ids.nodes?.[i] ?? `${i}`);
  for (let i = 0; i < edgeCount; i++) builder.addEdge(ids.edges?.[i] ?? `${i}`);
  source.forEach((left, link) => {
    const [node, vertex] = [left, target[link]!].sort((a, b) => a - b);
    if (node! >= nodeCount || vertex! < nodeCount) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        `Link ${link} joins ${left} and ${target[link]!}, both on one side of ${nodeCount}; a link joins a node and a hyperedge.`,
        { link },
      );
    }
    builder.addIncidence(vertex! - nodeCount, node!);
    if (weight[link] !== 1) builder.setIncidence('weight', weight[link]!);
  });
  return builder.build();
}
