/** Eigenvalues, ascending, and eigenvectors of a small dense symmetric matrix. */
export interface DenseEigen {
  readonly values: Float64Array;
  /** Vector of value `i` is entries `i·n … (i + 1)·n`; of length 1. */
  readonly vectors: Float64Array;
}

const MAX_SWEEPS = 60;

/**
 * Eigenvalues and eigenvectors by cyclic Jacobi rotations.
 * @param matrix - Row-major, n × n, symmetric; not altered.
 * @remarks Time O(n³) a sweep, some ten sweeps: for n up to a few hundred. Small
 * eigenvalues are as accurate as large ones.
 */
export function symmetricEigen(matrix: Float64Array, n: number): DenseEigen {
  const a = matrix.slice();
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    if (offDiagonal(a, n) === 0) break;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) rotate(a, vectors, n, { p, q });
    }
  }
  const order = Array.from({ length: n }, (_, i) => i).sort(
    (i, j) => a[i * n + i]! - a[j * n + j]!,
  );
  const sorted = new Float64Array(n * n);
  order.forEach((from, to) => {
    sorted.set(vectors.subarray(from * n, (from + 1) * n), to * n);
  });
  return {
    values: Float64Array.from(order, (i) => a[i * n + i]!),
    vectors: sorted,
  };
}

/** Sum of squares off the diagonal that still matter beside it. */
function offDiagonal(a: Float64Array, n: number): number {
  let sum = 0;
  let diagonal = 0;
  for (let i = 0; i < n; i++) {
    diagonal += a[i * n + i]! ** 2;
    for (let j = i + 1; j < n; j++) sum += a[i * n + j]! ** 2;
  }
  return sum <= 1e-34 * diagonal ? 0 : sum;
}

/** Makes entry (p, q) zero; rows of `vectors` are the eigenvectors. */
function rotate(
  a: Float64Array,
  vectors: Float64Array,
  n: number,
  { p, q }: { p: number; q: number },
): void {
  const apq = a[p * n + q]!;
  if (apq === 0) return;
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * apq);
  const t =
    Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(t * t + 1);
  const sine = t * cosine;
  for (let k = 0; k < n; k++) {
    const kp = a[k * n + p]!;
    const kq = a[k * n + q]!;
    a[k * n + p] = cosine * kp - sine * kq;
    a[k * n + q] = sine * kp + cosine * kq;
  }
  for (let k = 0; k < n; k++) {
    const pk = a[p * n + k]!;
    const qk = a[q * n + k]!;
    a[p * n + k] = cosine * pk - sine * qk;
    a[q * n + k] = sine * pk + cosine * qk;
    const vp = vectors[p * n + k]!;
    const vq = vectors[q * n + k]!;
    vectors[p * n + k] = cosine * vp - sine * vq;
    vectors[q * n + k] = sine * vp + cosine * vq;
  }
  a[p * n + q] = 0;
  a[q * n + p] = 0;
}
