import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rungeKuttaStep } from '#numeric/runge-kutta.ts';
import { simplicialVelocities } from '#compute/cpu/simplicial-phases.ts';
import { simulateKuramoto } from '#topology/dynamics/kuramoto.ts';
import { masterStability } from '#topology/dynamics/master-stability.ts';
import { simulateSimplicialKuramoto } from '#topology/dynamics/simplicial-kuramoto.ts';
import { chainsAround, hodgeLaplacian } from '#topology/spectra/laplacians.ts';
import { computeDelayDistance } from '#topology/temporal/delay-distance.ts';
import { computeOrderCorrelation } from '#topology/temporal/order-correlation.ts';
import { averageOverWindows } from '#topology/temporal/window-series.ts';
import { computeDegree } from '#topology/centrality/degree.ts';
import { hypergraphOf, plainHypergraph } from '../support/plain-hypergraph.ts';

describe('a Runge–Kutta step', () => {
  it('follows exponential growth to order four', () => {
    const state = Float64Array.of(1, 2);
    for (let i = 0; i < 100; i++) rungeKuttaStep((x) => x.slice(), state, 0.01);
    expect(state[0]).toBeCloseTo(Math.E, 9);
    expect(state[1]).toBeCloseTo(2 * Math.E, 8);
  });
});

