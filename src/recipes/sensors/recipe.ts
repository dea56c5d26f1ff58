import type { Recipe } from '../recipe.ts';
import { simulateSensors } from './simulate.ts';

/** Sensors of a plant or a grid that trip together. */
export const sensorsRecipe: Recipe = {
  name: 'sensors',
  title: 'Sensors that trip together',
  summary:
    'Each record is one episode: the sensors that tripped within a minute, and the mode the machine was in.',
  mapping: {
    node: ['sensors', 'mode'],
    split: ' ',
    time: 'time',
    keep: ['unit'],
  },
  defaults: { of: 'edges', mode: 'static', s: 2 },
  questions: [
    {
      text: 'Which episodes are no ordinary disturbance?',
      reading:
        'Episodes whose sensors do not trip together otherwise: false readings, broken sensors, valves that move in the wrong mode. A new disturbance looks the same.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'sensors'],
        ...['--top', '20', '--explain'],
      ],
    },
    {
      text: 'Which sensors misbehave?',
      reading: 'Sensors by the mean surprise of their episodes.',
      command: [
        ...['anomalies', 'SOURCE', '--recipe', 'sensors'],
        ...['--of', 'nodes', '--top', '20'],
      ],
    },
    {
      text: 'Where does the net of sensors have holes?',
      reading:
        'Loops of sensors that pairwise trip together with nothing between them: places that no sensor covers (de Silva and Ghrist 2007).',
      command: [
        ...['topology', 'homology', 'SOURCE', '--recipe', 'sensors'],
        ...['--max-dim', '1'],
      ],
    },
  ],
  simulate: simulateSensors,
};
