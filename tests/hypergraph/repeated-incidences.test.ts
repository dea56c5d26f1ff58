import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';

describe('HypergraphBuilder.repeatedIncidences', () => {
  it('groups the numbers of equal pairs, as the build will merge them', () => {
    const pair = fc.tuple(fc.nat(3), fc.nat(3));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 40 }), (pairs) => {
        const builder = new HypergraphBuilder();
        for (let id = 0; id < 4; id++) {
          builder.addEdge(id);
          builder.addNode(id);
        }
        const byPair = new Map<string, number[]>();
        for (const [number, [edge, node]] of pairs.entries()) {
          builder.addIncidence(edge, node);
          builder.setIncidence('weight', number + 1);
          const key = `${edge} ${node}`;
          byPair.set(key, [...(byPair.get(key) ?? []), number]);
        }
        const expected = [...byPair.entries()]
          .filter(([, numbers]) => numbers.length > 1)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, numbers]) => numbers);
        expect(builder.repeatedIncidences()).toEqual(expected);
        for (const [number] of pairs.entries()) {
          expect(builder.incidenceProperty(number, 'weight')).toBe(number + 1);
        }
      }),
    );
  });

  it('sets a property of an incidence added earlier', () => {
    const builder = new HypergraphBuilder();
    builder.addIncidence(builder.addEdge('e'), builder.addNode('a'));
    builder.addIncidence(builder.addEdge('e'), builder.addNode('b'));
    builder.setIncidenceAt(0, 'note', 'x');
    const table = builder.build().incidencesByEdge();
    expect([table.get('note', 0), table.get('note', 1)]).toEqual(['x', null]);
  });
});
