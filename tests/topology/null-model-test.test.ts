import { describe, expect, it } from 'vitest';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { computeBipartiteClustering } from '#topology/cohesion/bipartite.ts';
import { marginsOf } from '#topology/models/independent-incidences.ts';
import {
  nullModel,
  nullModelTest,
  nullModelTestAsync,
  type NullModelName,
} from '#topology/models/null-model-test.ts';
import { uniformModel } from '#topology/models/random-sets.ts';

const models: NullModelName[] = [
  'configuration',
  'chung-lu',
  'dcsbm',
  'bter',
  'shuffle',
];

/** Twelve groups of five; each has all its triples but four. */
const clustered = hypergraphFromMembers(
  Array.from({ length: 12 }, (_, group) =>
    ['012', '123', '234', '034', '014', '024'].map((triple) =>
      Array.from(triple, (member) => `${group}.${member}`),
    ),
  ).flat(),
);

const fourCycles = (hypergraph: Hypergraph): number =>
  computeBipartiteClustering(hypergraph).fourCycles;

describe('null models', () => {
  it.each(models)('%s keeps ids, and its margins on average', (model) => {
    const draw = nullModel(clustered, { model });
    const drawn = Array.from({ length: 20 }, (_, seed) => draw(seed));
    const incidences = drawn.map((each) => each.incidenceCount);
    const mean = incidences.reduce((sum, n) => sum + n, 0) / 20;
    expect(Math.abs(mean - clustered.incidenceCount)).toBeLessThan(25);
    expect(drawn[0]!.edgeIds.textAt(3)).toBe('3');
    expect(drawn[0]!.nodeIds.textAt(1)).toBe('0.1');
    if (model !== 'configuration') return;
    for (const each of drawn)
      expect(marginsOf(each)).toEqual(marginsOf(clustered));
  });

  it('dcsbm keeps incidences between communities', () => {
    const labels = Array.from({ length: clustered.nodeCount }, (_, node) =>
      Number(clustered.nodeIds.textAt(node).split('.')[0]),
    );
    const drawn = nullModel(clustered, { model: 'dcsbm', labels })(1);
    for (let edge = 0; edge < drawn.edgeCount; edge++) {
      const groups = Array.from(drawn.edgeMembers(edge), (v) => labels[v]);
      expect(new Set(groups).size).toBeLessThan(2);
    }
  });
});

describe('null-model test', () => {
  it('finds planted clustering unusual', () => {
    const samples = 99;
    const found = nullModelTest(clustered, fourCycles, { samples });
    expect(found.observed).toBe(fourCycles(clustered));
    expect(found.p).toBe(0.01);
    expect(found.pBelow).toBe(1);
    expect(found.z).toBeGreaterThan(10);
    expect(found.values.length).toBe(samples);
  });

  it('finds a sample of the model usual', () => {
    const start = uniformModel({ nodes: 40, edges: 60, size: 3 });
    const drawn = nullModel(start)(77);
    const { p, pBelow } = nullModelTest(drawn, fourCycles, { samples: 60 });
    expect(Math.min(p, pBelow)).toBeGreaterThan(0.02);
  });

  it('counts ties both ways, and has no z without spread', () => {
    const found = nullModelTest(clustered, (h) => h.incidenceCount, {
      samples: 9,
    });
    expect(found).toMatchObject({ p: 1, pBelow: 1, sd: 0, z: null });
  });

  it('is the same for a seed, waiting or not', async () => {
    const options = { samples: 5, seed: 3, model: 'chung-lu' } as const;
    const now = nullModelTest(clustered, fourCycles, options);
    const later = await nullModelTestAsync(
      clustered,
      (h) => Promise.resolve(fourCycles(h)),
      options,
    );
    expect(later).toEqual(now);
    expect(() => nullModelTest(clustered, fourCycles, { samples: 0 })).toThrow(
      'samples is 0',
    );
  });
});
