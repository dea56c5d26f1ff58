import type { LoopOptions } from '#numeric/cancellation.ts';
import { equalRows } from '#hypergraph/collapse.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowMembers, type Incidence } from '#hypergraph/incidence.ts';
import { selectRows } from '#compute/cpu/select-rows.ts';
import { simplicesOfSize } from '#compute/cpu/simplex-lists.ts';
import {
  equalRowEvidence,
  falseDiscoveryRates,
  possibleSets,
  setEvidence,
} from '#compute/cpu/validated-sets.ts';
import { checkCount, checkProbability } from './generated.ts';

/** Options of {@link validateHyperedges}. */
export interface ValidationOptions extends LoopOptions {
  /** False discovery rate within each size. Default 0.01. */
  readonly alpha?: number | undefined;
  /** Default 2. */
  readonly minSize?: number | undefined;
  /** Default: none. */
  readonly maxSize?: number | undefined;
  /** Tests counted: all sets of nodes of that size (default), or those observed. */
  readonly tests?: 'possible' | 'observed' | undefined;
}

/** One set of nodes tested. */
export interface ValidatedSet {
  /** Node indices, ascending. */
  readonly members: readonly number[];
  /** Times it is there. */
  readonly count: number;
  /** Probability of at least so many by chance. */
  readonly p: number;
  /** Least false discovery rate at which it is accepted. */
  readonly q: number;
  readonly validated: boolean;
}

/**
 * Statistically validated hypergraph: which sets of nodes come as a hyperedge more
 * often than the degrees of their members explain, among hyperedges of their size.
 * Equal hyperedges are one set; a set that comes once is seldom validated.
 * @returns By size, then by first hyperedge.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Musciotto, Battiston and Mantegna 2021, doi:10.1038/s42005-021-00709-3,
 * with the binomial approximation. Time O(incidences + sorting).
 */
export function validateHyperedges(
  hypergraph: Hypergraph,
  options: ValidationOptions = {},
): ValidatedSet[] {
  const { alpha = 0.01, minSize = 2, maxSize = Infinity } = options;
  checkProbability('alpha', alpha);
  checkCount('minSize', minSize, 1);
  const { edges, nodeCount } = hypergraph;
  const found: ValidatedSet[] = [];
  for (const [size, classes] of classesBySize(hypergraph)) {
    if (size < minSize || size > maxSize) continue;
    const { evidence, columns } = equalRowEvidence(edges, classes, nodeCount);
    const sets = evidence.map(({ count, p }, i) => {
      const first = classes.members[classes.offsets[i] ?? 0] ?? 0;
      return { members: [...hypergraph.edgeMembers(first)], count, p };
    });
    found.push(...judged(sets, columns, options));
  }
  return found;
}

/** Classes of equal hyperedges, by size ascending. */
function classesBySize(hypergraph: Hypergraph): Map<number, Incidence> {
  const classes = equalRows(hypergraph.edges);
  const bySize = new Map<number, number[]>();
  for (let i = 0; i + 1 < classes.offsets.length; i++) {
    const size = hypergraph.edgeSize(rowMembers(classes, i)[0] ?? 0);
    const list = bySize.get(size) ?? [];
    list.push(i);
    bySize.set(size, list);
  }
  const sizes = [...bySize].sort(([a], [b]) => a - b);
  return new Map(
    sizes.map(([size, list]) => [
      size,
      selectRows(classes, Uint32Array.from(list)),
    ]),
  );
}

function judged(
  sets: readonly Pick<ValidatedSet, 'members' | 'count' | 'p'>[],
  columns: number,
  { alpha = 0.01, tests = 'possible' }: ValidationOptions,
): ValidatedSet[] {
  const width = sets[0]?.members.length ?? 0;
  const made =
    tests === 'possible' ? possibleSets(columns, width) : sets.length;
  const rates = falseDiscoveryRates(
    sets.map(({ p }) => p),
    made,
  );
  return sets.map((set, i) => {
    const q = rates[i] ?? 1;
    return { ...set, q, validated: q < alpha };
  });
}

/** Options of {@link validateCores}. */
export interface CoreValidationOptions extends ValidationOptions {
  /** Most sets of one size to list. Default 2 million. */
  readonly maxSets?: number | undefined;
}

/**
 * Statistically validated cores: which sets of nodes lie together in hyperedges, of
 * whatever size, more often than their degrees explain. Larger sets first; what
 * lies inside a validated set is not tested again.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED, or LIMIT_EXCEEDED where
 * hyperedges have too many subsets; lower `maxSize` then.
 * @remarks Musciotto, Battiston and Mantegna 2021, arXiv:2103.16484. Lists all
 * subsets of hyperedges from `minSize` to `maxSize`.
 */
export function validateCores(
  hypergraph: Hypergraph,
  options: CoreValidationOptions = {},
): ValidatedSet[] {
  const { alpha = 0.01, minSize = 2, maxSets = 2_000_000 } = options;
  checkProbability('alpha', alpha);
  checkCount('minSize', minSize, 1);
  const { edges, nodes, edgeCount, nodeCount } = hypergraph;
  const sizes = Array.from({ length: edgeCount }, (_, edge) =>
    hypergraph.edgeSize(edge),
  );
  const inUse = Array.from({ length: nodeCount }, (_, node) =>
    Number(hypergraph.nodeDegree(node) > 0),
  ).reduce((sum, one) => sum + one, 0);
  const filled = sizes.filter((size) => size > 0).length;
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const found: ValidatedSet[] = [];
  const validated: ReadonlySet<number>[] = [];
  const { signal } = options;
  let width = Math.min(largest, options.maxSize ?? largest);
  for (; width >= minSize; width--) {
    const list = simplicesOfSize(edges, width, maxSets, { signal });
    const evidence = setEvidence(list, nodes, filled, { signal });
    const sets = evidence.map((each, i) => ({
      members: [...list.members.subarray(i * width, (i + 1) * width)],
      ...each,
    }));
    const fresh = sets.filter(
      ({ members }) =>
        !validated.some((set) => members.every((node) => set.has(node))),
    );
    const results = judged(fresh, inUse, options);
    found.push(...results);
    for (const set of results) {
      if (set.validated) validated.push(new Set(set.members));
    }
  }
  return found;
}
