import { gatherings, type Gathering, type Presence } from './co-location.ts';

/** People who move together. */
export interface Convoy {
  /** Ascending. */
  readonly members: readonly string[];
  /** In the order in which they came there, repeats left out. */
  readonly places: readonly string[];
  readonly from: number;
  readonly to: number;
}

export interface ConvoyOptions {
  readonly window: number;
  readonly minMembers: number;
  /** Fewest different places. */
  readonly minPlaces: number;
}

interface Candidate {
  readonly members: readonly string[];
  readonly places: readonly string[];
  readonly first: number;
  readonly last: number;
}

/**
 * Groups together in one place in every window of a stretch, through at least
 * `minPlaces` different places; a group that another holds for the whole of its
 * stretch is left out. By start, then members.
 * @remarks Coherent moving clusters of Jeung et al. 2008, doi:10.14778/1453856.1453971,
 * with places for clusters; O(windows · candidates · groups of a window).
 */
export function findConvoys(
  presences: readonly Presence[],
  { window, minMembers, minPlaces }: ConvoyOptions,
): Convoy[] {
  const bySlot = new Map<number, Gathering[]>();
  for (const group of gatherings(presences, window)) {
    const same = bySlot.get(group.slot) ?? [];
    bySlot.set(group.slot, same);
    same.push(group);
  }
  const ended: Candidate[] = [];
  let open: Candidate[] = [];
  for (const [slot, groups] of bySlot) {
    const next = new Map<string, Candidate>();
    for (const { place, people } of groups) {
      const here = [...people.keys()].sort();
      if (here.length < minMembers) continue;
      for (const candidate of open) {
        if (candidate.last !== slot - 1) continue;
        const members = candidate.members.filter((who) => people.has(who));
        if (members.length >= minMembers) {
          keepLonger(next, extended({ ...candidate, members }, place, slot));
        }
      }
      const newcomer = {
        members: here,
        places: [place],
        first: slot,
        last: slot,
      };
      keepLonger(next, newcomer);
    }
    ended.push(...open.filter((candidate) => !goesOn(candidate, next)));
    open = [...next.values()];
  }
  const long = [...ended, ...open].filter(
    ({ places }) => new Set(places).size >= minPlaces,
  );
  return long
    .filter((one) => !long.some((other) => other !== one && holds(other, one)))
    .map(({ members, places, first, last }) => ({
      members,
      places,
      from: first * window,
      to: (last + 1) * window,
    }))
    .sort(
      (a, b) =>
        a.from - b.from || (a.members.join() < b.members.join() ? -1 : 1),
    );
}

function extended(
  candidate: Candidate,
  place: string,
  slot: number,
): Candidate {
  const isSame = candidate.places.at(-1) === place;
  const places = isSame ? candidate.places : [...candidate.places, place];
  return { ...candidate, places, last: slot };
}

/** Of one set of people, the candidate that began first. */
function keepLonger(next: Map<string, Candidate>, candidate: Candidate): void {
  const key = JSON.stringify(candidate.members);
  const known = next.get(key);
  if (!known || candidate.first < known.first) next.set(key, candidate);
}

/** Whether all of its people are together in the next window, too. */
function goesOn(
  { members, first }: Candidate,
  next: ReadonlyMap<string, Candidate>,
): boolean {
  const same = next.get(JSON.stringify(members));
  return same !== undefined && same.first <= first;
}

function holds(other: Candidate, one: Candidate): boolean {
  return (
    other.first <= one.first &&
    other.last >= one.last &&
    one.members.every((who) => other.members.includes(who))
  );
}
