import type { Recipe } from '../recipe.ts';
import { simulateReactions } from './simulate.ts';

/** Biochemical reactions: what turns into what. */
export const reactionsRecipe: Recipe = {
  name: 'reactions',
  title: 'Biochemical reactions',
  summary:
    'Each record is one participant of a reaction; a reaction is a directed relation, from reactants (tail) to products (head). SBML models are read as they are.',
  mapping: { edge: ['reaction'], node: ['metabolite'], role: 'role' },
  defaults: { of: 'edges', mode: 'static', s: 2 },
  questions: [
    {
      text: 'Which reactions are probably written down wrong?',
      reading:
        'Reactions whose participants are found together nowhere else: a product of another pathway, a cofactor without its partner, a wrong compartment. Rare chemistry looks the same.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'reactions'],
        ...['--top', '20', '--explain'],
      ],
    },
    {
      text: 'Which metabolites does everything hang on?',
      reading:
        'Energy carriers and water first; leave them out to see pathways.',
      command: [
        ...['topology', 'centrality', 'SOURCE', '--recipe', 'reactions'],
        ...['--metric', 'degree', '--of', 'nodes'],
      ],
    },
    {
      text: 'Which pathways are there?',
      reading:
        'Reactions joined where they share two metabolites: versions of a step, and steps with common cofactors.',
      command: [
        ...['topology', 'components', 'SOURCE', '--recipe', 'reactions'],
        ...['--s', '2'],
      ],
    },
  ],
  simulate: simulateReactions,
};
