import { PolyadError } from '#errors/polyad-error.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import type { ElementKind, Hypergraph } from '#hypergraph/hypergraph.ts';
import type { IdTable } from '#hypergraph/id-table.ts';
import type { Incidence } from '#hypergraph/incidence.ts';

/** Which s-line graph a measure is taken on. */
export interface SOptions extends ComputeOptions {
  /** Elements are joined where they share at least this many. Default 1. */
  readonly s?: number | undefined;
  /** What the vertices are: hyperedges (default), or nodes, as on the dual. */
  readonly of?: ElementKind | undefined;
}

/** The elements of an s-line graph as rows of the incidence matrix. */
export interface SStructure {
  readonly s: number;
  readonly of: ElementKind;
  /** Row = element. */
  readonly rows: Incidence;
  /** Row = what elements share. */
  readonly columns: Incidence;
  /** Ids of the elements, all of them; small and isolated ones are singletons. */
  readonly ids: IdTable;
}

/**
 * The side of the hypergraph that `options` ask for; O(1).
 * @throws PolyadError INVALID_ARGUMENT if `s` is not an integer of at least 1.
 */
export function sStructure(
  hypergraph: Hypergraph,
  { s = 1, of = 'edges' }: SOptions,
): SStructure {
  if (!Number.isSafeInteger(s) || s < 1) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `s is ${s}; it must be an integer of at least 1.`,
      { s },
    );
  }
  const { edges, nodes, edgeIds, nodeIds } = hypergraph;
  return of === 'edges'
    ? { s, of, rows: edges, columns: nodes, ids: edgeIds }
    : { s, of, rows: nodes, columns: edges, ids: nodeIds };
}

/**
 * Refuses an index outside the elements.
 * @throws PolyadError INVALID_ARGUMENT
 */
export function checkElement({ ids, of }: SStructure, index: number): void {
  if (Number.isSafeInteger(index) && index >= 0 && index < ids.count) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `There is no element ${index}; ${of} are numbered from 0 to ${ids.count - 1}.`,
    { index },
  );
}
