import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import { SumTree } from '#compute/cpu/sum-tree.ts';
import { phaseVelocities } from '#compute/cpu/phase-coupling.ts';
import { computeWalk } from '#topology/centrality/walk.ts';
import { simulateCascade } from '#topology/dynamics/cascade.ts';
import {
  simulateContagion,
  type ContagionRule,
} from '#topology/dynamics/contagion.ts';
import { simulateKuramoto } from '#topology/dynamics/kuramoto.ts';
import { simulateWalk, walkDensity } from '#topology/dynamics/random-walk.ts';
import { multiOrderLaplacian } from '#topology/spectra/laplacians.ts';
import { plainHypergraph } from '../support/plain-hypergraph.ts';

const rules: ContagionRule[] = [
  'individual',
  'collective',
  'majority',
  'threshold',
];

const pair = hypergraphFromMembers([['a', 'b']]);
const triple = hypergraphFromMembers([['a', 'b', 'c']]);

describe('sum tree', () => {
  it('draws in proportion and never weight 0', () => {
    const weight = fc.constantFrom<number[]>(0, 0.1, 1, 3);
    const weights = fc.array(weight, { minLength: 1 });
    const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(weights, share, (values, at) => {
        const tree = new SumTree(values.length);
        values.forEach((value, i) => tree.set(i, value));
        const total = values.reduce((sum, value) => sum + value, 0);
        expect(tree.total).toBeCloseTo(total, 12);
        if (total === 0) return;
        const found = tree.find(at);
        expect(values[found]).toBeGreaterThan(0);
        const below = values.slice(0, found).reduce((sum, v) => sum + v, 0);
        expect(below).toBeLessThanOrEqual(at * total + 1e-9);
        expect(below + values[found]!).toBeGreaterThanOrEqual(
          at * total - 1e-9,
        );
      }),
    );
  });
});

describe('contagion', () => {
  it('counts every node at all times, and is the same for a seed', () => {
    const settings = fc.record({
      rule: fc.constantFrom(...rules),
      clock: fc.constantFrom('continuous' as const, 'steps' as const),
      model: fc.constantFrom('SIR' as const, 'SIS' as const),
      seed: fc.integer({ min: 0, max: 99 }),
      initial: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(plainHypergraph, settings, (hypergraph, setting) => {
        const options = {
          ...setting,
          infection: 0.4,
          recovery: 0.3,
          until: 20,
        };
        const trace = simulateContagion(hypergraph, options);
        expect(simulateContagion(hypergraph, options)).toEqual(trace);
        trace.time.forEach((time, i) => {
          const [s, ill, r] = [
            trace.susceptible,
            trace.infected,
            trace.recovered,
          ].map((column) => column[i]!);
          expect(s! + ill! + r!).toBe(hypergraph.nodeCount);
          if (setting.model === 'SIS') expect(r).toBe(0);
          if (i === 0) return;
          expect(time).toBeGreaterThan(trace.time[i - 1]!);
          if (setting.model === 'SIS') return;
          expect(r).toBeGreaterThanOrEqual(trace.recovered[i - 1]!);
          expect(s).toBeLessThanOrEqual(trace.susceptible[i - 1]!);
        });
        const ever = trace.infectedAt.filter((at) => !Number.isNaN(at)).length;
        expect(ever).toBeGreaterThanOrEqual(trace.infected.at(-1)!);
        const last = trace.states.filter((state) => state === 1).length;
        expect(last).toBe(trace.infected.at(-1));
      }),
    );
  });

  it('infects one neighbour before recovery with chance β/(β + γ)', () => {
    const runs = 4000;
    let caught = 0;
    let waited = 0;
    for (let seed = 0; seed < runs; seed++) {
      const options = { infection: 2, recovery: 3, initial: [0], seed };
      const at = simulateContagion(pair, options).infectedAt[1]!;
      if (Number.isNaN(at)) continue;
      caught++;
      waited += at;
    }
    expect(Math.abs(caught / runs - 0.4)).toBeLessThan(0.04); // 5 sd
    expect(Math.abs(waited / caught - 1 / 5)).toBeLessThan(0.03);
  });

  it('infects in a step with the chance of no escape', () => {
    const runs = 4000;
    let caught = 0;
    for (let seed = 0; seed < runs; seed++) {
      const options = { infection: 0.3, recovery: 0, initial: [0, 1], seed };
      const once = { ...options, clock: 'steps', until: 1 } as const;
      caught += simulateContagion(triple, once).states[2]!;
    }
    expect(Math.abs(caught / runs - (1 - 0.7 ** 2))).toBeLessThan(0.04);
  });

  it.each([
    ['individual', 1, true],
    ['collective', 1, false],
    ['collective', 2, true],
    ['majority', 1, false],
    ['majority', 2, true],
    ['threshold', 1, true],
  ] as const)('%s with %d of two others infected: %s', (rule, ill, spreads) => {
    const initial = [0, 1].slice(0, ill);
    for (const clock of ['continuous', 'steps'] as const) {
      const options = { rule, initial, clock, infection: 1, recovery: 0 };
      const { infected } = simulateContagion(triple, options);
      expect(infected.at(-1) === 3).toBe(spreads);
    }
  });

  it('goes by size, as simplicial contagion does', () => {
    const mixed = hypergraphFromMembers([
      ['a', 'b', 'c'],
      ['a', 'd'],
    ]);
    const infection = (size: number): number => (size === 2 ? 1 : 0);
    const options = { infection, recovery: 0, initial: [0] };
    const { states } = simulateContagion(mixed, options);
    expect([...states]).toEqual([1, 0, 0, 1]);
  });

  it('refuses chances above 1 and nodes that are not there', () => {
    const wrong = { infection: 1.5, clock: 'steps' } as const;
    expect(() => simulateContagion(pair, wrong)).toThrow('infection is 1.5');
    expect(() =>
      simulateContagion(pair, { infection: 1, initial: [7] }),
    ).toThrow('no node 7');
  });
});

describe('threshold cascade', () => {
  it('spreads by rounds along a chain', () => {
    const chain = hypergraphFromMembers([
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd', 'e', 'f'],
    ]);
    const { ofNode, ofEdge } = simulateCascade(chain, { initial: [0] });
    expect([...ofNode]).toEqual([0, 1, 2, -1, -1, -1]);
    expect([...ofEdge]).toEqual([1, 2, -1]);
  });

  it('reaches no fewer from more', () => {
    const start = fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 4 });
    fc.assert(
      fc.property(plainHypergraph, start, (hypergraph, drawn) => {
        const initial = drawn.filter((node) => node < hypergraph.nodeCount);
        const fewer = simulateCascade(hypergraph, {
          initial: initial.slice(1),
        });
        const more = simulateCascade(hypergraph, { initial });
        fewer.ofNode.forEach((round, node) => {
          if (round < 0) return;
          expect(more.ofNode[node]).toBeGreaterThanOrEqual(0);
          expect(more.ofNode[node]).toBeLessThanOrEqual(round);
        });
      }),
    );
  });
});

