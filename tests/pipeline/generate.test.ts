import { describe, expect, it } from 'vitest';
import { rowLengths } from '#hypergraph/incidence.ts';
import {
  generateHypergraph,
  modelNames,
  modelNeeds,
  type GenerateOptions,
} from '#pipeline/operations/generate.ts';
import { memberLists } from '../support/plain-hypergraph.ts';

const everything: GenerateOptions = {
  nodes: 30,
  edges: 12,
  size: [3],
  p: 0.2,
  degree: 3,
  exponent: 2.5,
  epsilon: 0.5,
  steps: 20,
  core: 1,
};

describe('generated hypergraphs', () => {
  it.each(modelNames)(
    '%s is the same for a seed and takes no less than it needs',
    (name) => {
      const made = generateHypergraph(name, everything, { seed: 5 });
      const again = generateHypergraph(name, everything, { seed: 5 });
      expect(memberLists(again)).toEqual(memberLists(made));
      expect(made.nodeCount).toBeGreaterThan(0);
      expect(() => generateHypergraph(name, {})).toThrow(
        `needs --${modelNeeds(name).replaceAll(', ', ', --')}`,
      );
    },
  );

  it('have the numbers asked for', () => {
    const made = generateHypergraph('scale-free', {
      ...everything,
      size: [2, 4],
    });
    expect(made).toMatchObject({ nodeCount: 30, edgeCount: 24 });
    expect(new Set(rowLengths(made.edges))).toEqual(new Set([2, 4]));
    const ring = generateHypergraph('watts-strogatz', everything);
    expect(ring.incidenceCount).toBe(30 * 3);
  });

  it('name what is missing', () => {
    expect(() => generateHypergraph('uniform', { nodes: 4 })).toThrow(
      '--edges, --size are missing',
    );
  });
});
