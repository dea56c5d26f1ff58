import fc from 'fast-check';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { lanczos, type SymmetricOperator } from '#numeric/lanczos.ts';
import { Random } from '#numeric/random.ts';
import { symmetricEigen } from '#numeric/symmetric-eigen.ts';

type Rows = number[][];

/** Symmetric, of integers, with eigenvalues that repeat now and then. */
const symmetric: fc.Arbitrary<Rows> = fc
  .integer({ min: 1, max: 14 })
  .chain((n) =>
    fc.array(
      fc.array(fc.integer({ min: -2, max: 2 }), { minLength: n, maxLength: n }),
      {
        minLength: n,
        maxLength: n,
      },
    ),
  )
  .map((rows) =>
    rows.map((row, i) =>
      row.map((_, j) => rows[Math.min(i, j)]![Math.max(i, j)]!),
    ),
  );

function oracle(rows: Rows): number[] {
  const { realEigenvalues } = new EigenvalueDecomposition(new Matrix(rows), {
    assumeSymmetric: true,
  });
  return [...realEigenvalues].sort((a, b) => a - b);
}

function operatorOf(rows: Rows): SymmetricOperator {
  return {
    size: rows.length,
    work: rows.length ** 2,
    apply: (x, y) => {
      rows.forEach((row, i) => {
        y[i] = row.reduce((sum, value, j) => sum + value * x[j]!, 0);
      });
    },
  };
}

/** Links of a path of n vertices, as an operator: eigenvalues 2 − 2 cos(π k / n). */
function pathLaplacian(n: number): SymmetricOperator {
  return {
    size: n,
    work: 3 * n,
    apply: (x, y) => {
      for (let i = 0; i < n; i++) {
        const left = i > 0 ? x[i]! - x[i - 1]! : 0;
        const right = i < n - 1 ? x[i]! - x[i + 1]! : 0;
        y[i] = left + right;
      }
    },
  };
}

describe('dense eigenvalues', () => {
  it('equal those of ml-matrix, with vectors that fit', () => {
    fc.assert(
      fc.property(symmetric, (rows) => {
        const n = rows.length;
        const found = symmetricEigen(Float64Array.from(rows.flat()), n);
        expectClose(found.values, oracle(rows));
        found.values.forEach((value, k) => {
          const vector = found.vectors.subarray(k * n, (k + 1) * n);
          const image = new Float64Array(n);
          operatorOf(rows).apply(Float64Array.from(vector), image);
          expectClose(
            image,
            Array.from(vector, (entry) => value * entry),
          );
        });
      }),
    );
  });
});

describe('Lanczos', () => {
  it('finds the same values at both ends, repeated ones too', () => {
    fc.assert(
      fc.property(
        symmetric,
        fc.integer({ min: 1, max: 6 }),
        fc.integer(),
        (rows, count, seed) => {
          const all = oracle(rows);
          const operator = operatorOf(rows);
          const smallest = lanczos(operator, {
            count,
            which: 'smallest',
            seed,
          });
          expectClose(smallest.values, all.slice(0, count));
          const largest = lanczos(operator, { count, which: 'largest', seed });
          expectClose(largest.values, all.reverse().slice(0, count));
          expect(smallest.converged && largest.converged).toBe(true);
        },
      ),
    );
  });

  it('finds the ends of a long path, restarting', () => {
    const n = 400;
    const found = lanczos(pathLaplacian(n), { count: 4, which: 'largest' });
    expect(found.converged).toBe(true);
    expect(found.iterations).toBeGreaterThan(48);
    expectClose(
      found.values,
      [399, 398, 397, 396].map((k) => 2 - 2 * Math.cos((Math.PI * k) / n)),
    );
    found.vectors.forEach((vector, k) => {
      const image = new Float64Array(n);
      pathLaplacian(n).apply(vector, image);
      const away = image.map((y, i) => y - found.values[k]! * vector[i]!);
      expect(Math.hypot(...away)).toBeLessThan(1e-8);
    });
  });

  it('finds an eigenvalue as often as it occurs', () => {
    const n = 300;
    const random = new Random(3);
    const diagonal = Float64Array.from({ length: n }, (_, i) =>
      i < 7 ? 0 : 1 + random.float(),
    );
    const operator: SymmetricOperator = {
      size: n,
      work: n,
      apply: (x, y) => {
        for (let i = 0; i < n; i++) y[i] = diagonal[i]! * x[i]!;
      },
    };
    const found = lanczos(operator, { count: 8, which: 'smallest' });
    expectClose(found.values.subarray(0, 7), [0, 0, 0, 0, 0, 0, 0]);
    expect(found.values[7]).toBeCloseTo(Math.min(...diagonal.subarray(7)), 10);
  });

  it('says when it has not converged', () => {
    const found = lanczos(pathLaplacian(3000), {
      count: 3,
      which: 'smallest',
      maxIterations: 60,
    });
    expect(found.converged).toBe(false);
    expect(Math.max(...found.residuals)).toBeGreaterThan(1e-9);
  });

  it('gives all values of a matrix smaller than what is asked', () => {
    const found = lanczos(operatorOf([[2]]), { count: 5, which: 'largest' });
    expect(Array.from(found.values)).toEqual([2]);
    const none = lanczos(operatorOf([]), { count: 5, which: 'largest' });
    expect(none.values).toHaveLength(0);
  });
});

function expectClose(actual: ArrayLike<number>, expected: number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 8));
}
