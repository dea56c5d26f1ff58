import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowLengths } from '#hypergraph/incidence.ts';
import { removeEdges } from '#hypergraph/restrict.ts';
import * as topology from '#topology.ts';
import {
  hypergraphOf,
  memberLists,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

type Of = 'edges' | 'nodes';
type Column = (hypergraph: Hypergraph, of: Of, s: number) => ArrayLike<number>;

const { centralities, iteratedCentralities } = topology;

/** Measures of elements, one number each, of hyperedges or nodes alike. */
const columns: Readonly<Record<string, Column>> = {
  ...Object.fromEntries(
    Object.entries(centralities).map(([name, compute]): [string, Column] => [
      name,
      (h, of, s) => compute(h, { of, s }),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(iteratedCentralities).map(
      ([name, compute]): [string, Column] => [
        name,
        (h, of) => compute(h, { of, tolerance: 1e-12 }).values,
      ],
    ),
  ),
  cores: (h, of) => topology.computeCores(h, { of }).cores,
  'whole cores': (h, of) =>
    topology.computeCores(h, { of, rule: 'whole' }).cores,
  'line cores': (h, of, s) => topology.computeLineCores(h, { of, s }),
  'line clustering': (h, of, s) =>
    topology.computeLineClustering(h, { of, s }).scores,
  trusses: (h, of, s) => topology.computeTruss(h, { of, s }).ofElement,
  'triangle cores': (h, of, s) =>
    topology.computeTruss(h, { of, s }).triangleCores,
  'core scores': (h, of) => topology.computeCorePeriphery(h, { of }).values,
  'neighbour degree': (h, of) =>
    topology.computeAverageNeighborDegree(h, { of }),
  'component size': (h, of, s) => {
    const { labels, members } = topology.computeComponents(h, { of, s });
    const sizes = rowLengths(members);
    return labels.map((label) => sizes[label]!);
  },
  'distances added': (h, of, s) => {
    const count = of === 'edges' ? h.edgeCount : h.nodeCount;
    return Array.from({ length: count }, (_, element) =>
      topology
        .computeDistances(h, element, { of, s })
        .reduce((sum, d) => sum + (d === topology.UNREACHED ? 0 : d), 0),
    );
  },
  'lengths added': (h, of, s) => {
    const count = of === 'edges' ? h.edgeCount : h.nodeCount;
    return Array.from({ length: count }, (_, element) =>
      topology
        .computeWeightedDistances(h, element, { of, s })
        .reduce((sum, d) => sum + (d === Infinity ? 0 : d), 0),
    );
  },
  copies: (h, of) =>
    topology.computeStatistics(h, ['copies'], { of }).columns[0]!.values,
};

/** Measures of nodes alone. */
const nodeColumns: Readonly<Record<string, Column>> = {
  ...Object.fromEntries(
    (['local', 'two-node', 'projection', 'quad'] as const).map(
      (kind): [string, Column] => [
        `${kind} clustering`,
        (h) => topology.computeClustering(h, { kind }).scores,
      ],
    ),
  ),
  'local simpliciality': (h) =>
    topology.computeLocalSimpliciality(h).simplicialFraction,
  'bipartite cores': (h) => topology.computeBipartiteCores(h).nodes,
};

/** Measures of the whole, in numbers. */
const wholes: Readonly<Record<string, (h: Hypergraph) => ArrayLike<number>>> = {
  pairs: (h) => [topology.countLineGraphPairs(h, { s: 2 }).pairCount],
  diameter: (h) => {
    const { diameter, component } = topology.computeDiameter(h);
    return [diameter, component];
  },
  'component diameters': (h) => topology.computeComponentDiameters(h).sort(),
  'average distance': (h) => {
    const { mean, efficiency } = topology.computeAverageDistance(h);
    return [mean, efficiency];
  },
  betti: (h) => topology.computeHomology(h).betti,
  euler: (h) => [topology.computeHomology(h).euler ?? NaN],
  'bars by size': (h) => topology.computePersistence(h).births,
  'bars over s': (h) => topology.computeSPersistence(h).starts,
  'lengths of loops': (h) =>
    topology.shortestGenerators(h).map(({ simplices }) => simplices.length),
  motifs: (h) => topology.computeMotifs(h).counts,
  'motifs of three nodes': (h) => topology.computeNodeMotifs(h).counts,
  'motifs of four nodes': (h) =>
    topology.computeNodeMotifs(h, { size: 4 }).counts,
  assortativity: (h) =>
    (['degree', 'uniform', 'top-2', 'top-bottom'] as const).map((kind) =>
      topology.computeAssortativity(h, { kind }),
    ),
  simpliciality: (h) => {
    const found = topology.computeSimpliciality(h);
    return [found.editSimpliciality, found.faceEditSimpliciality];
  },
  reducibility: (h) => [topology.computeReducibility(h).reducibility],
  density: (h) => [
    topology.computeDensity(h),
    topology.computeIncidenceDensity(h),
  ],
  'four-cycles': (h) => [topology.computeBipartiteClustering(h).coefficient],
  'sizes of cover and matching bound': (h) => [
    topology.setCover(h).guarantee,
    topology.greedyMatching(h).guarantee,
  ],
  spectrum: (h) =>
    topology.computeSpectrum(h, { count: Math.min(3, h.nodeCount) }).values,
};

/** The same hypergraph with nodes and hyperedges in another order. */
interface Turned {
  readonly hypergraph: Hypergraph;
  readonly turned: Hypergraph;
  /** Where the new order has the old element. */
  readonly places: Readonly<Record<Of, number[]>>;
}

const turnedHypergraph: fc.Arbitrary<Turned> = plainHypergraph.chain(
  (hypergraph) => {
    const { nodeCount, edgeCount } = hypergraph;
    const order = (count: number): fc.Arbitrary<number[]> =>
      fc.shuffledSubarray([...new Array(count).keys()], {
        minLength: count,
        maxLength: count,
      });
    return fc
      .tuple(order(nodeCount), order(edgeCount))
      .map(([nodes, edges]) => {
        const lists = memberLists(hypergraph);
        const members = edges.map((edge) =>
          lists[edge]!.map((node) => nodes.indexOf(node)),
        );
        return {
          hypergraph,
          turned: hypergraphOf(nodeCount, members),
          places: { nodes, edges },
        };
      });
  },
);

function expectClose(
  found: ArrayLike<number>,
  wanted: ArrayLike<number>,
): void {
  expect(found.length).toBe(wanted.length);
  for (let i = 0; i < wanted.length; i++) {
    if (Number.isNaN(wanted[i]!)) expect(found[i]).toBeNaN();
    else expect(found[i]).toBeCloseTo(wanted[i]!, 6);
  }
}

const runs = { numRuns: 25 };

describe('the order of nodes and hyperedges', () => {
  it.each(Object.entries(columns))('does not matter to %s', (_, measure) => {
    fc.assert(
      fc.property(
        turnedHypergraph,
        fc.constantFrom<Of>('edges', 'nodes'),
        fc.integer({ min: 1, max: 3 }),
        ({ hypergraph, turned, places }, of, s) => {
          const before = measure(hypergraph, of, s);
          const after = measure(turned, of, s);
          expectClose(
            after,
            places[of].map((old) => before[old]!),
          );
        },
      ),
      runs,
    );
  });

  it.each(Object.entries(nodeColumns))(
    'does not matter to %s',
    (_, measure) => {
      fc.assert(
        fc.property(turnedHypergraph, ({ hypergraph, turned, places }) => {
          const before = measure(hypergraph, 'nodes', 1);
          expectClose(
            measure(turned, 'nodes', 1),
            places.nodes.map((old) => before[old]!),
          );
        }),
        runs,
      );
    },
  );

  it.each(Object.entries(wholes))('does not matter to %s', (_, measure) => {
    fc.assert(
      fc.property(turnedHypergraph, ({ hypergraph, turned }) => {
        if (hypergraph.nodeCount === 0) return;
        expectClose(measure(turned), measure(hypergraph));
      }),
      runs,
    );
  });
});

describe('the dual', () => {
  it.each(Object.entries(columns))('has the same %s', (_, measure) => {
    fc.assert(
      fc.property(
        plainHypergraph,
        fc.integer({ min: 1, max: 3 }),
        (hypergraph, s) => {
          expectClose(
            measure(hypergraph.dual(), 'nodes', s),
            measure(hypergraph, 'edges', s),
          );
        },
      ),
      runs,
    );
  });
});

describe('homology', () => {
  it('counts components in dimension 0', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const { betti } = topology.computeHomology(hypergraph, { maxDim: 0 });
        expect(betti[0]).toBe(topology.summarize(hypergraph).components);
      }),
    );
  });
});

