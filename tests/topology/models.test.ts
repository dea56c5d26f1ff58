import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import { rowLengths } from '#hypergraph/incidence.ts';
import {
  configurationFromDegrees,
  configurationModel,
} from '#topology/models/configuration.ts';
import { preferentialAttachment } from '#topology/models/growth.ts';
import {
  blockTwoLevelModel,
  chungLuModel,
  degreeCorrectedBlockModel,
  erdosRenyiIncidences,
  marginsOf,
} from '#topology/models/independent-incidences.ts';
import {
  completeHypergraph,
  erdosRenyiModel,
  plantedPartitionModel,
  shuffleHyperedges,
  stochasticBlockModel,
  uniformModel,
} from '#topology/models/random-sets.ts';
import {
  ringLattice,
  starClique,
  sunflower,
  wattsStrogatzModel,
} from '#topology/models/regular-shapes.ts';
import { computeBipartiteClustering } from '#topology/cohesion/bipartite.ts';
import { plainHypergraph } from '../support/plain-hypergraph.ts';

const members = (hypergraph: Hypergraph): number[][] =>
  Array.from({ length: hypergraph.edgeCount }, (_, edge) => [
    ...hypergraph.edgeMembers(edge),
  ]);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const seeds = fc.integer({ min: 0, max: 1000 });

describe('configuration model', () => {
  it('keeps degrees and sizes exactly, and no node twice', () => {
    fc.assert(
      fc.property(plainHypergraph, seeds, (hypergraph, seed) => {
        const { hypergraph: drawn } = configurationModel(hypergraph, { seed });
        expect(marginsOf(drawn)).toEqual(marginsOf(hypergraph));
        for (const row of members(drawn)) {
          expect(new Set(row).size).toBe(row.length);
          expect(row).toEqual([...row].sort((a, b) => a - b));
        }
      }),
    );
  });

  it('draws every matrix with these margins alike', () => {
    const start = hypergraphFromMembers([['a', 'b'], ['a'], ['c']]);
    const counts = new Map<string, number>();
    const runs = 3000;
    for (let seed = 0; seed < runs; seed++) {
      const { hypergraph } = configurationModel(start, { seed, sweeps: 12 });
      const text = JSON.stringify(members(hypergraph));
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    // a in both singles, or in the pair with b or c and in one of two singles.
    expect(counts.size).toBe(5);
    for (const count of counts.values()) {
      expect(Math.abs(count - runs / 5)).toBeLessThan(110); // 5 sd
    }
  });

  it('reports how the original wears off', () => {
    const start = uniformModel({ nodes: 60, edges: 60, size: 4 });
    const { mixing } = configurationModel(start, { sweeps: 40 });
    expect(mixing.kept.length).toBe(40);
    expect(mixing.proposed).toBe(40 * 240);
    expect(mixing.accepted).toBeGreaterThan(mixing.proposed / 2);
    expect(mixing.level).toBeLessThan(0.15); // 1/15 by chance
    expect(Math.abs(mixing.drift)).toBeLessThan(0.03);
  });

  it('leaves all as it is without sweeps', () => {
    const start = hypergraphFromMembers([['a', 'b'], ['c']]);
    const { hypergraph, mixing } = configurationModel(start, { sweeps: 0 });
    expect(members(hypergraph)).toEqual([[0, 1], [2]]);
    expect(mixing.level).toBe(1);
  });

  it('keeps head and tail degrees of directed hypergraphs', () => {
    const builder = new HypergraphBuilder();
    builder.networkType = 'directed';
    for (let edge = 0; edge < 12; edge++) {
      const row = builder.addEdge(`e${edge}`);
      for (let i = 0; i < 4; i++) {
        builder.addIncidence(
          row,
          builder.addNode(`n${(edge * 3 + i * i) % 9}`),
        );
        builder.setIncidence('role', i < 2 ? 'tail' : 'head');
      }
    }
    const start = builder.build();
    const { hypergraph: drawn } = configurationModel(start, { seed: 3 });
    expect(members(drawn)).not.toEqual(members(start));
    expect(roleDegrees(drawn)).toEqual(roleDegrees(start));
  });

  it('realises degrees and sizes, or says that none does', () => {
    const degrees = [3, 2, 2, 1, 1];
    const sizes = [4, 3, 2];
    const { hypergraph } = configurationFromDegrees({ degrees, sizes });
    const margins = marginsOf(hypergraph);
    expect([...margins.degrees]).toEqual(degrees);
    expect([...margins.sizes]).toEqual(sizes);
    const wrong = { degrees: [3, 0], sizes: [1, 1, 1, 0] };
    expect([
      ...marginsOf(configurationFromDegrees(wrong).hypergraph).degrees,
    ]).toEqual([3, 0]);
    expect(() =>
      configurationFromDegrees({ degrees: [2, 2], sizes: [3, 1] }),
    ).toThrow('No hypergraph has these');
    expect(() =>
      configurationFromDegrees({ degrees: [1], sizes: [1, 1] }),
    ).toThrow('sum 1');
  });

  it('realises the margins of any hypergraph', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const margins = marginsOf(hypergraph);
        const drawn = configurationFromDegrees(margins, { sweeps: 2 });
        expect(marginsOf(drawn.hypergraph)).toEqual(margins);
      }),
    );
  });
});

