import type { Recipe } from '../recipe.ts';
import { simulateTransactions } from './simulate.ts';

/** Card payments: who paid where, through which device. */
export const transactionsRecipe: Recipe = {
  name: 'transactions',
  title: 'Card payments',
  summary:
    'Each record is one payment, a relation among a card, a merchant, the device that paid and the city.',
  mapping: {
    node: ['card', 'merchant', 'device', 'city'],
    time: 'time',
    keep: ['amount', 'trade', 'outcome'],
  },
  defaults: { of: 'edges', mode: 'static', s: 2 },
  questions: [
    {
      text: 'Which payments should I look at first?',
      reading:
        'The payments least expected from what each card, merchant, device and city did otherwise, each with its reasons. A ranking, not a verdict.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'transactions'],
        ...['--top', '20'],
      ],
    },
    {
      text: 'Which payments come in bursts?',
      reading:
        'Payments whose members appear far more often than usual within a short time: stolen numbers being tried, but also a sale.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'transactions'],
        ...['--head', 'bursty', '--top', '20'],
      ],
    },
    {
      text: 'Which devices and merchants do most cards pass through?',
      reading:
        'Members in many payments: large shops, and where a ring shares one device.',
      command: [
        ...['topology', 'centrality', 'SOURCE', '--recipe', 'transactions'],
        ...['--metric', 'degree', '--of', 'nodes'],
      ],
    },
  ],
  simulate: simulateTransactions,
};
