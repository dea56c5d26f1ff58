import { PolyadError } from '#errors/polyad-error.ts';
import { computeCorePeriphery } from '#topology/cohesion/core-periphery.ts';
import { computeLayerOverlap } from '#topology/cohesion/layers.ts';
import { computeReducibility } from '#topology/cohesion/reducibility.ts';
import { computeTruss } from '#topology/cohesion/truss.ts';
import { directedStructure } from '#topology/directed/directed-structure.ts';
import {
  computeReachability,
  type Reachability,
} from '#topology/directed/reachability.ts';
import { computeReciprocity } from '#topology/directed/reciprocity.ts';
import { computeDirectedMotifs } from '#topology/motifs/directed-motifs.ts';
import { computeMotifProfile } from '#topology/motifs/motif-profile.ts';
import { computeTemporalMotifs } from '#topology/motifs/temporal-motifs.ts';
import type { ElementKind } from '#hypergraph/hypergraph.ts';
import type { IdTable } from '#hypergraph/id-table.ts';
import { parseDuration } from '../duration.ts';
import type { RowStream } from './row-stream.ts';
import type { Convergence } from './spectral-measures.ts';
import { elementIndex } from './distance-measures.ts';
import { nullModels } from './structure-measures.ts';
import {
  chosenName,
  elementIds,
  valueRows,
  type Measures,
} from './topology-measure.ts';

/** One pattern of a profile. */
export interface ProfiledPattern {
  readonly pattern: string;
  readonly observed: number;
  /** Of the random hypergraphs. */
  readonly mean: number;
  readonly sd: number;
  /** (observed − mean)/(observed + mean + 1), and all of them scaled to length 1. */
  readonly significance: number;
  readonly profile: number;
}

/** Results of measures of patterns and of depth. */
export interface PatternResults {
  trusses: {
    s: number;
    of: ElementKind;
    /** `[id, k]` in input order; 0 for what meets nothing. */
    truss: RowStream<readonly [string, number]>;
  };
  'core-periphery': {
    of: ElementKind;
    scores: RowStream<readonly [string, number]>;
    convergence: Convergence;
  };
  reducibility: {
    reducibility: number;
    representatives: readonly number[];
    /** `[size, share of its description that a larger one saves]`. */
    sizes: readonly (readonly [number, number])[];
    isExact: boolean;
  };
  layers: {
    property: string;
    layers: readonly string[];
    /** Different sets of members in each. */
    sets: readonly number[];
    /** Shared sets over sets of either, by row and column. */
    jaccard: readonly (readonly number[])[];
  };
  'motif-profile': {
    model: string;
    samples: number;
    patterns: readonly ProfiledPattern[];
  };
  'temporal-motifs': {
    /** Milliseconds. */
    span: number;
    total: number;
    counts: Record<string, number>;
  };
  'directed-motifs': {
    size: number;
    total: number;
    counts: Record<string, number>;
  };
  reach: {
    kind: string;
    from: string;
    /** `[node, round it is reached in]`, in input order; the first is round 0. */
    nodes: readonly (readonly [string, number])[];
    edges: readonly (readonly [string, number])[];
  };
  reciprocity: {
    /** Of all hyperedges (size null), and by size. */
    reciprocity: readonly {
      readonly size: number | null;
      readonly edges: number;
      readonly exact: number;
      readonly strong: number;
      readonly weak: number;
    }[];
  };
}

/** How directed hyperedges pass on, the first by default. */
const reachKinds: readonly Reachability[] = ['b', 'f', 'simple'];

