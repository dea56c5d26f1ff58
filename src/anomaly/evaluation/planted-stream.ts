import { PolyadError } from '#errors/polyad-error.ts';
import type { Random } from '#numeric/random.ts';

/** A relation of a stream: distinct members in [0, population) and its time. */
export interface TimedRelation {
  readonly members: readonly number[];
  readonly time: number;
}

/** Relations in order of time, and which of them were planted. */
export interface PlantedStream {
  readonly relations: readonly TimedRelation[];
  /** 1 where planted. */
  readonly labels: Uint8Array;
}

/** Ways in which relations go wrong, by the names of the command line. */
export const PLANTED_TYPES = [
  'uniform-swap',
  'degree-swap',
  'burst',
  'independent-swap',
  'removal',
  'union',
  'collusion',
  'slow-drip',
  'time-shift',
] as const;
export type PlantedType = (typeof PLANTED_TYPES)[number];

export interface PlantOptions {
  /** Relations planted, about: bursts and groups come whole. Default: 200, 400 from 20,000 relations on. */
  readonly count?: number;
  /** Relations at the start that stay as they are; default 100, or one in a hundred from 20,000 on. */
  readonly spared?: number;
}

/** Members of a burst's group, and relations among them. */
const BURST_GROUP = 5;
const BURST_LENGTH = 20;
/** Members of a collusion group, and its relations. */
const COLLUSION_GROUP = 6;
const COLLUSION_LENGTH = 40;
const DRIP_GROUP = 4;
const DRIP_LENGTH = 10;
const LARGEST_UNION = 24;
const LEAST_REMOVAL = 4;
const TRIES = 200;

interface Source {
  readonly normal: readonly TimedRelation[];
  readonly population: number;
  readonly spared: number;
  readonly count: number;
  readonly random: Random;
}

/**
 * Adds relations that did not happen to a stream that did.
 *
 * - `uniform-swap`, `degree-swap`: half of a relation's members replaced by any
 *   node, or by nodes as frequent as its own; at the relation's time, which the
 *   original shares: a detector may profit from that.
 * - `independent-swap`: the first at the time of another relation.
 * - `time-shift`: a relation as it is, at the time of another.
 * - `removal`: half of the members of a relation of four or more.
 * - `union`: the members of two relations, at most 24.
 * - `burst`: twenty relations among five nodes at one time.
 * - `collusion`: forty relations of 3 to 5 of six nodes, over the last three quarters.
 * - `slow-drip`: four nodes together ten times, evenly spread.
 * @param normal - In order of time.
 * @returns All relations by time; among equals the planted ones come last.
 * @throws PolyadError INVALID_ARGUMENT where the stream is too small to plant in.
 */
export function plantAnomalies(
  normal: readonly TimedRelation[],
  type: PlantedType,
  random: Random,
  options: PlantOptions = {},
): PlantedStream {
  const isLong = normal.length >= 20_000;
  const spared =
    options.spared ?? (isLong ? Math.floor(normal.length / 100) : 100);
  const population = normal.reduce(
    (most, { members }) => members.reduce((a, b) => Math.max(a, b + 1), most),
    0,
  );
  if (normal.length <= spared || population < 2 * COLLUSION_GROUP) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `A stream of ${normal.length} relations among ${population} nodes is too small to plant in. Give more than ${spared} relations among ${2 * COLLUSION_GROUP} nodes.`,
      { relations: normal.length, population },
    );
  }
  const count = options.count ?? (isLong ? 400 : 200);
  const source = { normal, population, spared, count, random };
  const planted = PLANTERS[type](source);
  const rows = [
    ...normal.map((relation) => ({ relation, label: 0 })),
    ...planted.map((relation) => ({ relation, label: 1 })),
  ].sort((a, b) => a.relation.time - b.relation.time);
  return {
    relations: rows.map(({ relation }) => relation),
    labels: Uint8Array.from(rows, ({ label }) => label),
  };
}

const PLANTERS: Readonly<
  Record<PlantedType, (source: Source) => TimedRelation[]>
