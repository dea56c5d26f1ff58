import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { persistentClasses } from '#compute/wasm/persistence.ts';
import { strongCollapse } from '#compute/wasm/strong-collapse.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { computeHomology } from '#topology/homology/homology.ts';
import {
  computePersistence,
  type Bars,
} from '#topology/homology/persistence.ts';
import { powerLawHypergraph } from '../../bench/power-law.ts';
import { boundarySum } from '../../support/reference/homology.ts';
import {
  degenerate,
  hypergraphOf,
  plainHypergraph,
} from '../../support/plain-hypergraph.ts';
import { lumpyHypergraph } from '../../support/lumpy-hypergraph.ts';

/** A hypergraph with a value a hyperedge, few of them so that many tie. */
const filtered = plainHypergraph.chain((hypergraph) =>
  fc.record({
    hypergraph: fc.constant(hypergraph),
    filtration: fc
      .array(fc.integer({ min: 0, max: 6 }), {
        minLength: hypergraph.edgeCount,
        maxLength: hypergraph.edgeCount,
      })
      .map((values) => Float64Array.from(values)),
  }),
);

function columns({ dims, births, deaths }: Bars): number[][] {
  return Array.from(dims, (dim, i) => [dim, births[i]!, deaths[i]!]);
}

describe('bars', () => {
  it('are those of explicit matrices', () => {
    fc.assert(
      fc.property(filtered, ({ hypergraph, filtration }) => {
        const options = { maxDim: 3, filtration };
        const found = computePersistence(hypergraph, options);
        const plain = computePersistence(hypergraph, {
          ...options,
          backend: 'js',
        });
        expect(columns(found)).toEqual(columns(plain));
      }),
      { numRuns: 400 },
    );
  });

  it('of denser data too, where columns take many others', () => {
    const members = fc.uniqueArray(fc.nat(15), { minLength: 3, maxLength: 7 });
    fc.assert(
      fc.property(
        fc.array(members, { minLength: 15, maxLength: 40 }),
        (relations) => {
          const hypergraph = hypergraphOf(16, relations);
          const options = { filtration: 'size' as const };
          const found = computePersistence(hypergraph, options);
          const plain = computePersistence(hypergraph, {
            ...options,
            backend: 'js',
          });
          expect(columns(found)).toEqual(columns(plain));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('that stay are the homology of the whole', () => {
    fc.assert(
      fc.property(filtered, ({ hypergraph, filtration }) => {
        const { dims, deaths } = computePersistence(hypergraph, { filtration });
        const staying = [0, 1, 2].map(
          (dim) =>
            dims.filter((own, i) => own === dim && deaths[i] === Infinity)
              .length,
        );
        expect(staying).toEqual(computeHomology(hypergraph).betti);
      }),
    );
  });

  it('alive at a value are the homology of what is there', () => {
    fc.assert(
      fc.property(filtered, fc.nat(6), ({ hypergraph, filtration }, at) => {
        const there = hypergraphOf(
          hypergraph.nodeCount,
          Array.from(filtration.keys())
            .filter((edge) => filtration[edge]! <= at)
            .map((edge) => Array.from(hypergraph.edgeMembers(edge))),
        );
        const alive = columns(computePersistence(hypergraph, { filtration }));
        const betti = [0, 1, 2].map(
          (dim) =>
            alive.filter(
              ([own, birth, death]) =>
                own === dim && birth! <= at && at < death!,
            ).length,
        );
        expect(betti).toEqual(computeHomology(there).betti);
      }),
    );
  });

  it('come with cycles that lie in what is there at birth', () => {
    fc.assert(
      fc.property(filtered, ({ hypergraph, filtration }) => {
        const found = computePersistence(hypergraph, {
          filtration,
          generators: true,
        });
        found.generators!.forEach(({ dim, simplices }, i) => {
          expect(dim).toBe(found.dims[i]);
          expect(simplices.length).toBeGreaterThan(0);
          if (dim > 0) expect(boundarySum(simplices)).toEqual([]);
          for (const ids of simplices) {
            const nodes = ids.map((id) => hypergraph.nodeIndex(id));
            const holders = Array.from(filtration.keys()).filter(
              (edge) =>
                filtration[edge]! <= found.births[i]! &&
                nodes.every((node) =>
                  hypergraph.edgeMembers(edge).includes(node),
                ),
            );
            expect(holders).not.toEqual([]);
          }
        });
      }),
    );
  });

  it.each(degenerate)('of %s', (_, hypergraph) => {
    const found = computePersistence(hypergraph);
    expect(columns(found)).toEqual(
      columns(computePersistence(hypergraph, { backend: 'js' })),
    );
  });

  it('of a triangle drawn, then filled', () => {
    const hypergraph = hypergraphOf(3, [
      [0, 1, 2],
      [0, 1],
      [1, 2],
      [0, 2],
    ]);
    expect(columns(computePersistence(hypergraph))).toEqual([
      [0, 2, Infinity],
      [1, 2, 3],
    ]);
  });
});

describe('filtrations', () => {
  const builder = new HypergraphBuilder();
  const [a, b, c] = ['a', 'b', 'c'].map((id) => builder.addNode(id));
  for (const [index, pair] of [
    [a, b],
    [b, c],
    [a, c],
    [a, b, c],
  ].entries()) {
    const edge = builder.addEdge(`e${index}`);
    for (const node of pair) {
      builder.addIncidence(edge, node!);
      builder.setIncidence('weight', 10 - index);
    }
    if (index !== 1) builder.setEdge(edge, 'time', 1000 * index);
  }
  const hypergraph = builder.build();

  it('by weight take the mean weight of the incidences', () => {
    const found = computePersistence(hypergraph, { filtration: 'weight' });
    expect(columns(found)).toEqual([[0, 7, Infinity]]);
  });

  it('by time leave out what has none', () => {
    const found = computePersistence(hypergraph, { filtration: 'time' });
    expect(found.leftOut).toBe(1);
    expect(columns(found)).toEqual([[0, 0, Infinity]]);
  });

  it('are refused where no hyperedge has a time or values do not fit', () => {
    const timeless = hypergraphOf(2, [[0, 1]]);
    for (const filtration of ['time' as const, new Float64Array(2)]) {
      expect(() => computePersistence(timeless, { filtration })).toThrow(
        expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
      );
    }
  });
});

describe('ways to hold the data', () => {
  const cases = fc.oneof(plainHypergraph, lumpyHypergraph);

  it.each([
    ['codes of two words', { isWide: true }],
    ['no bits', { bitBytes: 0 }],
    ['pairs of all columns', { light: 0 }],
    [
      'pairs of all columns without bits, in two words',
      { isWide: true, bitBytes: 0, light: 0 },
    ],
    ['bits for some columns only', { bitBytes: 16 }],
    ['no index of pairs', { pairRoom: 0 }],
  ])('%s change no answer', (_, layout) => {
    fc.assert(
      fc.property(cases, ({ edges, nodeCount }) => {
        const options = { maxDim: 2 };
        const found = persistentClasses(edges, nodeCount, {
          ...options,
          layout,
        });
        const usual = persistentClasses(edges, nodeCount, {
          ...options,
          layout: { light: 1e9 },
        });
        expect(found.map(sortedClasses)).toEqual(usual.map(sortedClasses));
      }),
      { numRuns: 60 },
    );
  });

  it('a search that is too long is refused', () => {
    const { edges } = hypergraphOf(40, [
      Array.from({ length: 30 }, (_, i) => i),
      Array.from({ length: 30 }, (_, i) => i + 10),
    ]);
    expect(() =>
      persistentClasses(edges, 40, { maxDim: 2, maxVisits: 1 }),
    ).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
  });

  it('a reduction that brings too much together is refused', () => {
    const { edges, nodeCount } = powerLawHypergraph(2000, 3);
    expect(() =>
      persistentClasses(edges, nodeCount, { maxDim: 1, maxCodes: 10 }),
    ).toThrow(/more than 10 simplices together/);
    const usual = persistentClasses(edges, nodeCount, { maxDim: 1 });
    const limited = persistentClasses(edges, nodeCount, {
      maxDim: 1,
      maxCodes: 1e9,
    });
    expect(limited.map(sortedClasses)).toEqual(usual.map(sortedClasses));
  });

  it('a dimension whose simplices cannot be numbered is refused', () => {
    const all = Array.from({ length: 70 }, (_, i) => i);
    const { edges } = hypergraphOf(70, [all, all.slice(1)]);
    expect(() => persistentClasses(edges, 70, { maxDim: 60 })).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED' }),
    );
  });
});

function sortedClasses({
  births,
  deaths,
}: {
  births: Uint32Array;
  deaths: Uint32Array;
}): string[] {
  return Array.from(births, (birth, i) => `${birth} ${deaths[i]!}`).sort();
}

describe('strong collapse', () => {
  it('leaves no row or column inside another, and both directions alike', () => {
    fc.assert(
      fc.property(plainHypergraph, ({ edges, nodes }) => {
        const core = strongCollapse(edges, nodes);
        const rows = lists(core.rows);
        const columnLists = lists(core.columns);
        for (const side of [rows, columnLists]) {
          side.forEach((own, i) => {
            const others = side.filter((__, j) => j !== i);
            const isInside = others.some((other) =>
              own.every((member) => other.includes(member)),
            );
            // a point that is left stands alone
            expect(isInside).toBe(false);
          });
        }
        rows.forEach((own, i) => {
          for (const column of own) expect(columnLists[column]).toContain(i);
          const original = edges.members.subarray(
            edges.offsets[core.rowNames[i]!],
            edges.offsets[core.rowNames[i]! + 1],
          );
          for (const column of own) {
            expect(original).toContain(core.columnNames[column]);
          }
        });
      }),
    );
  });
});

function lists({
  offsets,
  members,
}: {
  offsets: Uint32Array;
  members: Uint32Array;
}): number[][] {
  return Array.from({ length: offsets.length - 1 }, (_, row) =>
    Array.from(members.subarray(offsets[row], offsets[row + 1])),
  );
}
