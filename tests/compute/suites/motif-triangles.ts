import { countEdgeMotifs } from '#compute/cpu/edge-motifs.ts';
import { closedTriples } from '#compute/cpu/motif-triangles.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';
import { heavyMatrix, matrixOf } from '../../support/incidence-cases.ts';

/** Rows of a heavy-tailed matrix without equal or empty ones, as motifs want them. */
function distinctRows(): { rows: Incidence; columns: Incidence } {
  const { rows } = heavyMatrix({ rows: 60, columns: 40, size: 4, seed: 13 });
  const lists = new Map<string, number[]>();
  for (let row = 0; row + 1 < rows.offsets.length; row++) {
    const list = [
      ...rows.members.subarray(rows.offsets[row], rows.offsets[row + 1]),
    ];
    lists.set(list.join(), list);
  }
  return matrixOf([...lists.values()], 40);
}

export function describeClosedTriples({
  run,
  isTwin,
}: Backend<[Incidence, Incidence], Float64Array>): void {
  it('tells the parts of a triple, and the open ones it is not', async () => {
    // 0 is in all, 1 in the first two; each has one of its own but the second
    const { rows, columns } = matrixOf([[0, 1, 2], [0, 1], [0, 3], [4]]);
    const counts = await run(rows, columns);
    const found = [...counts.entries()].filter(([, count]) => count > 0);
    expect(found).toEqual([
      [0b1001101, 1],
      // centre first: shares 2 and 1 of 3; third has more
      // centre second: shares 2 and 1 of 2; both have more
      // centre third: shares 1 and 1 of 2; both have more
      [128 + 2, 1],
      [128 + 4, 2],
    ]);
  });

  if (isTwin) return;

  it('equals the twin', async () => {
    const { rows, columns } = distinctRows();
    expect(await run(rows, columns)).toEqual(closedTriples(rows));
  });
}

export function describeEdgeMotifs({
  run,
}: Backend<[Incidence, Incidence], Float64Array>): void {
  it('counts all triples that hang together', async () => {
    const { rows, columns } = distinctRows();
    const motifs = await run(rows, columns);
    expect(motifs).toEqual(countEdgeMotifs(rows, columns));
    expect(motifs.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1000);
  });
}
