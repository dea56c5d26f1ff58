import { startPlaces, type LayoutForces } from '#compute/cpu/force-layout.ts';
import { incidenceGraph } from '#compute/gpu/force-layout.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';
import { heavyMatrix, matrixOf } from '../../support/incidence-cases.ts';
import { expectNearStep } from '../../support/near-twin.ts';

/** Forces without a limit, so that places show them. */
const forces = { repulsion: 0.2, spring: 0.1, gravity: 0.01, limit: 1e9 };

function heavyGraph(): Incidence {
  const { rows, columns } = heavyMatrix({
    rows: 200,
    columns: 120,
    size: 3,
    seed: 14,
  });
  return incidenceGraph(rows, columns);
}

export function describeLayoutStep({
  run,
  isTwin,
}: Backend<[Incidence, Float32Array, LayoutForces], Float32Array>): void {
  it('pushes apart, pulls together and moves no further than it may', async () => {
    const { rows, columns } = matrixOf([[0]]);
    const pair = incidenceGraph(rows, columns);
    const close = Float32Array.of(0, 0, 0.1, 0);
    const apart = await run(pair, close, forces);
    expect(apart[0]).toBeLessThan(-1);
    expect(apart[2]).toBeGreaterThan(1);
    const far = Float32Array.of(-50, 0, 50, 0);
    const together = await run(pair, far, { ...forces, limit: 2 });
    expect([...together]).toEqual([-48, 0, 48, 0]);
  });

  if (isTwin) return;

  it('is as near the twin as it says, and the same every time', async () => {
    const graph = heavyGraph();
    const places = startPlaces(graph.offsets.length - 1, 3);
    const moved = await run(graph, places, forces);
    expectNearStep(moved, graph, places, { ...forces, share: 2 ** -10 });
    expect(await run(graph, places, forces)).toEqual(moved);
  });
}

export function describeCellStep({
  run,
}: Backend<[Incidence, Float32Array, LayoutForces], Float32Array>): void {
  it('by cells is near the step by all pairs', async () => {
    const graph = heavyGraph();
    const places = startPlaces(graph.offsets.length - 1, 3);
    const moved = await run(graph, places, forces);
    expectNearStep(moved, graph, places, { ...forces, share: 0.02 });
  });
}
