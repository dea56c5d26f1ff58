import { componentRoots } from '#compute/cpu/components.ts';
import {
  sComponents,
  type ComponentLabels,
} from '#compute/cpu/s-components.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { Random } from '#numeric/random.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';
import {
  heavyMatrix,
  matrices,
  matrixOf,
} from '../../support/incidence-cases.ts';

export function describeComponents({
  run,
  isTwin,
}: Backend<[number, Uint32Array], Uint32Array>): void {
  it('gives every vertex the smallest it is linked to', async () => {
    const links = Uint32Array.of(4, 2, 1, 4, 5, 5);
    expect([...(await run(6, links))]).toEqual([0, 1, 1, 3, 1, 5]);
    expect([...(await run(2, new Uint32Array(0)))]).toEqual([0, 1]);
  });

  it('follows a long path to its end', async () => {
    const last = 3000;
    const links = Uint32Array.from({ length: last * 2 }, (_, i) =>
      Math.ceil(i / 2),
    );
    expect(await run(last + 1, links)).toEqual(new Uint32Array(last + 1));
  });

  if (isTwin) return;

  it('equals the twin, whoever runs first', async () => {
    const random = new Random(6);
    const vertices = 2000;
    const links = Uint32Array.from({ length: 3200 }, () =>
      random.int(vertices),
    );
    const roots = componentRoots(vertices, links);
    for (let again = 0; again < 3; again++) {
      expect(await run(vertices, links)).toEqual(roots);
    }
  });
}

export function describeSComponents({
  run,
  runs,
  isTwin,
}: Backend<[Incidence, Incidence, number], ComponentLabels>): void {
  it('leaves rows alone that share too little', async () => {
    const { rows, columns } = matrixOf([[0, 1], [5], [1, 0, 2], [], [2, 5]]);
    expect(await run(rows, columns, 2)).toEqual({
      count: 4,
      labels: Uint32Array.of(0, 1, 0, 2, 3),
    });
    expect(await run(rows, columns, 1)).toEqual({
      count: 2,
      labels: Uint32Array.of(0, 0, 0, 1, 0),
    });
  });

  if (isTwin) return;

  it('equals the components of the line graph', async () => {
    await fc.assert(
      fc.asyncProperty(
        matrices,
        fc.integer({ min: 1, max: 3 }),
        async ({ rows, columns }, s) => {
          expect(await run(rows, columns, s)).toEqual(
            sComponents(rows, columns, s),
          );
        },
      ),
      { numRuns: runs },
    );
    const { rows, columns } = heavyMatrix({
      rows: 400,
      columns: 600,
      size: 4,
      seed: 2,
    });
    for (const s of [1, 2]) {
      expect(await run(rows, columns, s)).toEqual(
        sComponents(rows, columns, s),
      );
    }
  });
}
