import type { Recipe } from '../recipe.ts';
import { simulateContacts } from './simulate.ts';

/** Face-to-face contacts: who stood together. */
export const contactsRecipe: Recipe = {
  name: 'contacts',
  title: 'Face-to-face contacts',
  summary:
    'Each record is one gathering, a relation among the people who stood together within a few minutes.',
  mapping: { node: ['people'], split: ' ', time: 'time' },
  defaults: { of: 'edges', mode: 'static', s: 2 },
  questions: [
    {
      text: 'Which gatherings are out of the ordinary?',
      reading:
        'Gatherings of people who do not meet otherwise, or of a badge nobody knows. A corridor brings strangers together, too.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'contacts'],
        ...['--top', '20', '--explain'],
      ],
    },
    {
      text: 'Which groups are there?',
      reading: 'Gatherings joined where they share two people.',
      command: [
        ...['topology', 'components', 'SOURCE', '--recipe', 'contacts'],
        ...['--s', '2'],
      ],
    },
    {
      text: 'Who is everywhere?',
      reading: 'People by their number of gatherings.',
      command: [
        ...['topology', 'centrality', 'SOURCE', '--recipe', 'contacts'],
        ...['--metric', 'degree', '--of', 'nodes'],
      ],
    },
  ],
  simulate: simulateContacts,
};
