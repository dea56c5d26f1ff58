import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { persistentClasses as explicit } from '#compute/cpu/persistence.ts';
import { persistentClasses as implicit } from '#compute/wasm/persistence.ts';
import { countComponents } from '../../support/reference/homology.ts';
import { computeHomology } from '#topology/homology/homology.ts';
import { boundaryMatrices } from '#topology/homology/boundary-matrices.ts';
import {
  degenerate,
  hypergraphOf,
  plainHypergraph,
} from '../../support/plain-hypergraph.ts';
import { boundarySum } from '../../support/reference/homology.ts';
import { spaceHypergraph, spaces } from './spaces.ts';

describe.each(['wasm', 'js'] as const)('Betti numbers by %s', (backend) => {
  it.each(
    spaces.filter(
      (s) =>
        backend === 'wasm' ||
        (s.facets.length < 50 && s.facets[0]!.length < 10),
    ),
  )('$name', (space) => {
    const found = computeHomology(spaceHypergraph(space), {
      maxDim: space.betti.length - 1,
      generators: true,
      backend,
    });
    expect(found.betti).toEqual(space.betti);
    expect(found.euler).toBe(space.euler);
    const dims = found.generators?.map(({ dim }) => dim);
    expect(dims).toEqual(
      space.betti.flatMap((count, dim) => Array<number>(count).fill(dim)),
    );
    for (const cycle of found.generators ?? []) {
      expect(boundarySum(cycle.simplices)).toEqual([]);
    }
  });

  it.each(degenerate)('of %s', (_, hypergraph) => {
    const found = computeHomology(hypergraph, { backend });
    expect(found.betti[0]).toBe(countComponents(hypergraph));
    expect(found.betti.slice(1)).toEqual([0, 0]);
  });
});

describe('homology of arbitrary hypergraphs', () => {
  it('is that of explicit boundary matrices', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const options = { maxDim: 3 };
        const found = computeHomology(hypergraph, options);
        const plain = computeHomology(hypergraph, {
          ...options,
          backend: 'js',
        });
        expect(found).toEqual(plain);
        expect(found.betti[0]).toBe(countComponents(hypergraph));
        const matrices = boundaryMatrices(hypergraph, { maxDim: 4 });
        expect(found.simplices).toEqual(
          matrices.map(({ simplexCount }) => simplexCount),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('obeys Euler and Poincaré', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const { betti, simplices, euler } = computeHomology(hypergraph, {
          maxDim: 9,
        });
        const signed = (values: readonly number[]): number =>
          values.reduce(
            (sum, value, d) => sum + (d % 2 === 0 ? value : -value),
            0,
          );
        expect(signed(betti)).toBe(signed(simplices));
        expect(euler).toBe(signed(betti));
        // by recursion, since not all Betti numbers are there
        expect(computeHomology(hypergraph, { maxDim: 0 }).euler).toBe(euler);
      }),
    );
  });

  it('is that of the nerve', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const own = computeHomology(hypergraph, { maxDim: 3 });
        const nerve = computeHomology(hypergraph.dual(), { maxDim: 3 });
        expect(own.betti).toEqual(nerve.betti);
        expect(own.euler).toBe(nerve.euler);
      }),
    );
  });
});

describe('classes of rows one after another', () => {
  it('equal those of explicit matrices, with cycles', () => {
    fc.assert(
      fc.property(plainHypergraph, ({ edges, nodeCount }) => {
        const options = { maxDim: 3, cycles: true };
        const plain = explicit(edges, nodeCount, options);
        const found = implicit(edges, nodeCount, options);
        expect(found.map(intervals)).toEqual(plain.map(intervals));
        for (const [dim, { births, deaths, cycles = [] }] of found.entries()) {
          expect(cycles).toHaveLength(births.length);
          cycles.forEach((cycle, i) => {
            const simplices = Array.from(
              { length: cycle.length / (dim + 1) },
              (_, s) =>
                Array.from(cycle.subarray(s * (dim + 1), (s + 1) * (dim + 1))),
            );
            expect(simplices.length).toBeGreaterThan(0);
            if (dim > 0) expect(boundarySum(simplices)).toEqual([]);
            expect(deaths[i]).toBeGreaterThan(births[i]!);
          });
        }
      }),
      { numRuns: 150 },
    );
  });
});

function intervals({
  births,
  deaths,
}: {
  births: Uint32Array;
  deaths: Uint32Array;
}): string[] {
  return Array.from(births, (birth, i) => `${birth} ${deaths[i]!}`).sort();
}

describe('a run', () => {
  const hypergraph = spaceHypergraph(spaces[6]!);

  it('says once what ran, and how far it is', () => {
    for (const backend of ['wasm', 'js'] as const) {
      const ran: unknown[] = [];
      const progress: number[] = [];
      computeHomology(hypergraph, {
        backend,
        generators: true,
        onRan: (how) => ran.push(how),
        onProgress: (done, total) => progress.push(done / total),
      });
      expect(ran).toEqual([{ backend, threads: 1 }]);
      expect(progress.at(-1)).toBe(1);
    }
  });

  it('can be stopped', () => {
    for (const backend of ['wasm', 'js'] as const) {
      expect(() =>
        computeHomology(hypergraph, { backend, signal: { aborted: true } }),
      ).toThrow(expect.objectContaining({ code: 'CANCELLED' }));
    }
  });
});

describe('boundary matrices', () => {
  it('of a filled and an open triangle', () => {
    const [points, lines, triangles] = boundaryMatrices(
      hypergraphOf(4, [
        [0, 1, 2],
        [2, 3],
        [0, 3],
      ]),
    );
    expect(points).toMatchObject({ simplexCount: 4, faceCount: 0 });
    expect(Array.from(lines!.simplices)).toEqual([
      0, 1, 0, 2, 0, 3, 1, 2, 2, 3,
    ]);
    expect(Array.from(triangles!.faces)).toEqual([3, 1, 0]);
  });

  it('refuse a closure too large, before listing it', () => {
    const large = hypergraphOf(400, [Array.from({ length: 400 }, (_, i) => i)]);
    expect(() => boundaryMatrices(large, { maxDim: 3 })).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED' }),
    );
    expect(() => boundaryMatrices(large, { maxDim: 1.5 })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });
});
