import type { Recipe } from '../recipe.ts';
import { simulateCargo } from './simulate.ts';

/** Inspected consignments: who ships what, how and where. */
export const cargoRecipe: Recipe = {
  name: 'cargo',
  title: 'Cargo inspections',
  summary:
    'Each record is one consignment, a relation among a port, a lane, a carrier, a commodity and a shipper, with what the scanner read.',
  mapping: {
    node: ['port', 'lane', 'carrier', 'commodity', 'shipper'],
    time: 'time',
    keep: ['reading'],
  },
  defaults: { of: 'edges', mode: 'static', s: 3 },
  questions: [
    {
      text: 'Which consignments should be opened first?',
      reading:
        'Those least expected from what the shipper, lane and carrier did otherwise, each with its reasons. A ranking, not a verdict: business changes.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'cargo'],
        ...['--top', '20', '--explain'],
      ],
    },
    {
      text: 'Which shippers behave least like others?',
      reading: 'Members by the mean surprise of their consignments.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'cargo'],
        ...['--of', 'nodes', '--top', '20'],
      ],
    },
    {
      text: 'Which readings do not fit what was declared?',
      reading:
        'Consignments by the scanner and the hour alone. Many at one port within days point to the scanner, not the cargo.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'cargo'],
        ...['--head', 'attributes', '--top', '20'],
      ],
    },
  ],
  simulate: simulateCargo,
};
