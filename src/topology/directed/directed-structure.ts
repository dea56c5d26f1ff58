import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowLengths } from '#hypergraph/incidence.ts';
import {
  directedRows,
  entriesWhere,
  type DirectedRows,
} from '#compute/cpu/directed-rows.ts';

/**
 * Tails and heads of the hyperedges, from the incidence property `role`. A role of
 * `head|tail` is both; other roles are neither.
 * @throws PolyadError INVALID_ARGUMENT if no incidence has such a role.
 * @remarks O(incidences).
 */
export function directedStructure(hypergraph: Hypergraph): DirectedRows {
  const { edges, nodeCount, incidenceCount } = hypergraph;
  const roles = hypergraph.incidencesByEdge().column('role');
  const sides = ['tail', 'head'].map((side) =>
    entriesWhere(edges, (position) => {
      const role = roles?.get(position);
      return typeof role === 'string' && role.split('|').includes(side);
    }),
  );
  const [tails, heads] = sides;
  if (tails === undefined || heads === undefined) {
    throw new PolyadError('INTERNAL', 'Two sides were asked for.');
  }
  if (incidenceCount > 0 && tails.members.length + heads.members.length === 0) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      'No incidence has the role head or tail; directed measures need one, as from HIF direction or --role.',
    );
  }
  return directedRows(tails, heads, nodeCount);
}

/** Degrees of nodes and sizes of hyperedges by side. */
export interface DirectedDegrees {
  /** Hyperedges with the node in their head. */
  readonly inDegree: Uint32Array;
  /** Hyperedges with the node in their tail. */
  readonly outDegree: Uint32Array;
  readonly tailSize: Uint32Array;
  readonly headSize: Uint32Array;
}

/** Head and tail degrees and sizes; O(nodes + hyperedges). */
export function computeDirectedDegrees(
  structure: DirectedRows,
): DirectedDegrees {
  return {
    inDegree: rowLengths(structure.headOf),
    outDegree: rowLengths(structure.tailOf),
    tailSize: rowLengths(structure.tails),
    headSize: rowLengths(structure.heads),
  };
}

/** How many hyperedges have each pair of sizes, as rows [tail size, head size, count], ascending. */
export function computeSignatures(
  structure: DirectedRows,
): [number, number, number][] {
  const { tailSize, headSize } = computeDirectedDegrees(structure);
  const counts = new Map<string, [number, number, number]>();
  tailSize.forEach((tail, edge) => {
    const head = headSize[edge] ?? 0;
    const key = `${tail},${head}`;
    const row = counts.get(key) ?? [tail, head, 0];
    row[2]++;
    counts.set(key, row);
  });
  return [...counts.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}