export const patternMeasures: Measures<PatternResults> = {
  trusses: (hypergraph, options, loop) => {
    const { s = 1, of = 'edges' } = options;
    const { ofElement } = computeTruss(hypergraph, { ...options, ...loop });
    return {
      s,
      of,
      truss: valueRows(ofElement, elementIds(hypergraph, { of })),
    };
  },
  'core-periphery': (hypergraph, { of = 'nodes' }, loop) => {
    const found = computeCorePeriphery(hypergraph, { of, ...loop });
    const { values, converged, iterations, residual } = found;
    return {
      of,
      scores: valueRows(values, elementIds(hypergraph, { of })),
      convergence: { converged, iterations, residual },
    };
  },
  reducibility: (hypergraph, _options, loop) => {
    const found = computeReducibility(hypergraph, loop);
    const { reducibility, representatives, isExact } = found;
    return {
      reducibility,
      representatives: [...representatives],
      sizes: Array.from(
        found.sizes,
        (size, i) => [size, found.ofSize[i] ?? 0] as const,
      ),
      isExact,
    };
  },
  layers: (hypergraph, { property }) => {
    if (property === undefined) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        `Layers are values of a property of the hyperedges; property is missing. They have: ${hypergraph.edgeProperties.names.join(', ') || 'none'}.`,
        { option: 'property' },
      );
    }
    const { layers, sets, jaccard } = computeLayerOverlap(hypergraph, property);
    const n = layers.length;
    return {
      property,
      layers: layers.map((layer) =>
        typeof layer === 'string' ? layer : JSON.stringify(layer),
      ),
      sets: [...sets],
      jaccard: layers.map((_, a) => [...jaccard.subarray(a * n, (a + 1) * n)]),
    };
  },
  'motif-profile': (hypergraph, { samples, seed, ...options }, loop) => {
    const model = chosenName('model', options.model, nullModels);
    const asked = { model, samples, seed, ...loop };
    const found = computeMotifProfile(hypergraph, asked);
    const at = (values: Float64Array, i: number): number => values[i] ?? 0;
    return {
      model,
      samples: found.samples,
      patterns: found.patterns.map((pattern, i) => ({
        pattern,
        observed: at(found.observed, i),
        mean: at(found.mean, i),
        sd: at(found.sd, i),
        significance: at(found.significance, i),
        profile: at(found.profile, i),
      })),
    };
  },
  'temporal-motifs': (hypergraph, options, loop) => {
    if (options.span === undefined) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        'Temporal motifs lie within a span of time; span is missing. Say how long, such as 1h.',
        { option: 'span' },
      );
    }
    const span = parseDuration(options.span);
    const found = computeTemporalMotifs(hypergraph, { span, ...loop });
    return { span, total: found.total, counts: countsOf(found) };
  },
  'directed-motifs': (hypergraph, { size = 3 }, loop) => {
    if (size !== 3 && size !== 4) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        `The size is ${size}; directed motifs are counted on 3 or 4 nodes.`,
        { size },
      );
    }
    const structure = directedStructure(hypergraph);
    const found = computeDirectedMotifs(structure, { size, ...loop });
    return { size, total: found.total, counts: countsOf(found) };
  },
  reach: (hypergraph, options) => {
    const kind = chosenName('kind', options.kind, reachKinds);
    const from = elementIndex(hypergraph, { ...options, of: 'nodes' }, 'from');
    const structure = directedStructure(hypergraph);
    const { ofNode, ofEdge } = computeReachability(structure, [from], kind);
    return {
      kind,
      from: hypergraph.nodeIds.textAt(from),
      nodes: reachedRows(ofNode, hypergraph.nodeIds),
      edges: reachedRows(ofEdge, hypergraph.edgeIds),
    };
  },
  reciprocity: (hypergraph, _options, loop) => {
    const structure = directedStructure(hypergraph);
    return { reciprocity: computeReciprocity(structure, loop) };
  },
};

/** Elements reached and when. */
function reachedRows(rounds: Int32Array, ids: IdTable): [string, number][] {
  return Array.from(rounds, (round, index): [number, number] => [index, round])
    .filter(([, round]) => round >= 0)
    .map(([index, round]) => [ids.textAt(index), round]);
}

/** Counts of the patterns that occur. */
function countsOf({
  patterns,
  counts,
}: {
  readonly patterns: readonly string[];
  readonly counts: Float64Array;
}): Record<string, number> {
  const entries = patterns.map(
    (pattern, i) => [pattern, counts[i] ?? 0] as const,
  );
  return Object.fromEntries(entries.filter(([, count]) => count > 0));
}