describe('phases on simplices', () => {
  it('flow by the Hodge Laplacian near zero', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const { own, below, above } = chainsAround(hypergraph, 1);
        const small = Float64Array.from(
          { length: own.count },
          (_, i) => 1e-5 * Math.sin(i),
        );
        const frequencies = new Float64Array(own.count);
        const system = { below, above, frequencies, coupling: 1 };
        const laplacian = hodgeLaplacian(hypergraph, 1);
        const expected = new Float64Array(own.count);
        laplacian.apply(small, expected);
        simplicialVelocities(system, small).forEach((velocity, i) => {
          expect(velocity).toBeCloseTo(-expected[i]!, 10);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('of nodes are the Kuramoto model of pairs', () => {
    const ring = hypergraphOf(
      6,
      Array.from({ length: 6 }, (_, i) => [i, (i + 1) % 6]),
    );
    const phases = Float64Array.from({ length: 6 }, (_, i) => i * i * 0.3);
    const frequencies = new Float64Array(6);
    const run = { phases, frequencies, steps: 200 };
    const simplicial = simulateSimplicialKuramoto(ring, {
      ...run,
      dim: 0,
      coupling: 0.5,
    });
    // every node has degree 2, by which the other divides
    const plain = simulateKuramoto(ring, { ...run, orders: [{ order: 1 }] });
    simplicial.phases.forEach((phase, i) => {
      expect(phase).toBeCloseTo(plain.phases[i]!, 9);
    });
  });

  it('come to rest on a filled triangle', () => {
    const triangle = hypergraphOf(3, [[0, 1, 2]]);
    const found = simulateSimplicialKuramoto(triangle, {
      frequencies: new Float64Array(3),
      phases: Float64Array.of(0.1, -0.4, 0.3),
      steps: 2000,
      coupling: 2,
    });
    expect(found.orderBelow.at(-1)).toBeCloseTo(1, 6);
    expect(found.orderAbove.at(-1)).toBeCloseTo(1, 6);
    expect([...found.simplices]).toEqual([0, 1, 0, 2, 1, 2]);
    expect(found.time.at(-1)).toBeCloseTo(20, 9);
    expect(() =>
      simulateSimplicialKuramoto(triangle, { phases: Float64Array.of(1) }),
    ).toThrow('1 values for 3 simplices');
  });
});

describe('master stability', () => {
  it('of a linear system is its rate less the coupling', () => {
    const found = masterStability(
      {
        flow: (x) => x.map((value) => -0.2 * value),
        jacobian: () => Float64Array.of(-0.2),
        couplingJacobian: () => Float64Array.of(1),
        start: Float64Array.of(1),
      },
      [0, 1, 3],
      { steps: 2000, transient: 0 },
    );
    expect(found[0]).toBeCloseTo(-0.2, 6);
    expect(found[1]).toBeCloseTo(-1.2, 6);
    expect(found[2]).toBeCloseTo(-3.2, 6);
  });

  it('of the Lorenz system is its largest exponent without coupling', () => {
    const [found, coupled] = masterStability(
      {
        flow: (s) => {
          const [x, y, z] = [s[0]!, s[1]!, s[2]!];
          return Float64Array.of(
            10 * (y - x),
            x * (28 - z) - y,
            x * y - (8 / 3) * z,
          );
        },
        jacobian: (s) => {
          const [x, y, z] = [s[0]!, s[1]!, s[2]!];
          return Float64Array.of(-10, 10, 0, 28 - z, -1, -x, y, x, -8 / 3);
        },
        couplingJacobian: () => Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
        start: Float64Array.of(1, 1, 20),
      },
      [0, 2],
      { steps: 20_000 },
    );
    expect(Math.abs(found! - 0.906)).toBeLessThan(0.06);
    expect(coupled).toBeLessThan(-1);
  });

  it('refuses matrices that do not fit', () => {
    expect(() =>
      masterStability(
        {
          flow: (x) => x,
          jacobian: () => Float64Array.of(1, 2),
          couplingJacobian: () => Float64Array.of(1),
          start: Float64Array.of(0),
        },
        [1],
      ),
    ).toThrow('2 entries');
  });
});

type Event = readonly [time: number, members: readonly number[]];

function events(nodes: number, rows: readonly Event[]): Hypergraph {
  const builder = new HypergraphBuilder();
  for (let node = 0; node < nodes; node++) builder.addNode(`n${node}`);
  for (const [index, [time, members]] of rows.entries()) {
    const edge = builder.addEdge(`e${index}`);
    builder.setEdge(edge, 'time', time);
    for (const node of members) builder.addIncidence(edge, node);
  }
  return builder.build();
}

describe('correlation between sizes', () => {
  const windows = { width: 1, from: 0, to: 8 };

  it('sees that triples follow pairs', () => {
    const rows: Event[] = [0, 3, 6].flatMap((t): Event[] => [
      [t, [0, 1]],
      [t + 1, [0, 1, 2]],
    ]);
    const found = computeOrderCorrelation(events(4, rows), windows, {
      sizes: [2, 3],
      maxLag: 3,
    });
    expect(found.windows).toBe(8);
    expect(found.forward[1]).toBeGreaterThan(0.2);
    expect(found.backward[1]).toBeLessThan(0);
    expect(found.gap[1]).toBeGreaterThan(0);
  });

  it('is that of matrices written out', () => {
    const arbitrary = fc.array(
      fc.tuple(
        fc.nat(7),
        fc.uniqueArray(fc.nat(4), { minLength: 2, maxLength: 3 }),
      ),
      { minLength: 1, maxLength: 14 },
    );
    fc.assert(
      fc.property(arbitrary, (rows) => {
        const found = computeOrderCorrelation(events(5, rows), windows, {
          sizes: [2, 3],
          maxLag: 4,
        });
        const matrix = (size: number, t: number): number[] =>
          Array.from({ length: 25 }, (_, at) => {
            const [i, j] = [Math.floor(at / 5), at % 5];
            return (
              rows.filter(
                ([time, members]) =>
                  time === t &&
                  i !== j &&
                  members.length === size &&
                  members.includes(i) &&
                  members.includes(j),
              ).length / (size === 3 ? 2 : 1)
            );
          });
        const times = [0, 1, 2, 3, 4, 5, 6, 7];
        const [pairs, triples] = [2, 3].map((size) => {
          const series = times.map((t) => matrix(size, t));
          const mean = series[0]!.map(
            (_, at) => series.reduce((sum, now) => sum + now[at]!, 0) / 8,
          );
          return series.map((now) => now.map((v, at) => v - mean[at]!));
        });
        for (let lag = 0; lag <= 4; lag++) {
          let sum = 0;
          for (let t = 0; t + lag < 8; t++) {
            pairs![t]!.forEach((value, at) => {
              sum += value * triples![t + lag]![at]!;
            });
          }
          expect(found.forward[lag]).toBeCloseTo(sum / (8 - lag), 10);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('needs times and pairs', () => {
    const sizes = [2, 2] as const;
    expect(() =>
      computeOrderCorrelation(hypergraphOf(1, [[0]]), windows, { sizes }),
    ).toThrow('No hyperedge has a time');
    expect(() =>
      computeOrderCorrelation(events(1, [[0, [0]]]), windows, {
        sizes: [1, 2],
      }),
    ).toThrow('size is 1');
  });
});

describe('scores over windows', () => {
  const hypergraph = events(3, [
    [0, [0, 1]],
    [0, [0]],
    [1, [0]],
    [3, [1]],
  ]);
  const windows = { width: 1 };
  const degrees = (snapshot: Hypergraph): Float64Array =>
    computeDegree(snapshot, { of: 'nodes' });

  it('are means over all windows, or those where the element is', () => {
    const all = averageOverWindows(hypergraph, windows, degrees);
    expect([...all]).toEqual([3 / 4, 2 / 4, 0]);
    const present = averageOverWindows(hypergraph, windows, degrees, {
      over: 'present',
    });
    expect([...present]).toEqual([1.5, 1, NaN]);
  });
});

describe('distance by delay', () => {
  it('by hand', () => {
    // e0 and e1 meet, e2 is two steps from e0, e3 equals e0, e4 is apart
    const hypergraph = events(7, [
      [0, [0, 1]],
      [1, [1, 2]],
      [9, [2, 3]],
      [10, [0, 1]],
      [10, [5, 6]],
    ]);
    const found = computeDelayDistance(hypergraph, { delays: [1, 8] });
    // pairs of e0 … e3: 1, 2, 0, 1, 1, 2
    expect(found.overall).toBeCloseTo(7 / 6, 12);
    // within 1: e0 e1 at 1, e2 e3 at 2; within 8 also e1 e2 at 1
    expect([...found.within]).toEqual([1.5, 4 / 3]);
    expect([...found.pairs]).toEqual([2, 3]);
  });

  it('of hyperedges of some sizes only', () => {
    const hypergraph = events(4, [
      [0, [0, 1]],
      [1, [1, 2, 3]],
      [2, [2, 3]],
    ]);
    const mixed = computeDelayDistance(hypergraph, {
      delays: [9],
      sizes: [2, 3],
    });
    expect([...mixed.pairs]).toEqual([2]);
    const pairs = computeDelayDistance(hypergraph, {
      delays: [9],
      sizes: [2, 2],
    });
    expect(pairs.overall).toBe(2);
    expect(() =>
      computeDelayDistance(hypergraphOf(1, [[0]]), { delays: [1] }),
    ).toThrow('No hyperedge has a time');
  });
});
