import { logChoose, logFactorial } from '#numeric/log-choose.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  rowCount,
  rowLengths,
  rowMembers,
  transpose,
  type Incidence,
} from '#hypergraph/incidence.ts';
import { countFaces } from '#compute/cpu/closure-counts.ts';
import { selectRows } from '#compute/cpu/select-rows.ts';
import { subsetPairs } from '#compute/cpu/subset-pairs.ts';
import { differentEdges } from '../motifs/motifs.ts';

/** How much of a hypergraph follows from its larger hyperedges. */
export interface Reducibility {
  /**
   * Description length saved by describing hyperedges of some sizes by larger ones, over
   * what could be saved at most: 1 where the largest size says all, 0 where each
   * needs its own. 1 where there is one size or none.
   */
  readonly reducibility: number;
  /** The sizes that describe best, ascending; the others follow from the next entry. */
  readonly representatives: Uint32Array;
  /** Sizes there are, ascending. */
  readonly sizes: Uint32Array;
  /** Of each size: what the best larger one saves of its description; 0 for the largest. */
  readonly ofSize: Float64Array;
  /** Whether all choices of representatives were compared, or one was built up greedily. */
  readonly isExact: boolean;
}

/** Options of {@link computeReducibility}. */
export interface ReducibilityOptions extends LoopOptions {
  /** Up to so many sizes every choice is compared. Default 16. */
  readonly maxExactSizes?: number | undefined;
}

/**
 * Structural reducibility: whether hyperedges of each size are what is left of larger ones.
 * Equal hyperedges count once, empty ones not.
 * @throws PolyadError LIMIT_EXCEEDED if the subsets of one size are too many to count;
 * CANCELLED
 * @remarks Kirkley, Felippe and Battiston 2025, Physical Review Letters 135, 247401.
 * Subsets are counted, not listed ({@link countFaces}); time beside it O(2^sizes).
 */
export function computeReducibility(
  hypergraph: Hypergraph,
  options: ReducibilityOptions = {},
): Reducibility {
  const layers = describeLayers(hypergraph, options);
  const { sizes, own } = layers;
  const last = sizes.length - 1;
  const total = own.reduce((sum, bits) => sum + bits, 0);
  const isExact = sizes.length <= (options.maxExactSizes ?? 16);
  const chosen = isExact ? bestChoice(layers) : greedyChoice(layers);
  const most = total - (own[last] ?? 0);
  return {
    reducibility:
      most > 0 ? (total - descriptionLength(layers, chosen)) / most : 1,
    representatives: sizes.filter((_, layer) => chosen.has(layer)),
    sizes,
    ofSize: own.map((bits, layer) => {
      if (layer === last) return 0;
      return bits === 0 ? 1 : 1 - bestAbove(layers, layer, () => true) / bits;
    }),
    isExact,
  };
}

/** Lengths of descriptions, in nats. */
interface Layers {
  readonly sizes: Uint32Array;
  /** Of each size by itself. */
  readonly own: Float64Array;
  /** Of each size `l`, given each larger size `k`, at `k * sizes + l`. */
  readonly given: Float64Array;
}

function describeLayers(
  hypergraph: Hypergraph,
  options: ReducibilityOptions,
): Layers {
  const { nodeCount } = hypergraph;
  const { rows, columns } = differentEdges(hypergraph);
  const lengths = rowLengths(rows);
  const sizes = Uint32Array.from(new Set(lengths)).sort();
  const n = sizes.length;
  const counts = new Float64Array(n);
  const layerOf = lengths.map((size) => sizes.indexOf(size));
  for (const layer of layerOf) counts[layer] = (counts[layer] ?? 0) + 1;
  const inside = countContained(
    subsetPairs(rows, columns, options),
    layerOf,
    n,
  );
  const own = Float64Array.from(sizes, (size, layer) =>
    choices(nodeCount, size, 0, counts[layer] ?? 0),
  );
  const given = new Float64Array(n * n);
  sizes.forEach((_, k) => {
    const kept = lengths
      .map((_length, row) => row)
      .filter((row) => layerOf[row] === k);
    const layer = selectRows(rows, kept);
    const faces = countFaces(
      layer,
      transpose(layer, nodeCount),
      Math.max(1, sizes[k - 1] ?? 1),
      options,
    );
    if (faces === null) throw tooManySubsets(sizes[k] ?? 0);
    for (let l = 0; l < k; l++) {
      const size = sizes[l] ?? 0;
      const subsets = faces[size - 1] ?? 0;
      const shared = inside[k * n + l] ?? 0;
      given[k * n + l] =
        logChoose(subsets, shared) +
        choices(nodeCount, size, subsets, (counts[l] ?? 0) - shared);
    }
  });
  return { sizes, own, given };
}

