import { PolyadError } from '#errors/polyad-error.ts';
import { LoopWatch } from '#numeric/cancellation.ts';
import { Random } from '#numeric/random.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { edgeMajorities } from '#compute/cpu/edge-majorities.ts';
import { renumbered } from '#compute/cpu/part-moves.ts';
import { maximizeModularity } from '../communities/modularity-search.ts';
import { configurationModel } from './configuration.ts';
import {
  checkCount,
  rewiredHypergraph,
  type ModelOptions,
} from './generated.ts';
import {
  blockTwoLevelModel,
  chungLuModel,
  degreeCorrectedBlockModel,
  marginsOf,
  type BlockMargins,
} from './independent-incidences.ts';
import { shuffleHyperedges } from './random-sets.ts';
import { computeBipartiteClustering } from '../cohesion/bipartite.ts';

/**
 * What stays of a hypergraph: degrees and sizes exactly (`configuration`) or on
 * average (`chung-lu`), also between communities (`dcsbm`) or with four-cycles
 * (`bter`), or sizes alone (`shuffle`).
 */
export type NullModelName =
  'configuration' | 'chung-lu' | 'dcsbm' | 'bter' | 'shuffle';

/** Options of {@link nullModel}. */
export interface NullModelOptions extends ModelOptions {
  /** Default `configuration`. */
  readonly model?: NullModelName | undefined;
  /** Of `configuration`: proposals per incidence. Default 20. */
  readonly sweeps?: number | undefined;
  /**
   * Of `dcsbm`: community of each node, integers from 0; length = nodes. Default:
   * those of {@link maximizeModularity}. A hyperedge is in that of most members.
   */
  readonly labels?: ArrayLike<number> | undefined;
}

/**
 * Draws random hypergraphs that keep something of the one given, its ids and its
 * properties of nodes and hyperedges.
 * @returns A function of a seed.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED, CANCELLED
 */
export function nullModel(
  hypergraph: Hypergraph,
  options: NullModelOptions = {},
): (seed: number) => Hypergraph {
  const { sweeps, maxIncidences, signal } = options;
  const shared = { maxIncidences, signal };
  const rewired = (drawn: Hypergraph): Hypergraph =>
    rewiredHypergraph(hypergraph, drawn.edges);
  const margins = marginsOf(hypergraph);
  switch (options.model ?? 'configuration') {
    case 'configuration':
      return (seed) =>
        configurationModel(hypergraph, { ...shared, sweeps, seed }).hypergraph;
    case 'chung-lu':
      return (seed) => rewired(chungLuModel(margins, { ...shared, seed }));
    case 'dcsbm': {
      const model = blockMargins(hypergraph, options);
      return (seed) =>
        rewired(degreeCorrectedBlockModel(model, { ...shared, seed }));
    }
    case 'bter': {
      const { coefficient } = computeBipartiteClustering(hypergraph, {
        signal,
      });
      const model = { ...margins, coefficient };
      return (seed) => rewired(blockTwoLevelModel(model, { ...shared, seed }));
    }
    case 'shuffle':
      return (seed) => shuffleHyperedges(hypergraph, { ...shared, seed });
  }
}

function blockMargins(
  hypergraph: Hypergraph,
  { labels, signal }: NullModelOptions,
): BlockMargins {
  const given =
    labels ?? maximizeModularity(hypergraph, { signal, trials: 0 }).labels;
  if (given.length !== hypergraph.nodeCount) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `There are ${given.length} labels for ${hypergraph.nodeCount} nodes; give one each.`,
      { labels: given.length, nodes: hypergraph.nodeCount },
    );
  }
  const { parts, count } = renumbered(Uint32Array.from(given));
  const nodeGroups = parts;
  const groups = Math.max(1, count);
  const found = edgeMajorities(hypergraph.edges, nodeGroups, groups);
  return { ...marginsOf(hypergraph), nodeGroups, ...found };
}

/** Options of {@link nullModelTest}. */
export interface NullModelTestOptions extends NullModelOptions {
  /** Hypergraphs drawn. Default 100. */
  readonly samples?: number | undefined;
}

/** A statistic beside the same of random hypergraphs. */
export interface NullModelTest {
  readonly model: NullModelName;
  readonly samples: number;
  readonly observed: number;
  /** Of the samples. */
  readonly mean: number;
  /** Standard deviation of the samples, over n − 1; 0 for one sample. */
  readonly sd: number;
  /** (observed − mean)/sd; null where sd is 0. */
  readonly z: number | null;
  /** (1 + samples that reach the observed value)/(1 + samples). */
  readonly p: number;
  /** The same for samples that do not exceed it. */
  readonly pBelow: number;
  /** Statistic of each sample. */
  readonly values: Float64Array;
}

/**
 * How unusual a statistic is among random hypergraphs that keep what the model
 * keeps. One-sided: `p` is small where the observed value is large.
 * @param statistic - A number for a hypergraph with the same nodes and hyperedges.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED, CANCELLED
 * @remarks Samples draw from seeds of their own. Monte Carlo p: Davison and
 * Hinkley 1997, section 4.2; exact if samples are independent draws of the model.
 */
export function nullModelTest(
  hypergraph: Hypergraph,
  statistic: (hypergraph: Hypergraph) => number,
  options: NullModelTestOptions = {},
): NullModelTest {
  const samples = checkedSamples(options);
  const observed = statistic(hypergraph);
  const draw = nullModel(hypergraph, options);
  const seeds = new Random(options.seed ?? 0);
  const watch = new LoopWatch(samples, options);
  const values = Float64Array.from({ length: samples }, (_, sample) => {
    watch.step(sample, 1 << 18);
    return statistic(draw(seeds.nextUint32()));
  });
  watch.finish();
  return summarised(observed, values, options);
}

/**
 * {@link nullModelTest} for statistics that take their time.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED, CANCELLED
 */
export async function nullModelTestAsync(
  hypergraph: Hypergraph,
  statistic: (hypergraph: Hypergraph) => number | Promise<number>,
  options: NullModelTestOptions = {},
): Promise<NullModelTest> {
  const samples = checkedSamples(options);
  const observed = await statistic(hypergraph);
  const draw = nullModel(hypergraph, options);
  const seeds = new Random(options.seed ?? 0);
  const watch = new LoopWatch(samples, options);
  const values = new Float64Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    watch.step(sample, 1 << 18);
    values[sample] = await statistic(draw(seeds.nextUint32()));
  }
  watch.finish();
  return summarised(observed, values, options);
}

function checkedSamples({ samples = 100 }: NullModelTestOptions): number {
  checkCount('samples', samples, 1);
  return samples;
}

function summarised(
  observed: number,
  values: Float64Array,
  { model = 'configuration' }: NullModelOptions,
): NullModelTest {
  const samples = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / samples;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sd = samples > 1 ? Math.sqrt(squares / (samples - 1)) : 0;
  const reach = values.filter((value) => value >= observed).length;
  const below = values.filter((value) => value <= observed).length;
  return {
    model,
    samples,
    observed,
    mean,
    sd,
    z: sd > 0 ? (observed - mean) / sd : null,
    p: (1 + reach) / (1 + samples),
    pBelow: (1 + below) / (1 + samples),
    values,
  };
}
