import { fixMapping } from '#formats/fix-columns.ts';
import type { Recipe } from '../recipe.ts';
import { simulateFixes } from './simulate.ts';

/** Positions of people, vehicles or animals: who was where together. */
export const fixesRecipe: Recipe = {
  name: 'fixes',
  title: 'Positions and meetings',
  summary:
    'Each record is one position. Everybody in one cell of about 200 m within one hour is a relation, with the cell as a member: a meeting, a household at breakfast, somebody alone.',
  mapping: fixMapping,
  defaults: { of: 'edges', mode: 'static', s: 2 },
  questions: [
    {
      text: 'Which meetings break with routine?',
      reading:
        'Cells and hours least expected from where each person is otherwise, and with whom. No position is no evidence of absence; errands and trips are new, too.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'fixes'],
        ...['--top', '20', '--explain'],
      ],
    },
    {
      text: 'Who leads an unusual life?',
      reading:
        'People and places by the mean surprise of their hours. A ranking of patterns, not of people.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'fixes'],
        ...['--of', 'nodes', '--top', '20'],
      ],
    },
    {
      text: 'Where does everybody pass?',
      reading:
        'Cells and people in the most hours: homes, firms, the busiest places.',
      command: [
        ...['topology', 'centrality', 'SOURCE', '--recipe', 'fixes'],
        ...['--metric', 'degree', '--of', 'nodes'],
      ],
    },
  ],
  simulate: simulateFixes,
};
