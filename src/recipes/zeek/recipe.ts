import type { Recipe } from '../recipe.ts';
import { simulateZeek } from './simulate.ts';

/** Network connections as Zeek logs them. */
export const zeekRecipe: Recipe = {
  name: 'zeek',
  title: 'Zeek network logs',
  summary:
    'Each record of a Zeek log is a relation among the two hosts and what the log is about: the port of a connection, the name of a DNS query, the path of a share.',
  // Empty: the log's own #path decides what its members are.
  mapping: {},
  defaults: { of: 'edges', mode: 'static', s: 2 },
  questions: [
    {
      text: 'Which connections should I look at first?',
      reading:
        'Those least expected from what both hosts and the port did otherwise, each with its reasons: scans, hops from desk to desk, addresses that one machine alone talks to. A ranking, not a verdict.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'zeek'],
        ...['--top', '20', '--explain'],
      ],
    },
    {
      text: 'Which hosts behave least like themselves?',
      reading:
        'Hosts and ports by the mean surprise of their connections. A new machine ranks high, too.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'zeek'],
        ...['--of', 'nodes', '--top', '20'],
      ],
    },
    {
      text: 'Which connections come in bursts?',
      reading:
        'Connections of hosts that are far busier than usual just then: scans and transfers, but also back-ups.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'zeek'],
        ...['--head', 'bursty', '--top', '20'],
      ],
    },
    {
      text: 'What does everything hang on?',
      reading:
        'Members of the most connections: name servers, the domain controller, the busiest ports.',
      command: [
        ...['topology', 'centrality', 'SOURCE', '--recipe', 'zeek'],
        ...['--metric', 'degree', '--of', 'nodes'],
      ],
    },
  ],
  simulate: simulateZeek,
};
