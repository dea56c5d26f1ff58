import type { Recipe } from '../recipe.ts';
import { simulateComplexes } from './simulate.ts';

/** Protein complexes: which molecules make one machine. */
export const complexesRecipe: Recipe = {
  name: 'complexes',
  title: 'Protein complexes',
  summary:
    'Each record is one subunit of a complex; a complex is a relation among its subunits, with copies as weights. ComplexTAB and CORUM files are read as they are.',
  mapping: { edge: ['complex'], node: ['subunit'], weight: 'copies' },
  defaults: { of: 'edges', mode: 'static', s: 2 },
  questions: [
    {
      text: 'Which complexes have members that do not belong?',
      reading:
        'Complexes whose subunits are found together nowhere else: contaminants of a purification, mixed samples. A new complex looks the same.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'complexes'],
        ...['--top', '20', '--explain'],
      ],
    },
    {
      text: 'Which complexes share subunits?',
      reading: 'Complexes joined where they share two subunits or more.',
      command: [
        ...['topology', 'components', 'SOURCE', '--recipe', 'complexes'],
        ...['--s', '2'],
      ],
    },
    {
      text: 'Which subunits are in many complexes?',
      reading:
        'Chaperones, the ribosome, and what sticks to every purification.',
      command: [
        ...['topology', 'centrality', 'SOURCE', '--recipe', 'complexes'],
        ...['--metric', 'degree', '--of', 'nodes'],
      ],
    },
  ],
  simulate: simulateComplexes,
};
