import type { Random } from '#numeric/random.ts';
import type { PlantedStream } from './planted-stream.ts';

/** Relations of one tick. */
const PER_TICK = 5;
/** Chance that a group is formed anew before a relation. */
const RENEWAL = 0.002;
const ATTENDANCE = 0.7;
const POPULARITY_EXPONENT = 0.8;

export interface GroupTrafficOptions {
  /** Relations drawn; those of fewer than two members are left out. Default 20,000. */
  readonly relations?: number;
  readonly people?: number;
  readonly groups?: number;
  /** Share of relations that hold one stranger; default 0.1. */
  readonly guests?: number;
  /** Relations planted: half of the members swapped for any; default 200. */
  readonly planted?: number;
}

/**
 * Recurring groups with guests: a group by popularity, each member present seven
 * times in ten, groups formed anew now and then, one stranger in a tenth of the
 * relations. Being visited is ordinary here; having half of one's group replaced
 * is not.
 * @returns Times count ticks of five relations.
 */
export function groupTraffic(
  random: Random,
  options: GroupTrafficOptions = {},
): PlantedStream {
  const { relations = 20_000, people = 300, groups = 40 } = options;
  const { guests = 0.1, planted = 200 } = options;
  const newGroup = (): number[] => someOf(people, 3 + random.int(6), random);
  const known = Array.from({ length: groups }, newGroup);
  const cumulative = popularity(groups);
  const rows: { members: number[]; time: number; label: number }[] = [];
  for (let i = 0; i < relations; i++) {
    if (random.chance(RENEWAL)) known[random.int(groups)] = newGroup();
    const u = random.float();
    const group = known[cumulative.findIndex((share) => u < share)] ?? [];
    const members = new Set(group.filter(() => random.chance(ATTENDANCE)));
    if (random.chance(guests)) members.add(random.int(people));
    if (members.size < 2) continue;
    const time = Math.floor(i / PER_TICK);
    rows.push({ members: [...members], time, label: 0 });
  }
  const spared = Math.floor(rows.length / 50);
  for (let i = 0, normal = rows.length; i < planted; i++) {
    const donor = rows[spared + random.int(normal - spared)];
    if (!donor) continue;
    const shuffled = [...donor.members];
    random.shuffle(shuffled);
    const members = new Set(shuffled.slice(0, shuffled.length >> 1));
    while (members.size < shuffled.length) {
      const stranger = random.int(people);
      if (!shuffled.includes(stranger)) members.add(stranger);
    }
    rows.push({ members: [...members], time: donor.time, label: 1 });
  }
  rows.sort((a, b) => a.time - b.time);
  return {
    relations: rows,
    labels: Uint8Array.from(rows, ({ label }) => label),
  };
}

/** Cumulative shares of groups by rank: 1 / (rank)^0.8. */
function popularity(groups: number): number[] {
  const weights = Array.from(
    { length: groups },
    (_, i) => (i + 1) ** -POPULARITY_EXPONENT,
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight) => (sum += weight / total));
}

function someOf(people: number, count: number, random: Random): number[] {
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(random.int(people));
  return [...chosen];
}
