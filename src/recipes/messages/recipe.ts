import type { Recipe } from '../recipe.ts';
import { simulateMessages } from './simulate.ts';

/** Messages that share links and hashtags. */
export const messagesRecipe: Recipe = {
  name: 'messages',
  title: 'Messages and what they share',
  summary:
    'Each record is one message, a relation among its account and the links and hashtags in it; sentiment is kept where the data has it.',
  mapping: {
    node: ['account', 'items'],
    split: ' ',
    time: 'time',
    keep: ['sentiment'],
  },
  defaults: { of: 'edges', mode: 'static', s: 2 },
  questions: [
    {
      text: 'Which messages look arranged?',
      reading:
        'Messages with links and tags that neither the account nor others put together, many within minutes. News spreads that way, too.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'messages'],
        ...['--top', '20', '--explain'],
      ],
    },
    {
      text: 'Which links and accounts are pushed?',
      reading: 'Members by the mean surprise of their messages.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'messages'],
        ...['--of', 'nodes', '--top', '20'],
      ],
    },
    {
      text: 'What is shared the most?',
      reading: 'Links, tags and accounts by their number of messages.',
      command: [
        ...['topology', 'centrality', 'SOURCE', '--recipe', 'messages'],
        ...['--metric', 'degree', '--of', 'nodes'],
      ],
    },
  ],
  simulate: simulateMessages,
};
