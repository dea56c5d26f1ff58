import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeNodeMotifs } from '#topology/motifs/node-motifs.ts';
import { memberSets } from '../support/reference/line-graph.ts';
import { nodeMotifsByDefinition } from '../support/reference/motifs.ts';
import { degenerate, hypergraphOf } from '../support/plain-hypergraph.ts';

const NODES = 7;

/** Many small hyperedges on few nodes, equal and single ones among them. */
const smallEdges = fc
  .array(fc.uniqueArray(fc.nat(NODES - 1), { maxLength: 5 }), { maxLength: 14 })
  .map((edges) => hypergraphOf(NODES, edges));

describe.each([3, 4] as const)('motifs of %i nodes', (size) => {
  it('equal the reference', () => {
    fc.assert(
      fc.property(smallEdges, (hypergraph) => {
        const { patterns, counts, total } = computeNodeMotifs(hypergraph, {
          size,
        });
        const expected = nodeMotifsByDefinition(
          memberSets(hypergraph),
          NODES,
          size,
        );
        const found = Object.fromEntries(
          patterns
            .map((pattern, i): [string, number] => [pattern, counts[i]!])
            .filter(([, count]) => count > 0),
        );
        expect(found).toEqual(expected);
        const sum = Object.values(expected).reduce((a, b) => a + b, 0);
        expect(total).toBe(sum);
      }),
    );
  });

  it('have 6 and 171 patterns', () => {
    const { patterns } = computeNodeMotifs(hypergraphOf(0, []), { size });
    expect(patterns).toHaveLength(size === 3 ? 6 : 171);
    expect(patterns[0]).toBe(size === 3 ? '123' : '1234');
  });

  it.each(degenerate)('are at most one in %s', (_, hypergraph) => {
    expect(computeNodeMotifs(hypergraph, { size }).total).toBeLessThan(2);
  });
});
