import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { NewDataset } from '#pipeline/dataset-shelf.ts';

/** Midnight of 2026-03-02, UTC. */
export const START = Date.UTC(2026, 2, 2);

const HOUR = 3_600_000;

/** Seven visits: who met where; ids that are awkward in an address among them. */
const ROWS: readonly (readonly [string, readonly string[], number | null])[] = [
  ['monday', ['ada', 'bo', 'cy'], 0],
  ['tuesday', ['ada', 'bo', 'hall'], 1],
  ['wednesday', ['ada', 'bo', 'cy', 'hall'], 2],
  ['../../etc/passwd', ['cy', 'dee'], 3],
  ['a/b?c#d%20', ['dee'], 10],
  ['naïve 名', ['eve'], null],
  ['empty', [], null],
];

/** A small data set with times, kinds, roles and a property. */
export function visits(): NewDataset {
  const builder = new HypergraphBuilder();
  for (const [id, members, hours] of ROWS) {
    const edge = builder.addEdge(id);
    if (hours !== null) builder.setEdge(edge, 'time', START + hours * HOUR);
    builder.setEdge(edge, 'room', `room of ${id}`);
    for (const member of members) {
      const node = builder.addNode(member);
      builder.setNode(node, 'kind', member === 'hall' ? 'place' : 'person');
      builder.addIncidence(edge, node);
      builder.setIncidence('role', member === 'ada' ? 'host' : 'guest');
    }
  }
  builder.addNode('nobody');
  return {
    name: 'visits',
    hypergraph: builder.build(),
    provenance: {
      source: 'visits.csv',
      format: 'csv',
      bytes: 210,
      sha256: '0'.repeat(64),
      mapping: { node: ['who'] },
      rejected: {
        count: 1,
        rows: [
          { file: 'visits.csv', line: 9, expected: 'a name', reason: 'empty' },
        ],
      },
      notes: ['Times are ISO 8601.'],
      rowFrom: 'nowhere',
    },
  };
}
