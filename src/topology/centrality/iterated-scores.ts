import type { LoopOptions } from '#numeric/cancellation.ts';
import { lanczos, type SymmetricOperator } from '#numeric/lanczos.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  componentParts,
  largerComponents,
  pairsAmong,
  type ComponentPart,
} from '#compute/cpu/component-parts.ts';
import { overlapPairs } from '#compute/cpu/overlap-pairs.ts';
import { OverlapProduct, PairProduct } from '#compute/cpu/overlap-product.ts';
import type {
  IteratedScores,
  IterationOptions,
} from '#compute/cpu/tensor-eigenvectors.ts';
import { sStructure, type SOptions } from '../s-structure.ts';

/** What every iterated centrality takes. */
export interface IteratedOptions extends SOptions, IterationOptions {}

/** A connected piece of a weighted graph: its elements and its matrix. */
export interface GraphPart {
  readonly members: Uint32Array;
  readonly graph: SymmetricOperator;
}

/**
 * The s-line graph weighted by overlap, as an operator; not stored for s = 1.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED, or LIMIT_EXCEEDED if its pairs
 * do not fit in memory (s > 1).
 */
export function overlapGraph(
  hypergraph: Hypergraph,
  options: SOptions,
): SymmetricOperator {
  const { s, rows, columns } = sStructure(hypergraph, options);
  if (s === 1) return new OverlapProduct(rows, columns);
  const { signal } = options;
  return new PairProduct(overlapPairs(rows, columns, s, { signal }), true);
}

/**
 * The s-components of two elements or more, each with its own matrix.
 * @param weighted - Whether entries are overlaps, or 1.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED, or LIMIT_EXCEEDED if the pairs
 * do not fit in memory (s > 1, or not weighted).
 */
export function* graphParts(
  hypergraph: Hypergraph,
  options: SOptions,
  weighted = true,
): Generator<GraphPart> {
  const { s, rows, columns } = sStructure(hypergraph, options);
  if (s === 1 && weighted) {
    for (const part of componentParts(rows, columns)) {
      const graph = new OverlapProduct(part.rows, part.columns);
      yield { members: part.members, graph };
    }
    return;
  }
  const { signal } = options;
  const pairs = overlapPairs(rows, columns, s, { signal });
  const names = new Uint32Array(pairs.offsets.length - 1);
  for (const members of largerComponents(rows, columns, s)) {
    const graph = new PairProduct(pairsAmong(pairs, members, names), weighted);
    yield { members, graph };
  }
}

/** The components of two elements or more as hypergraphs of their own. */
export function hypergraphParts(
  hypergraph: Hypergraph,
  options: SOptions,
): Generator<ComponentPart> {
  const { rows, columns } = sStructure(hypergraph, { of: options.of });
  return componentParts(rows, columns);
}

/**
 * Scores found component by component. In each they sum to its share of the
 * elements that have neighbours, so that all sum to 1; elements without
 * neighbours get 0. The parts' worst residual and convergence stand for all.
 */
export function scoresByPart<Part extends { readonly members: Uint32Array }>(
  size: number,
  parts: Iterable<Part>,
  solve: (part: Part) => IteratedScores,
): IteratedScores {
  const values = new Float64Array(size);
  const done: Uint32Array[] = [];
  let converged = true;
  let iterations = 0;
  let residual = 0;
  for (const part of parts) {
    const found = solve(part);
    const sum = found.values.reduce((total, value) => total + value, 0);
    part.members.forEach((element, i) => {
      values[element] = ((found.values[i] ?? 0) / sum) * part.members.length;
    });
    done.push(part.members);
    converged &&= found.converged;
    iterations = Math.max(iterations, found.iterations);
    residual = Math.max(residual, found.residual);
  }
  const joined = done.reduce((total, members) => total + members.length, 0);
  if (joined > 0) values.forEach((value, i) => (values[i] = value / joined));
  return { values, converged, iterations, residual };
}

/**
 * Leading eigenvector of a connected graph, from the all-ones vector.
 * @returns The residual is ‖A v − λ v‖/λ.
 */
export function leadingEigenvector(
  graph: SymmetricOperator,
  { tolerance, maxIterations, signal }: IterationOptions,
): IteratedScores & { readonly eigenvalue: number } {
  const loop: LoopOptions = { signal };
  const found = lanczos(graph, {
    ...loop,
    count: 1,
    which: 'largest',
    tolerance,
    maxIterations,
    repeated: false,
    start: new Float64Array(graph.size).fill(1),
  });
  const { converged, iterations } = found;
  const eigenvalue = found.values[0] ?? 0;
  const residual = (found.residuals[0] ?? 0) / (eigenvalue || 1);
  const values = (found.vectors[0] ?? new Float64Array()).map(Math.abs);
  return { values, eigenvalue, converged, iterations, residual };
}
