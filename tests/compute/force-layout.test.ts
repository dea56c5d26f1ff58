import {
  allPushes,
  forceLayout,
  layoutStep,
  SOFTENING,
  startPlaces,
} from '#compute/cpu/force-layout.ts';
import { RepulsionTree } from '#compute/cpu/repulsion-tree.ts';
import { forceLayout as fastLayout } from '#compute/force-layout.ts';
import {
  forceLayoutOnGpu,
  incidenceGraph,
  layoutStepOnGpu,
} from '#compute/gpu/force-layout.ts';
import { rowsOfIncidences } from '#compute/wedge-chunks.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { describe, expect, it } from 'vitest';
import { describeBackends, type Suite } from '../support/describe-backends.ts';
import { heavyMatrix, matrixOf } from '../support/incidence-cases.ts';
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

describe('the layout of the processor', () => {
  describeLayout({
    run: async (...args) => fastLayout(...args),
    runs: 1,
    isTwin: false,
  });

  it('opens a tree, repeats for a seed, and stops when told', () => {
    const { rows, columns } = heavyMatrix({
      rows: 600,
      columns: 300,
      size: 3,
      seed: 2,
    });
    const graph = incidenceGraph(rows, columns);
    const options = { seed: 1, steps: 20 };
    const places = fastLayout(graph, options);
    expect(fastLayout(graph, options)).toEqual(places);
    expect(linkLength(graph, places)).toBeCloseTo(
      linkLength(graph, forceLayout(graph, options)),
      0,
    );
    expect(() =>
      fastLayout(graph, { ...options, signal: { aborted: true } }),
    ).toThrow(expect.objectContaining({ code: 'CANCELLED' }) as Error);
  });
});

function linkLength({ offsets, members }: Incidence, at: Float32Array): number {
  const ends = rowsOfIncidences({ offsets, members });
  const lengths = Array.from(members, (end, i) =>
    Math.hypot(
      at[2 * end]! - at[2 * ends[i]!]!,
      at[2 * end + 1]! - at[2 * ends[i]! + 1]!,
    ),
  );
  return lengths.reduce((sum, length) => sum + length, 0) / members.length;
}

describe('pushes by a tree', () => {
  const worst = (places: Float32Array): number => {
    const tree = new RepulsionTree(places.length / 2, 1, SOFTENING);
    const exact = allPushes(places);
    const most = exact.reduce((far, push) => Math.max(far, Math.abs(push)), 0);
    const off = tree
      .update(places)
      .reduce((far, push, i) => Math.max(far, Math.abs(push - exact[i]!)), 0);
    return most === 0 ? off : off / most;
  };

  it.each([0, 1, 2, 40, 3000])('are near those of all pairs of %i', (n) => {
    expect(worst(startPlaces(n, n))).toBeLessThan(0.02);
  });

  it('are near them where places crowd, coincide and lie on a line', () => {
    const even = startPlaces(2000, 5);
    expect(worst(even.map((x) => x ** 5))).toBeLessThan(0.05);
    expect(worst(even.map((x, i) => (i % 2 === 0 ? x : 3)))).toBeLessThan(0.05);
    expect(worst(even.map((x, i) => (i < 200 ? 7 : x)))).toBeLessThan(0.05);
    expect(worst(even.fill(1))).toBe(0);
  });

  it('forget the places of before', () => {
    const tree = new RepulsionTree(500, 1, SOFTENING);
    const first = tree.update(startPlaces(500, 1)).slice();
    tree.update(startPlaces(500, 2));
    expect(tree.update(startPlaces(500, 1))).toEqual(first);
  });
});