> = {
  'uniform-swap': (source) =>
    repeat(source.count, () => {
      const { members, time } = anyRelation(source);
      return { members: swapped(members, source, anyNode(source)), time };
    }),
  'degree-swap': (source) => {
    const bag = source.normal.flatMap(({ members }) => members);
    return repeat(source.count, () => {
      const { members, time } = anyRelation(source);
      const draw = () => source.random.pick(bag);
      return { members: swapped(members, source, draw), time };
    });
  },
  'independent-swap': (source) =>
    repeat(source.count, () => ({
      members: swapped(anyRelation(source).members, source, anyNode(source)),
      time: anyRelation(source).time,
    })),
  'time-shift': (source) =>
    repeat(source.count, () => ({
      members: anyRelation(source).members,
      time: anyRelation(source).time,
    })),
  removal: (source) => {
    const large = source.normal
      .slice(source.spared)
      .filter(({ members }) => members.length >= LEAST_REMOVAL);
    if (large.length === 0) return [];
    return repeat(source.count, () => {
      const { members, time } = source.random.pick(large);
      const kept = Math.floor(members.length / 2);
      return { members: sample(members, kept, source.random), time };
    });
  },
  union: (source) =>
    repeat(source.count, () => {
      const { members, time } = anyRelation(source);
      const both = new Set([...members, ...anyRelation(source).members]);
      const sorted = [...both].sort((a, b) => a - b);
      return { members: sorted.slice(0, LARGEST_UNION), time };
    }),
  burst: (source) =>
    groups(source, BURST_LENGTH, () => {
      const { time } = anyRelation(source);
      const group = nodes(BURST_GROUP, source);
      return repeat(BURST_LENGTH, () => {
        const size = 1 + source.random.int(BURST_GROUP);
        return { members: sample(group, size, source.random), time };
      });
    }),
  collusion: (source) => {
    const later = distinctTimes(source.normal);
    const times = later.slice(Math.floor(later.length / 4));
    return groups(source, COLLUSION_LENGTH, () => {
      const group = nodes(COLLUSION_GROUP, source);
      return repeat(COLLUSION_LENGTH, () => ({
        members: sample(group, 3 + source.random.int(3), source.random),
        time: source.random.pick(times),
      }));
    });
  },
  'slow-drip': (source) => {
    const times = distinctTimes(source.normal);
    const slack = Math.max(1, Math.floor(times.length / 5));
    return groups(source, DRIP_LENGTH, () => {
      const members = nodes(DRIP_GROUP, source);
      const first = (slack >> 1) + source.random.int(slack);
      const stretch = times.length - slack - (slack >> 1);
      return repeat(DRIP_LENGTH, (i) => {
        const at = first + Math.floor((i * stretch) / DRIP_LENGTH);
        return { members, time: times[at] ?? times[0] ?? 0 };
      });
    });
  },
};

function repeat<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i));
}

/** As many groups of `length` relations as come to the count. */
function groups(
  { count }: Source,
  length: number,
  make: () => TimedRelation[],
): TimedRelation[] {
  return repeat(Math.max(1, Math.floor(count / length)), make).flat();
}

function anyRelation({ normal, spared, random }: Source): TimedRelation {
  const at = spared + random.int(normal.length - spared);
  return normal[at] ?? { members: [], time: 0 };
}

function anyNode({ population, random }: Source): () => number {
  return () => random.int(population);
}

function nodes(count: number, { population, random }: Source): number[] {
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(random.int(population));
  return [...chosen];
}

/** Half of the members, rounded up, replaced by others that are not in it. */
function swapped(
  members: readonly number[],
  { random }: Source,
  draw: () => number,
): number[] {
  const result = [...members];
  const places = sample(
    result.map((_, i) => i),
    (result.length + 1) >> 1,
    random,
  );
  for (const place of places) {
    for (let tries = 0; tries < TRIES; tries++) {
      const node = draw();
      if (result.includes(node)) continue;
      result[place] = node;
      break;
    }
  }
  return result;
}

function sample<T>(values: readonly T[], count: number, random: Random): T[] {
  const shuffled = [...values];
  random.shuffle(shuffled);
  return shuffled.slice(0, count);
}

function distinctTimes(relations: readonly TimedRelation[]): number[] {
  return [...new Set(relations.map(({ time }) => time))].sort((a, b) => a - b);
}
