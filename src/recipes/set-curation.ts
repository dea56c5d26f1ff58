import type { Random } from '#numeric/random.ts';
import { plantCases, type CaseKinds, type Drawing } from './plant-cases.ts';
import type { ScenarioSettings } from './scenario.ts';
import { seededStream } from './seeded-stream.ts';
import type { SetModule, SetWorld } from './set-modules.ts';

/** A set before it has an id. */
export interface CuratedSet {
  readonly name: string;
  readonly members: readonly string[];
  readonly scenario?: string | undefined;
}

/** What a planter of sets knows. */
export interface Curation extends Drawing {
  readonly world: SetWorld;
}

export type SetKinds = CaseKinds<Curation, CuratedSet>;

/**
 * A collection of sets in no order, planted ones among them.
 * @param kinds - What is planted.
 */
export function curateAll(
  world: SetWorld,
  kinds: SetKinds,
  settings: ScenarioSettings,
): CuratedSet[] {
  const { edges, anomalies, seed } = settings;
  const random = seededStream(seed, 'curators');
  const sets = Array.from({ length: edges - anomalies }, () =>
    curate(random, world),
  );
  sets.push(...plantCases(kinds, { world }, settings));
  seededStream(seed, 'order').shuffle(sets);
  return sets;
}

/**
 * A set as a curator would write it: most of a module, a few members more; one
 * in seven takes in two or three modules of its family.
 */
function curate(random: Random, { modules }: SetWorld): CuratedSet {
  const module = random.pick(modules);
  const near = modules.filter(({ family }) => family === module.family);
  const parts = [module];
  if (random.chance(1 / 7)) {
    for (let more = 1 + random.int(2); more > 0; more--) {
      parts.push(random.pick(near));
    }
  }
  const members = new Set(parts.flatMap((part) => described(random, part)));
  const extras = members.size * 0.05;
  for (let left = Math.round(extras + random.float() - 0.5); left > 0; left--) {
    // Now and then a member from anywhere: a new finding, or a mistake.
    const from = random.pick(random.chance(0.85) ? near : modules);
    members.add(random.pick(from.members));
  }
  const name = parts.map((part) => part.name).join(' and ');
  return { name, members: [...members] };
}

/** The share of a module's members that one source knows. */
export function described(random: Random, { members }: SetModule): string[] {
  const known = 0.7 + 0.25 * random.float();
  const some = members.filter(() => random.chance(known));
  return some.length > 1 ? some : [...members];
}

/** Two unrelated modules run together, as when two lists are pasted into one. */
export function fuse({ random, world }: Curation): CuratedSet[] {
  const one = random.pick(world.modules);
  const strangers = world.modules.filter(
    ({ family }) => Math.abs(family - one.family) > 1,
  );
  const other = random.pick(strangers.length > 0 ? strangers : world.modules);
  const members = [...described(random, one), ...described(random, other)];
  return [{ name: one.name, members: [...new Set(members)] }];
}

/** A third to a half of the members are others': a wrong column, a mixed sample. */
export function contaminate({ random, world }: Curation): CuratedSet[] {
  const module = random.pick(world.modules);
  const share = 0.33 + 0.17 * random.float();
  const members = described(random, module).map((member) =>
    random.chance(share) ? random.pick(world.byPopularity) : member,
  );
  return [{ name: module.name, members: [...new Set(members)] }];
}

/** Every member drawn by popularity: a list that lost its labels. */
export function shuffleMembers({ random, world }: Curation): CuratedSet[] {
  const module = random.pick(world.modules);
  const members = module.members.map(() => random.pick(world.byPopularity));
  return [{ name: module.name, members: [...new Set(members)] }];
}
