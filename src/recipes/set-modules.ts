import type { Random } from '#numeric/random.ts';
import { logNormal, pickZipf, seededStream } from './seeded-stream.ts';

/** Members that belong together, in some greater family. */
export interface SetModule {
  readonly name: string;
  readonly family: number;
  readonly members: readonly string[];
}

/** What sets are drawn from: genes of pathways, subunits of complexes, an actor's techniques. */
export interface SetWorld {
  readonly modules: readonly SetModule[];
  /** Every member, once for each module it is in: a pick is by popularity. */
  readonly byPopularity: readonly string[];
}

/** How a world is shaped. */
export interface WorldShape {
  /** Names of `count` new members, none twice. */
  readonly names: (random: Random, count: number) => string[];
  readonly moduleName: (random: Random, number: number) => string;
  readonly modulesAFamily: number;
  /** Least and most members of a family. */
  readonly family: readonly [number, number];
  /** Least, median and most members of a module, and the spread of the logarithm. */
  readonly size: readonly [number, number, number];
  readonly spread: number;
  /** Members that turn up everywhere. */
  readonly hubs: number;
}

/**
 * A world of `count` modules: modules of a family share members, some reach into
 * a neighbouring family, and a few hubs are everywhere.
 */
export function buildWorld(
  count: number,
  seed: number,
  shape: WorldShape,
): SetWorld {
  const random = seededStream(seed, 'world');
  const hubs = shape.names(random, shape.hubs);
  const [fewest, most] = shape.family;
  const families = Array.from(
    { length: Math.max(4, Math.ceil(count / shape.modulesAFamily)) },
    () => shape.names(random, fewest + random.int(most - fewest + 1)),
  );
  const [least, median, largest] = shape.size;
  const modules = Array.from({ length: count }, (_, number): SetModule => {
    const family = number % families.length;
    const own = families[family] ?? [];
    const near = families[(family + 1) % families.length] ?? own;
    const drawn = logNormal(random, median, shape.spread);
    const size = Math.min(largest, Math.max(least, drawn));
    const members = new Set<string>();
    for (let tries = 0; members.size < size && tries < 4 * size; tries++) {
      const roll = random.float();
      const pool = roll < 0.84 ? own : roll < 0.93 ? near : hubs;
      members.add(
        random.chance(0.5) ? pickZipf(random, pool) : random.pick(pool),
      );
    }
    const name = shape.moduleName(random, number + 1);
    return { name, family, members: [...members] };
  });
  return { modules, byPopularity: modules.flatMap(({ members }) => members) };
}

/** A maker of symbols of three letters and a number, none twice. */
export function symbolMaker(): WorldShape['names'] {
  const known = new Set<string>();
  const letters = 'ABCDEFGHIKLMNPRSTUVXZ';
  const next = (random: Random): string => {
    for (;;) {
      const stem = Array.from({ length: 3 }, () =>
        letters.charAt(random.int(letters.length)),
      ).join('');
      const symbol = `${stem}${String(1 + random.int(24))}`;
      if (known.has(symbol)) continue;
      known.add(symbol);
      return symbol;
    }
  };
  return (random, count) => Array.from({ length: count }, () => next(random));
}
