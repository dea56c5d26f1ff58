import fc from 'fast-check';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { Random } from '#numeric/random.ts';
import { hypergraphOf } from './plain-hypergraph.ts';

/**
 * Hypergraphs of up to 40 edges with what small random ones lack: hubs, lumps of
 * edges that share many nodes, long edges, equal and empty edges, isolated nodes.
 */
export const lumpyHypergraph: fc.Arbitrary<Hypergraph> = fc
  .record({
    seed: fc.nat(),
    nodes: fc.integer({ min: 1, max: 90 }),
    edges: fc.integer({ min: 0, max: 40 }),
    longest: fc.integer({ min: 1, max: 80 }),
    lumps: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ seed, nodes, edges, longest, lumps }) => {
    const random = new Random(seed);
    const below = (bound: number): number => random.nextUint32() % bound;
    const made: number[][] = [];
    for (let edge = 0; edge < edges; edge++) {
      const kind = below(8);
      const earlier = made[below(Math.max(1, made.length))] ?? [];
      if (kind === 0) made.push([]);
      else if (kind === 1) made.push(earlier);
      else if (kind === 2) made.push(earlier.filter(() => below(3) > 0));
      else {
        const lump = below(lumps) * Math.floor(nodes / lumps);
        const size = 1 + below(longest);
        const members = new Set(kind === 3 ? [0] : []);
        for (let i = 0; i < size; i++) {
          const isLocal = below(4) > 0;
          const node = isLocal ? (lump + below(8)) % nodes : below(nodes);
          members.add(node);
        }
        made.push([...members]);
      }
    }
    // the last node stays isolated
    return hypergraphOf(nodes + 1, made);
  });
