import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  gf2Echelon,
  gf2Product,
  gf2Transpose,
} from '#compute/cpu/gf2-matrix.ts';
import { boundaryMatrices } from '#topology/homology/boundary-matrices.ts';
import { boundaryBits, smithNormalForm } from '#topology/homology/gf2-forms.ts';
import { computeHomology } from '#topology/homology/homology.ts';
import { shortestGenerators } from '#topology/homology/shortest-generators.ts';
import { hypergraphOf } from '../../support/plain-hypergraph.ts';
import { spaces } from './spaces.ts';

/** Total length of a shortest basis of loops, trying every sum of loops. */
function leastLength(hypergraph: Hypergraph): number | null {
  const [, links, triangles] = boundaryMatrices(hypergraph);
  const cycles = gf2Echelon(gf2Transpose(boundaryBits(links!)));
  // operations that make nothing of a link are the loops
  const loops = cycles.transform.slice(cycles.pivots.length);
  if (loops.length > 10) return null;
  const fills = gf2Transpose(boundaryBits(triangles!)).rows;
  const columns = links!.simplexCount;
  const rank = (rows: bigint[]): number =>
    gf2Echelon({ rows, columns }).pivots.length;
  const sums = Array.from({ length: 2 ** loops.length }, (_, mask) =>
    loops.reduce((sum, loop, i) => ((mask >> i) & 1 ? sum ^ loop : sum), 0n),
  );
  const length = (sum: bigint): number =>
    sum.toString(2).replaceAll('0', '').length;
  sums.sort((a, b) => length(a) - length(b));
  const basis = [...fills];
  let [total, reached] = [0, rank(basis)];
  for (const sum of sums) {
    if (rank([...basis, sum]) === reached) continue;
    basis.push(sum);
    reached++;
    total += length(sum);
  }
  return total;
}

const facets = fc.array(
  fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 3 }),
  { maxLength: 12 },
);

describe('shortest loops', () => {
  it('are as many as the first Betti number, closed, and shortest', () => {
    fc.assert(
      fc.property(facets, (lists) => {
        const hypergraph = hypergraphOf(7, lists);
        const found = shortestGenerators(hypergraph);
        const { betti } = computeHomology(hypergraph, { maxDim: 1 });
        expect(found.length).toBe(betti[1]);
        for (const { dim, simplices } of found) {
          expect(dim).toBe(1);
          const ends = simplices.flat();
          for (const end of ends) {
            expect(ends.filter((other) => other === end).length).toBe(2);
          }
        }
        const total = found.reduce(
          (sum, { simplices }) => sum + simplices.length,
          0,
        );
        const least = leastLength(hypergraph);
        if (least !== null) expect(total).toBe(least);
      }),
      { numRuns: 150 },
    );
  });

  it('go round a hole the short way', () => {
    // a square hole, with a band of triangles on one of its sides
    const square = hypergraphOf(6, [
      [0, 1],
      [1, 2],
      [2, 3],
      [0, 3, 4],
      [3, 4, 5],
      [0, 4, 5],
    ]);
    const [loop, ...rest] = shortestGenerators(square);
    expect(rest).toEqual([]);
    expect(loop?.simplices.length).toBe(4);
  });

  it.each(spaces.map((space) => [space.name, space] as const))(
    'of the %s are as many as its holes',
    (_, { facets, betti }) => {
      const nodes = Math.max(...facets.flat()) + 1;
      const found = shortestGenerators(hypergraphOf(nodes, facets));
      expect(found.length).toBe(betti[1] ?? 0);
    },
  );

  it('refuse what takes too long', () => {
    const large = hypergraphOf(60, [Array.from({ length: 60 }, (_, i) => i)]);
    // one simplex collapses to a point
    expect(shortestGenerators(large, { maxTriangles: 10 })).toEqual([]);
  });
});

describe('matrices over GF(2)', () => {
  const matrix = fc.tuple(fc.nat(6), fc.nat(6)).chain(([rows, columns]) =>
    fc
      .array(fc.bigInt({ min: 0n, max: (1n << BigInt(columns)) - 1n }), {
        minLength: rows,
        maxLength: rows,
      })
      .map((list) => ({ rows: list, columns })),
  );

  it('have an echelon form that their row operations make', () => {
    fc.assert(
      fc.property(matrix, (given) => {
        const { rows, pivots, transform } = gf2Echelon(given);
        const product = gf2Product(
          { rows: transform, columns: given.rows.length },
          given,
        );
        expect(product.rows).toEqual(rows);
        pivots.forEach((column, row) => {
          const bits = rows.map((one) => Number((one >> BigInt(column)) & 1n));
          expect(bits.indexOf(1)).toBe(row);
          expect(bits.lastIndexOf(1)).toBe(row);
        });
        expect(rows.slice(pivots.length).every((row) => row === 0n)).toBe(true);
        expect(gf2Transpose(gf2Transpose(given))).toEqual(given);
      }),
    );
  });

  it('have a Smith form: left × matrix × right is the identity of their rank', () => {
    fc.assert(
      fc.property(matrix, (given) => {
        const { form, rank, left, right } = smithNormalForm(given);
        expect(gf2Product(gf2Product(left, given), right)).toEqual(form);
        expect(form.rows).toEqual(
          given.rows.map((_, i) => (i < rank ? 1n << BigInt(i) : 0n)),
        );
        expect(rank).toBe(gf2Echelon(given).pivots.length);
      }),
    );
  });

  it('give the Betti numbers by their ranks', () => {
    fc.assert(
      fc.property(facets, (lists) => {
        const hypergraph = hypergraphOf(7, lists);
        const matrices = boundaryMatrices(hypergraph, { maxDim: 2 });
        const rank = matrices.map(
          (one) => smithNormalForm(boundaryBits(one)).rank,
        );
        const betti = matrices
          .slice(0, 2)
          .map(
            ({ simplexCount }, dim) =>
              simplexCount - rank[dim]! - rank[dim + 1]!,
          );
        expect(betti).toEqual(computeHomology(hypergraph, { maxDim: 1 }).betti);
      }),
    );
  });
});
