import fc from 'fast-check';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** One relation of a generated data set, by plain values. */
export interface Row {
  readonly members: readonly number[];
  readonly time: number | null;
  readonly colour: string | null;
}

export interface SmallCase {
  readonly rows: readonly Row[];
  /** Kinds nodes are dealt into by number; 1 for none. */
  readonly kinds: number;
  readonly timed: boolean;
}

/** Small data sets with empty, single and repeated relations, times and colours. */
export const smallCase: fc.Arbitrary<SmallCase> = fc.record({
  rows: fc.array(
    fc.record({
      members: fc.uniqueArray(fc.nat({ max: 9 }), { maxLength: 5 }),
      time: fc.option(
        fc.nat({ max: 20 * 24 * 60 }).map((minute) => minute * MINUTE),
        { freq: 8 },
      ),
      colour: fc.option(fc.constantFrom('red', 'green', 'blue')),
    }),
    { maxLength: 14 },
  ),
  kinds: fc.constantFrom(1, 3),
  timed: fc.boolean(),
});

/** Kind of the node `n`. */
export function kindOf(small: SmallCase, n: number): string {
  return small.kinds === 1 ? '' : `k${n % small.kinds}`;
}

/**
 * The data set as a hypergraph, 19 days long at least where it has times.
 * @param name - Id of node `n`.
 */
export function buildSmall(
  small: SmallCase,
  name: (n: number) => string = (n) => `n${n}`,
): Hypergraph {
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  const spread: Row[] = [0, 20 * DAY].map((time) => ({
    members: [0, 1],
    time,
    colour: 'red',
  }));
  for (const row of [...small.rows, ...(small.timed ? spread : [])]) {
    const edge = builder.addNextEdge();
    for (const member of row.members) {
      const node = builder.addNode(name(member));
      builder.addIncidence(edge, node);
      if (small.kinds > 1) {
        builder.setNode(node, 'kind', kindOf(small, member));
      }
    }
    if (small.timed && row.time !== null) {
      builder.setEdge(edge, 'time', row.time);
    }
    builder.setEdge(edge, 'colour', row.colour);
  }
  return builder.build();
}
