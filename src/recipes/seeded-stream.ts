import { Random } from '#numeric/random.ts';

/**
 * A generator of its own for one part of a scenario.
 *
 * Each person, service or attack draws from its own stream, so that adding one
 * leaves what all others do unchanged.
 * @param seed - The scenario's seed, an integer in [0, 2³²).
 * @param label - What the stream is for, such as `person 12`.
 */
export function seededStream(seed: number, label: string): Random {
  // FNV-1a over the label, begun from the seed spread by a golden-ratio step.
  let hash = (0x811c9dc5 ^ Math.imul(seed | 0, 0x9e3779b1)) | 0;
  for (let i = 0; i < label.length; i++) {
    hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193);
  }
  return new Random(hash ^ (hash >>> 15));
}

/**
 * A count with mean `mean`: Poisson by Knuth's product for small means, a
 * rounded normal above 30 (error under 2 % of the deviation there).
 * @param mean - At least 0.
 */
export function poisson(random: Random, mean: number): number {
  if (mean > 30) {
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  }
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.float(); product > limit; count++) {
    product *= random.float();
  }
  return count;
}

/**
 * One of `values`, the k-th (from 0) with a chance in proportion to
 * 1 / (k + 1): the heavy head and long tail of what people use.
 * @param values - Not empty.
 */
export function pickZipf<T>(random: Random, values: readonly T[]): T {
  // The inverse of the continuous 1/x law on [1, n + 1): within a few per cent
  // of Zipf for every rank, at no set-up cost.
  const x = Math.exp(random.float() * Math.log(values.length + 1));
  const picked = values[Math.min(values.length, Math.floor(x)) - 1];
  return picked ?? random.pick(values);
}

/** A chooser among weighted values, each picked with a chance in proportion to its weight. */
export function weightedPicker<T>(
  choices: readonly (readonly [weight: number, value: T])[],
): (random: Random) => T {
  const total = choices.reduce((sum, [weight]) => sum + weight, 0);
  return (random) => {
    let rest = random.float() * total;
    for (const [weight, value] of choices) {
      rest -= weight;
      if (rest < 0) return value;
    }
    return random.pick(choices)[1];
  };
}

/** `count` different values, or all where there are fewer. */
export function sample<T>(
  random: Random,
  values: readonly T[],
  count: number,
): T[] {
  if (count * 3 < values.length) {
    const some = new Set<T>();
    while (some.size < count) some.add(random.pick(values));
    return [...some];
  }
  const all = [...values];
  random.shuffle(all);
  return all.slice(0, count);
}

/** A number whose logarithm is normal: `median` in the middle, `spread` its deviation. */
export function logNormal(
  random: Random,
  median: number,
  spread: number,
): number {
  return median * Math.exp(spread * random.normal());
}
