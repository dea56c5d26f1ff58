import { sysmonMapping } from '#formats/sysmon.ts';
import type { Recipe } from '../recipe.ts';
import { simulateSysmon } from './simulate.ts';

/** Windows events: which process did what, where, for whom. */
export const sysmonRecipe: Recipe = {
  name: 'sysmon',
  title: 'Windows and Sysmon events',
  summary:
    'Each record is one Windows event, a relation among the host, the user, the process, its parent and what it is done to.',
  mapping: sysmonMapping,
  defaults: { of: 'edges', mode: 'static', s: 3 },
  questions: [
    {
      text: 'Which processes should I look at first?',
      reading:
        'Events least expected from what host, user and program did otherwise: a document that starts a shell, a desk that asks who it is. A ranking, not a verdict.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'sysmon'],
        ...['--top', '20', '--explain'],
      ],
    },
    {
      text: 'Which hosts, users and programs are out of line?',
      reading: 'Members by the mean surprise of their events.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'sysmon'],
        ...['--of', 'nodes', '--top', '20'],
      ],
    },
    {
      text: 'Which programs are everywhere?',
      reading: 'Members of the most events: what to leave out of a hunt.',
      command: [
        ...['topology', 'centrality', 'SOURCE', '--recipe', 'sysmon'],
        ...['--metric', 'degree', '--of', 'nodes'],
      ],
    },
  ],
  simulate: simulateSysmon,
};
