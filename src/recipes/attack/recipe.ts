import type { Recipe } from '../recipe.ts';
import { simulateAttack } from './simulate.ts';

/** Reports of intrusions: which techniques were used together. */
export const attackRecipe: Recipe = {
  name: 'attack',
  title: 'ATT&CK groups and techniques',
  summary:
    'Each group, campaign or report of a STIX bundle is one relation among the techniques it uses.',
  mapping: { edge: ['source_ref'], node: ['target_ref'] },
  defaults: { of: 'edges', mode: 'static', s: 3 },
  questions: [
    {
      text: 'Which reports do not hang together?',
      reading:
        'Reports whose techniques are seldom used together: two intrusions told as one, or a list padded from a scanner. A new playbook looks the same.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'attack'],
        ...['--top', '20', '--explain'],
      ],
    },
    {
      text: 'Which groups work alike?',
      reading:
        'Groups joined where they share five techniques. Overlap, not attribution: common tools make common techniques.',
      command: [
        ...['topology', 'components', 'SOURCE', '--recipe', 'attack'],
        ...['--s', '5'],
      ],
    },
    {
      text: 'Which techniques does nearly everybody use?',
      reading: 'What to detect first, and what tells nothing about who it was.',
      command: [
        ...['topology', 'centrality', 'SOURCE', '--recipe', 'attack'],
        ...['--metric', 'degree', '--of', 'nodes'],
      ],
    },
  ],
  simulate: simulateAttack,
};
