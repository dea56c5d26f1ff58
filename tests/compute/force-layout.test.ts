import { forceLayout, layoutStep } from '#compute/cpu/force-layout.ts';
import {
  forceLayoutOnGpu,
  incidenceGraph,
  layoutStepOnGpu,
} from '#compute/gpu/force-layout.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { describe, expect, it } from 'vitest';
import { describeBackends, type Suite } from '../support/describe-backends.ts';
import { matrixOf } from '../support/incidence-cases.ts';
import { describeCellStep, describeLayoutStep } from './suites/force-layout.ts';

describe('a step', () => {
  describeBackends(describeLayoutStep, {
    js: layoutStep,
    gpu: layoutStepOnGpu,
  });
});

describe('a step by cells', () => {
  describeBackends(describeCellStep, {
    js: layoutStep,
    gpu: (device, graph, places, forces) =>
      layoutStepOnGpu(device, graph, places, { ...forces, byCells: true }),
  });
});

const describeLayout: Suite<
  [Incidence, { seed: number; steps: number }],
  Float32Array
> = ({ run }) => {
  it('draws what hangs together near, and repeats for a seed', async () => {
    // two triangles of hyperedges that share nothing
    const { rows, columns } = matrixOf([
      [0, 1],
      [1, 2],
      [2, 0],
      [3, 4],
      [4, 5],
      [5, 3],
    ]);
    const graph = incidenceGraph(rows, columns);
    const places = await run(graph, { seed: 1, steps: 60 });
    const distance = (a: number, b: number): number =>
      Math.hypot(
        places[2 * a]! - places[2 * b]!,
        places[2 * a + 1]! - places[2 * b + 1]!,
      );
    const within = [distance(0, 1), distance(1, 2), distance(3, 4)];
    const between = [distance(0, 3), distance(1, 4), distance(2, 5)];
    expect(Math.max(...within)).toBeLessThan(Math.min(...between));
    expect(await run(graph, { seed: 1, steps: 60 })).toEqual(places);
    expect(await run(graph, { seed: 2, steps: 60 })).not.toEqual(places);
  });
};

describe('a layout', () => {
  describeBackends(describeLayout, { js: forceLayout, gpu: forceLayoutOnGpu });
});