describe('random walk', () => {
  it('visits nodes in proportion to degree', () => {
    const hypergraph = hypergraphFromMembers([
      ['a', 'b', 'c'],
      ['a', 'b'],
      ['a', 'd'],
      ['c', 'd'],
    ]);
    const steps = 40_000;
    const { nodes } = simulateWalk(hypergraph, { steps });
    const visits = new Float64Array(4);
    for (const node of nodes) visits[node]! += 1 / (steps + 1);
    const { values } = computeWalk(hypergraph, { of: 'nodes' });
    visits.forEach((share, node) =>
      expect(Math.abs(share - values[node]!)).toBeLessThan(0.02),
    );
  });

  it('goes along hyperedges, and leaves if it can', () => {
    const walks = fc.record({
      seed: fc.integer({ min: 0, max: 99 }),
      leaves: fc.boolean(),
    });
    fc.assert(
      fc.property(plainHypergraph, walks, (hypergraph, { seed, leaves }) => {
        if (hypergraph.nodeCount === 0) return;
        const options = { seed, leaves, steps: 30 };
        const { nodes, edges } = simulateWalk(hypergraph, options);
        expect(nodes.length).toBe(edges.length + 1);
        edges.forEach((edge, i) => {
          const members = [...hypergraph.edgeMembers(edge)];
          expect(members).toContain(nodes[i]);
          expect(members).toContain(nodes[i + 1]);
          if (leaves && members.length > 1) {
            expect(nodes[i + 1]).not.toBe(nodes[i]);
          }
        });
      }),
    );
  });

  it('keeps probability, and comes to rest', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        if (hypergraph.nodeCount === 0) return;
        const from = new Float64Array(hypergraph.nodeCount);
        from[0] = 1;
        const later = walkDensity(hypergraph, from, 5);
        expect(later.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
      }),
    );
    const two = walkDensity(pair, Float64Array.of(1, 0), 1);
    expect([...two]).toEqual([0.5, 0.5]);
  });
});

describe('Kuramoto oscillators', () => {
  it('flow by the multi-order Laplacian near synchrony', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const { nodeCount } = hypergraph;
        if (nodeCount === 0) return;
        const phases = Float64Array.from(
          { length: nodeCount },
          (_, i) => 1e-5 * Math.cos(3 * i),
        );
        const orders = [{ order: 1 }, { order: 2, weight: 0.5 }];
        const still = new Float64Array(nodeCount);
        const dt = 1e-3;
        const options = { phases, frequencies: still, orders, steps: 1, dt };
        const moved = simulateKuramoto(hypergraph, options).phases;
        const flow = new Float64Array(nodeCount);
        multiOrderLaplacian(hypergraph, orders).apply(phases, flow);
        moved.forEach((phase, i) => {
          const velocity = (phase - phases[i]!) / dt;
          expect(Math.abs(velocity + flow[i]!)).toBeLessThan(3e-6);
        });
      }),
    );
  });

  it('have the velocities the equation gives', () => {
    const phases = Float64Array.of(0.3, 1.1, -0.4);
    const frequencies = Float64Array.of(1, 2, 3);
    const coupling = Float64Array.of(0, 0, 0, 0.7);
    const { edges } = triple;
    const system = { edges, coupling, frequencies };
    const [a, b, c] = phases as unknown as [number, number, number];
    expect([...phaseVelocities(system, phases)]).toEqual([
      expect.closeTo(1 + 0.7 * Math.sin(b + c - 2 * a), 12),
      expect.closeTo(2 + 0.7 * Math.sin(a + c - 2 * b), 12),
      expect.closeTo(3 + 0.7 * Math.sin(a + b - 2 * c), 12),
    ]);
  });

  it('come together where coupled, and turn freely where not', () => {
    const frequencies = new Float64Array(3);
    const orders = [{ order: 2, weight: 3 }];
    const phases = Float64Array.of(0, 0.5, 1);
    const options = { frequencies, orders, phases, steps: 2000 };
    const { order } = simulateKuramoto(triple, options);
    expect(order.at(-1)).toBeGreaterThan(0.9999);
    const free = { ...options, frequencies: Float64Array.of(1, 2, 3) };
    const apart = simulateKuramoto(triple, { ...free, orders: [], steps: 100 });
    apart.phases.forEach((phase, i) =>
      expect(phase).toBeCloseTo(phases[i]! + i + 1, 10),
    );
    expect(apart.time.at(-1)).toBeCloseTo(1, 12);
  });
});