function roleDegrees(hypergraph: Hypergraph): Record<string, number> {
  const roles = hypergraph.incidencesByEdge().column('role');
  const counts: Record<string, number> = {};
  let at = 0;
  members(hypergraph).forEach((row, edge) => {
    for (const node of row) {
      const role = JSON.stringify(roles?.get(at++));
      for (const key of [`node ${node} ${role}`, `edge ${edge} ${role}`]) {
        counts[key] = (counts[key] ?? 0) + 1;
      }
    }
  });
  return counts;
}

describe('models of independent incidences', () => {
  const degrees = [8, 6, 5, 4, 3, 2, 1, 1];
  const sizes = [5, 5, 4, 4, 3, 3, 2, 2, 1, 1];
  const runs = Array.from({ length: 600 }, (_, seed) => seed);

  it('Chung–Lu has each incidence with its probability', () => {
    const counts = new Map<string, number>();
    for (const seed of runs) {
      members(chungLuModel({ degrees, sizes }, { seed })).forEach((row, edge) =>
        row.forEach((node) => {
          const key = `${node} ${edge}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }),
      );
    }
    degrees.forEach((degree, node) =>
      sizes.forEach((size, edge) => {
        const p = Math.min(1, (degree * size) / 30);
        const found = (counts.get(`${node} ${edge}`) ?? 0) / runs.length;
        expect(Math.abs(found - p)).toBeLessThan(
          5 * Math.sqrt((p * (1 - p)) / runs.length) + 1e-9,
        );
      }),
    );
  });

  it('block models put incidences where blocks say', () => {
    const model = {
      degrees: new Array<number>(40).fill(5),
      sizes: new Array<number>(40).fill(5),
      nodeGroups: Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1)),
      edgeGroups: Array.from({ length: 40 }, (_, i) => (i < 10 ? 1 : 0)),
      incidences: [
        [90, 10],
        [60, 40],
      ],
    };
    const found = [
      [0, 0],
      [0, 0],
    ];
    for (let seed = 0; seed < 40; seed++) {
      members(degreeCorrectedBlockModel(model, { seed })).forEach((row, edge) =>
        row.forEach((node) => {
          found[model.nodeGroups[node]!]![model.edgeGroups[edge]!]! += 1 / 40;
        }),
      );
    }
    found.flat().forEach((count, i) => {
      const wanted = model.incidences.flat()[i]!;
      expect(Math.abs(count - wanted)).toBeLessThan(5 * Math.sqrt(wanted / 40));
    });
  });

  it('Erdős–Rényi has incidences by chance', () => {
    const drawn = erdosRenyiIncidences({ nodes: 300, edges: 200, p: 0.05 });
    expect([drawn.nodeCount, drawn.edgeCount]).toEqual([300, 200]);
    expect(Math.abs(drawn.incidenceCount - 3000)).toBeLessThan(270);
    const full = erdosRenyiIncidences({ nodes: 4, edges: 3, p: 1 });
    expect(full.incidenceCount).toBe(12);
  });

  it('BTER meets degrees and closes more four-cycles than Chung–Lu', () => {
    const margins = {
      degrees: new Array<number>(200).fill(5),
      sizes: new Array<number>(250).fill(4),
    };
    const blocks = blockTwoLevelModel({ ...margins, coefficient: 0.5 });
    expect(Math.abs(blocks.incidenceCount - 1000)).toBeLessThan(100);
    const plain = chungLuModel(margins);
    expect(computeBipartiteClustering(blocks).coefficient).toBeGreaterThan(0.3);
    expect(computeBipartiteClustering(plain).coefficient).toBeLessThan(0.1);
  });

  it('refuses sums that differ, and what does not fit', () => {
    expect(() => chungLuModel({ degrees: [2], sizes: [1] })).toThrow(
      'the sums must agree',
    );
    const large = { nodes: 1e6, edges: 1e6, p: 0.5 };
    expect(() => erdosRenyiIncidences(large)).toThrow(
      '500000000000 incidences',
    );
  });
});

describe('models of sets', () => {
  it('Erdős–Rényi draws each set with its probability', () => {
    const counts = new Map<string, number>();
    const runs = 2000;
    for (let seed = 0; seed < runs; seed++) {
      const drawn = erdosRenyiModel(6, [{ size: 3, p: 0.3 }], { seed });
      for (const row of members(drawn)) {
        counts.set(row.join(''), (counts.get(row.join('')) ?? 0) + 1);
      }
    }
    expect(counts.size).toBe(20);
    for (const count of counts.values()) {
      expect(Math.abs(count - 0.3 * runs)).toBeLessThan(105); // 5 sd
    }
  });

  it('draws different sets from more than can be numbered', () => {
    const sets = members(erdosRenyiModel(1e5, [{ size: 6, p: 1e-24 }]));
    expect(Math.abs(sets.length - 1388)).toBeLessThan(190);
    expect(new Set(sets.map((row) => row.join())).size).toBe(sets.length);
  });

  it('is complete at p = 1', () => {
    const all = members(completeHypergraph({ nodes: 6, maxSize: 4 }));
    expect(all.length).toBe(15 + 20 + 15);
    expect(new Set(all.map((row) => row.join())).size).toBe(50);
    expect(() => completeHypergraph({ nodes: 100, maxSize: 50 })).toThrow(
      'raise maxIncidences',
    );
  });

  it('uniform: as many as asked for, all different', () => {
    const drawn = uniformModel({ nodes: 7, edges: 35, size: 3 });
    expect(new Set(members(drawn).map((row) => row.join())).size).toBe(35);
    expect(() => uniformModel({ nodes: 7, edges: 36, size: 3 })).toThrow(
      'have 35 sets of 3',
    );
    const repeated = { nodes: 3, edges: 36, size: 3, repeats: true };
    expect(uniformModel(repeated).edgeCount).toBe(36);
  });

  it('block model: certain and impossible sets', () => {
    const drawn = stochasticBlockModel({
      blocks: [3, 4],
      size: 3,
      probability: (blocks) => (blocks.join() === '0,0,1' ? 1 : 0),
    });
    expect(members(drawn).map((row) => row.join(''))).toHaveLength(3 * 4);
    for (const row of members(drawn)) {
      expect(row.filter((node) => node < 3)).toHaveLength(2);
    }
  });

  it('planted partition: mean degree stays, epsilon 1 keeps to blocks', () => {
    const model = { nodes: 60, size: 3, meanDegree: 6 };
    const edges = [0, 0.5, 1].map((epsilon) =>
      members(plantedPartitionModel({ ...model, epsilon, rho: 0.4 })),
    );
    for (const rows of edges) {
      expect(Math.abs(rows.length - 120)).toBeLessThan(55);
    }
    const crossing = (rows: number[][]): number =>
      rows.filter((row) => row.some((v) => v < 24) && row.some((v) => v >= 24))
        .length;
    expect(edges.map(crossing)[2]).toBe(0);
    expect(crossing(edges[0]!)).toBeGreaterThan(crossing(edges[1]!));
  });

  it('shuffling keeps sizes, and untouched all', () => {
    fc.assert(
      fc.property(plainHypergraph, seeds, (hypergraph, seed) => {
        const drawn = shuffleHyperedges(hypergraph, { seed });
        expect(rowLengths(drawn.edges)).toEqual(rowLengths(hypergraph.edges));
        const same = shuffleHyperedges(hypergraph, { seed, share: 0 });
        expect(members(same)).toEqual(members(hypergraph));
      }),
    );
  });
});

describe('regular shapes', () => {
  it('ring lattices: size times as many hyperedges a node as begin there', () => {
    const ring = ringLattice({ nodes: 12, size: 3, perNode: 2 });
    expect([...new Set(rowLengths(ring.nodes))]).toEqual([6]);
    expect(members(ring).slice(0, 2)).toEqual([
      [0, 1, 2],
      [0, 2, 3],
    ]);
    const pairs = ringLattice({ nodes: 10, size: 2, perNode: 2 });
    expect([...new Set(rowLengths(pairs.nodes))]).toEqual([4]);
    expect(() => ringLattice({ nodes: 4, size: 4, perNode: 2 })).toThrow(
      'ring',
    );
  });

  it('Watts–Strogatz keeps sizes and first nodes', () => {
    const ring = { nodes: 30, size: 4, perNode: 1 };
    expect(members(wattsStrogatzModel({ ...ring, p: 0 }))).toEqual(
      members(ringLattice(ring)),
    );
    const rewired = members(wattsStrogatzModel({ ...ring, p: 1 }));
    rewired.forEach((row, edge) => {
      expect(new Set(row).size).toBe(4);
      expect(row).toContain(edge);
    });
  });

  it('sunflowers share the core alone', () => {
    const flower = sunflower({ petals: 4, core: 2, size: 5 });
    expect([flower.nodeCount, flower.edgeCount]).toEqual([14, 4]);
    expect([...rowLengths(flower.nodes)].filter((d) => d === 4)).toHaveLength(
      2,
    );
  });

  it('a star–clique is what XGI makes of 6, 7, order 2', () => {
    const shape = starClique({ star: 6, clique: 7, maxSize: 3 });
    expect([shape.nodeCount, shape.edgeCount]).toEqual([13, 5 + 1 + 21 + 35]);
    expect(shape.nodeDegree(0)).toBe(6);
  });
});

describe('growth', () => {
  it('ends with the nodes asked for; early ones have more', () => {
    const grown = preferentialAttachment({ nodes: 400, size: 3 });
    expect(grown.nodeCount).toBe(400);
    const degrees = [...rowLengths(grown.nodes)];
    expect(Math.min(...degrees)).toBeGreaterThan(0);
    expect(mean(degrees.slice(0, 20))).toBeGreaterThan(
      5 * mean(degrees.slice(200)),
    );
    expect([...rowLengths(grown.edges)].slice(5).every((s) => s === 3)).toBe(
      true,
    );
  });
});
