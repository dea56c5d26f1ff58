import { Random } from '#numeric/random.ts';
import type { Verb } from './verb.ts';

/** `sample(n)`: some rows by chance, the same for a seed. */
export const sampleVerb: Verb = {
  usage: 'sample(n: 100, seed: 0)',
  summary: 'Keeps n rows drawn by chance, in their order.',
  arguments: ['n', 'seed'],
  prepare: (verb) => {
    const count = verb.integer('n', 0);
    const seed = verb.integer('seed', 0, 0);
    return {
      columns: verb.scope.columns,
      does: `sample ${count} rows`,
      rows: ({ rows }) => {
        const random = new Random(seed);
        let left = Math.min(count, rows.length);
        // Selection sampling (Knuth, TAOCP 2, 3.4.2, algorithm S).
        return rows.filter((_, i) => {
          const isKept = random.float() * (rows.length - i) < left;
          if (isKept) left -= 1;
          return isKept;
        });
      },
    };
  },
};