/** ln of the ways to choose some sets of `size` nodes, without `taken` of these sets. */
function choices(
  nodes: number,
  size: number,
  taken: number,
  chosen: number,
): number {
  const logSets = logChoose(nodes, size);
  // beyond what a double holds, `taken` is nothing and k of N are N^k/k!
  if (logSets > 700) return chosen * logSets - logFactorial(chosen);
  return logChoose(
    Math.max(chosen, Math.round(Math.exp(logSets)) - taken),
    chosen,
  );
}

/** Sets of each size inside a set of each larger size, at `k * n + l`. */
function countContained(
  pairs: Incidence,
  layerOf: Uint32Array,
  n: number,
): Uint32Array {
  const inside = new Uint32Array(n * n);
  const outer = transpose(pairs, layerOf.length);
  for (let row = 0; row < rowCount(outer); row++) {
    const l = layerOf[row] ?? 0;
    const layers = new Set<number>();
    for (const holder of rowMembers(outer, row))
      layers.add(layerOf[holder] ?? 0);
    for (const k of layers) inside[k * n + l] = (inside[k * n + l] ?? 0) + 1;
  }
  return inside;
}

function bestAbove(
  { sizes, given }: Layers,
  layer: number,
  accepts: (above: number) => boolean,
): number {
  let best = Infinity;
  for (let k = layer + 1; k < sizes.length; k++) {
    if (!accepts(k)) continue;
    best = Math.min(best, given[k * sizes.length + layer] ?? Infinity);
  }
  return best;
}

function descriptionLength(
  layers: Layers,
  chosen: ReadonlySet<number>,
): number {
  return layers.own.reduce((sum, bits, layer) => {
    if (chosen.has(layer)) return sum + bits;
    return sum + bestAbove(layers, layer, (above) => chosen.has(above));
  }, 0);
}

function bestChoice(layers: Layers): ReadonlySet<number> {
  const last = layers.sizes.length - 1;
  let best = new Set<number>();
  let least = Infinity;
  for (let mask = 0; mask < 2 ** Math.max(0, last); mask++) {
    const chosen = new Set(last < 0 ? [] : [last]);
    for (let layer = 0; layer < last; layer++) {
      if ((mask >>> layer) & 1) chosen.add(layer);
    }
    const length = descriptionLength(layers, chosen);
    if (length >= least) continue;
    least = length;
    best = chosen;
  }
  return best;
}

function greedyChoice(layers: Layers): ReadonlySet<number> {
  let chosen = new Set([layers.sizes.length - 1]);
  for (;;) {
    const length = descriptionLength(layers, chosen);
    const tries = Array.from(layers.sizes.keys(), (layer) =>
      new Set(chosen).add(layer),
    ).map((set) => ({ set, length: descriptionLength(layers, set) }));
    const best = tries.reduce((a, b) => (b.length < a.length ? b : a));
    if (best.length >= length) return chosen;
    chosen = best.set;
  }
}

function tooManySubsets(size: number): PolyadError {
  return new PolyadError(
    'LIMIT_EXCEEDED',
    `The hyperedges of ${size} members overlap in too many ways to count their subsets; leave out the largest hyperedges.`,
    { size },
  );
}