describe('depth', () => {
  it.each([
    ['cores', (h: Hypergraph) => topology.computeCores(h).cores],
    [
      'trusses of nodes',
      (h: Hypergraph) => topology.computeTruss(h, { of: 'nodes' }).ofElement,
    ],
    [
      'triangle cores of nodes',
      (h: Hypergraph) =>
        topology.computeTruss(h, { of: 'nodes' }).triangleCores,
    ],
  ] as const)('never rises in %s when a hyperedge goes', (_, depth) => {
    fc.assert(
      fc.property(plainHypergraph, fc.nat(20), (hypergraph, pick) => {
        if (hypergraph.edgeCount === 0) return;
        const edge = pick % hypergraph.edgeCount;
        const before = depth(hypergraph);
        depth(removeEdges(hypergraph, [edge])).forEach((after, node) => {
          expect(after).toBeLessThanOrEqual(before[node]!);
        });
      }),
    );
  });
});

describe('null models', () => {
  const drawn = (
    hypergraph: Hypergraph,
    model: topology.NullModelName,
    seed: number,
  ): Hypergraph => topology.nullModel(hypergraph, { model })(seed);

  it('keep what they promise exactly', () => {
    fc.assert(
      fc.property(plainHypergraph, fc.nat(999), (hypergraph, seed) => {
        const configured = drawn(hypergraph, 'configuration', seed);
        expect(topology.marginsOf(configured)).toEqual(
          topology.marginsOf(hypergraph),
        );
        const shuffled = drawn(hypergraph, 'shuffle', seed);
        expect(rowLengths(shuffled.edges)).toEqual(
          rowLengths(hypergraph.edges),
        );
        for (const one of [configured, shuffled]) {
          for (const list of memberLists(one)) {
            expect(new Set(list).size).toBe(list.length);
          }
        }
      }),
    );
  });

  it.each(['configuration', 'chung-lu', 'dcsbm', 'bter', 'shuffle'] as const)(
    '%s keeps nodes, hyperedges and ids, and is the same for a seed',
    (model) => {
      fc.assert(
        fc.property(plainHypergraph, fc.nat(999), (hypergraph, seed) => {
          const one = drawn(hypergraph, model, seed);
          expect(one.nodeIds).toBe(hypergraph.nodeIds);
          expect(one.edgeIds).toBe(hypergraph.edgeIds);
          expect(memberLists(drawn(hypergraph, model, seed))).toEqual(
            memberLists(one),
          );
        }),
        { numRuns: 15 },
      );
    },
  );
});
