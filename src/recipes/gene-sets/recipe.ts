import type { Recipe } from '../recipe.ts';
import { simulateGeneSets } from './simulate.ts';

/** Collections of gene sets: which genes are said to act together. */
export const geneSetsRecipe: Recipe = {
  name: 'gene-sets',
  title: 'Gene sets',
  summary:
    'Each record is one gene set, a relation among the genes that a pathway or experiment names. GMT files, or tables with the columns set and gene.',
  mapping: { edge: ['set'], node: ['gene'] },
  defaults: { of: 'edges', mode: 'static', s: 3 },
  questions: [
    {
      text: 'Which sets do not hang together?',
      reading:
        'Sets whose genes are found together nowhere else: two lists run into one, foreign genes, symbols that a spreadsheet turned into dates. New biology looks the same; read the members.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'gene-sets'],
        ...['--top', '20', '--explain'],
      ],
    },
    {
      text: 'Which sets say the same thing?',
      reading:
        'Sets contained in no other. Their number against the total says how much is repeated.',
      command: ['topology', 'toplexes', 'SOURCE', '--recipe', 'gene-sets'],
    },
    {
      text: 'Which genes matter in the most connected way?',
      reading:
        'Genes by betweenness where genes are neighbours if three sets name both. Averaging over s steadies the ranking (Feng et al. 2021).',
      command: [
        ...['topology', 'centrality', 'SOURCE', '--recipe', 'gene-sets'],
        ...['--metric', 'betweenness', '--of', 'nodes', '--s', '3'],
      ],
    },
    {
      text: 'Which themes are there?',
      reading:
        'Sets joined where they share three genes or more, largest first.',
      command: [
        ...['topology', 'components', 'SOURCE', '--recipe', 'gene-sets'],
        ...['--s', '3'],
      ],
    },
  ],
  simulate: simulateGeneSets,
};
