import type { Recipe } from '../recipe.ts';
import { simulateAuth } from './simulate.ts';

/** Enterprise log-ons: who logged on where, by which program, from where. */
export const authRecipe: Recipe = {
  name: 'auth',
  title: 'Enterprise log-ons',
  summary:
    'Each record is one log-on, a relation among a user, a host, a process and the source it came from.',
  mapping: {
    node: ['user', 'host', 'process', 'source'],
    time: 'time',
    keep: ['outcome', 'logonType', 'session', 'department'],
  },
  defaults: { of: 'edges', mode: 'static', s: 2 },
  questions: [
    {
      text: 'Which log-ons should I look at first?',
      reading:
        'The log-ons least expected from what each user, host, process and source did before, each with its reasons. A ranking, not a verdict.',
      command: ['anomalies', 'SOURCE', '--recipe', 'auth', '--top', '20'],
    },
    {
      text: 'Which log-ons come in bursts?',
      reading:
        'Log-ons whose members appear far more often than usual within a short time: password guessing, but also patch nights.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'auth'],
        ...['--head', 'bursty', '--top', '20'],
      ],
    },
    {
      text: 'Which accounts and machines do everything hang on?',
      reading:
        'Members in many log-ons: domain controllers, mail, service accounts. Their loss or theft reaches furthest.',
      command: [
        ...['topology', 'centrality', 'SOURCE', '--recipe', 'auth'],
        ...['--metric', 'degree', '--of', 'nodes'],
      ],
    },
    {
      text: 'Which log-ons stand apart from the rest of the firm?',
      reading:
        'Groups of log-ons that share three members with each other and not with the rest. Small groups are worth a look; most are harmless.',
      command: [
        ...['topology', 'components', 'SOURCE', '--recipe', 'auth'],
        ...['--s', '3'],
      ],
    },
  ],
  simulate: simulateAuth,
};
