import type { ElementKind } from '#hypergraph/hypergraph.ts';
import type { Filtration } from '#topology/homology/filtration.ts';
import { computeHomology, type Cycle } from '#topology/homology/homology.ts';
import { computePersistence } from '#topology/homology/persistence.ts';
import { computeSPersistence } from '#topology/homology/s-persistence.ts';
import { shortestGenerators } from '#topology/homology/shortest-generators.ts';
import { RowStream } from './row-stream.ts';
import { chosenName, type Measures } from './topology-measure.ts';

/** A cycle as simplices, each the ids of its nodes. */
export interface NamedCycle {
  readonly dim: number;
  readonly simplices: readonly (readonly string[])[];
}

/** Results of homology. */
export interface HomologyResults {
  homology: {
    betti: readonly number[];
    /** Simplices of dimensions 0 … max-dim + 1. */
    simplices: readonly number[];
    /** Whether some of these counts are estimates. */
    isEstimated: boolean;
    euler: number | null;
    generators?: readonly NamedCycle[];
  };
  persistence: {
    filtration: string;
    /** `[dim, birth, death]`; null for what stays. */
    bars: RowStream<readonly [number, number, number | null]>;
    /** Hyperedges without a value, which never appear. */
    leftOut: number;
    /** Simplices of a cycle for each bar; absent unless asked for. */
    generators?: readonly NamedCycle['simplices'][];
  };
  's-persistence': {
    of: ElementKind;
    /** `[dim, s it appears at, s it is gone at]`, s falling; null for what stays. */
    bars: RowStream<readonly [number, number, number | null]>;
  };
}

/** Names to choose from, the first by default. */
export const filtrations = ['size', 'weight', 'time'] as const;

export const homologyMeasures: Measures<HomologyResults> = {
  homology: (hypergraph, { maxDim, generators, shortest }, loop) => {
    const isShortest = shortest === true;
    const found = computeHomology(hypergraph, {
      maxDim,
      generators: generators === true || isShortest,
      ...loop,
    });
    const { betti, simplices, isEstimated, euler } = found;
    const loops =
      isShortest && betti.length > 1
        ? shortestGenerators(hypergraph, loop)
        : [];
    const rest = found.generators?.filter(
      ({ dim }) => !isShortest || dim !== 1,
    );
    const cycles = rest
      ?.concat(loops)
      .sort((a, b) => a.dim - b.dim)
      .map(({ dim, simplices }) => ({ dim, simplices: named(simplices) }));
    return {
      betti,
      simplices,
      isEstimated,
      euler,
      ...(cycles && { generators: cycles }),
    };
  },
  persistence: (hypergraph, options, loop) => {
    const { maxDim, generators } = options;
    const filtration: Filtration & string = chosenName(
      'filtration',
      options.filtration,
      filtrations,
    );
    const found = computePersistence(hypergraph, {
      maxDim,
      filtration,
      generators,
      ...loop,
    });
    const cycles = found.generators?.map(({ simplices }) => named(simplices));
    const { dims, births, deaths, leftOut } = found;
    const bars = new RowStream(dims.length, (bar) => {
      const death = deaths[bar] ?? Infinity;
      return [
        dims[bar] ?? 0,
        births[bar] ?? 0,
        death === Infinity ? null : death,
      ] as const;
    });
    return { filtration, bars, leftOut, ...(cycles && { generators: cycles }) };
  },
  's-persistence': (hypergraph, { of = 'edges', maxDim }, loop) => {
    const found = computeSPersistence(hypergraph, { of, maxDim, ...loop });
    const { dims, starts, ends } = found;
    const bars = new RowStream(dims.length, (bar) => {
      const end = ends[bar] ?? 0;
      return [
        dims[bar] ?? 0,
        starts[bar] ?? 0,
        end === 0 ? null : end,
      ] as const;
    });
    return { of, bars };
  },
};

function named(simplices: Cycle['simplices']): NamedCycle['simplices'] {
  return simplices.map((simplex) => simplex.map(String));
}
