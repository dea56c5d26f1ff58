import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';

/**
 * How much an edge of `size` with `majority` members in one part is worth, for
 * majorities above half.
 */
export type EdgeWorth = (size: number, majority: number) => number;

/** Parts of {@link hypergraphModularity}; their difference is the modularity. */
export interface ModularityTerms {
  /** Worth of the edges, over their weight. */
  readonly edgeContribution: number;
  /** The same expected of edges whose members are drawn by degree. */
  readonly degreeTax: number;
}

/** What is measured. */
export interface ModularityInput {
  readonly edges: Incidence;
  /** Part of each node, from 0. */
  readonly labels: Uint32Array;
  readonly partCount: number;
  /** Of each edge; weight 0 leaves it out. */
  readonly weights: Float64Array;
  readonly worth: EdgeWorth;
}

/**
 * Modularity of a partition of a hypergraph's nodes.
 * @throws PolyadError CANCELLED
 * @remarks Time O(incidences + parts of different volume · Σ distinct sizes).
 * Kamiński et al. 2019, doi:10.1371/journal.pone.0224307, and 2021,
 * doi:10.1007/978-3-030-65347-7_13.
 */
export function hypergraphModularity(
  input: ModularityInput,
  options: LoopOptions = {},
): ModularityTerms {
  const { edges, labels, partCount, weights, worth } = input;
  const counts = new Uint32Array(partCount);
  const volumes = new Float64Array(partCount);
  const weightBySize = new Map<number, number>();
  let total = 0;
  let contribution = 0;
  let volume = 0;
  for (let edge = 0; edge < rowCount(edges); edge++) {
    const size = rowLength(edges, edge);
    const weight = weights[edge]!;
    if (size === 0 || weight === 0) continue;
    total += weight;
    volume += weight * size;
    weightBySize.set(size, (weightBySize.get(size) ?? 0) + weight);
    const start = edges.offsets[edge]!;
    let majority = 0;
    for (let p = start; p < start + size; p++) {
      const part = labels[edges.members[p]!]!;
      volumes[part]! += weight;
      const count = ++counts[part]!;
      if (count > majority) majority = count;
    }
    for (let p = start; p < start + size; p++) {
      counts[labels[edges.members[p]!]!] = 0;
    }
    if (2 * majority > size) contribution += weight * worth(size, majority);
  }
  if (total === 0) return { edgeContribution: 0, degreeTax: 0 };
  const tax = degreeTax(
    volumes.map((v) => v / volume),
    weightBySize,
    worth,
    options,
  );
  return { edgeContribution: contribution / total, degreeTax: tax / total };
}

function degreeTax(
  shares: Float64Array,
  weightBySize: ReadonlyMap<number, number>,
  worth: EdgeWorth,
  options: LoopOptions,
): number {
  const partsByShare = new Map<number, number>();
  for (const share of shares) {
    if (share > 0) partsByShare.set(share, (partsByShare.get(share) ?? 0) + 1);
  }
  const watch = new LoopWatch(weightBySize.size, options);
  const logFactorials = logFactorialsTo(Math.max(...weightBySize.keys()));
  let tax = 0;
  let done = 0;
  for (const [size, weight] of weightBySize) {
    for (const [share, parts] of partsByShare) {
      tax += weight * parts * expectedWorth(size, share, worth, logFactorials);
      watch.step(done, size);
    }
    done++;
  }
  watch.finish();
  return tax;
}

/** Worth of an edge of `size`, each of whose members is in the part with probability `share`. */
function expectedWorth(
  size: number,
  share: number,
  worth: EdgeWorth,
  logFactorials: Float64Array,
): number {
  if (share >= 1) return worth(size, size);
  const logIn = Math.log(share);
  const logOut = Math.log1p(-share);
  let expected = 0;
  for (let c = (size >>> 1) + 1; c <= size; c++) {
    const log =
      logFactorials[size]! -
      logFactorials[c]! -
      logFactorials[size - c]! +
      c * logIn +
      (size - c) * logOut;
    expected += Math.exp(log) * worth(size, c);
  }
  return expected;
}

function logFactorialsTo(n: number): Float64Array {
  const logs = new Float64Array(n + 1);
  for (let k = 2; k <= n; k++) logs[k] = logs[k - 1]! + Math.log(k);
  return logs;
}
