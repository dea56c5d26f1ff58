import { falseDiscoveryRates } from '#anomaly/calibration/false-discovery.ts';
import { Routine, type Occasion } from './routine.ts';

export const DEVIATION_KINDS = [
  'absent',
  'novel_place',
  'novel_group',
] as const;
export type DeviationKind = (typeof DEVIATION_KINDS)[number];

/** An occasion, with whom it was spent. */
export interface Company extends Occasion {
  /** All who were there, `who` among them, ascending. */
  readonly members: readonly string[];
}

/** One break with a person's routine. */
export interface Deviation {
  readonly kind: DeviationKind;
  /** Position in the occasions given. */
  readonly occasion: number;
  readonly who: string;
  readonly place: string;
  /** Where the person is otherwise at that hour; null if that cannot be said. */
  readonly usual: string | null;
  /** Chance of such a break by the person's other weeks. */
  readonly p: number;
  /** After Benjamini and Hochberg, over all occasions of the kind. */
  readonly q: number;
}

/**
 * Breaks with routine, smallest p first within each kind.
 *
 * - `absent`: seen elsewhere than in the usual place of the hour; p = 1 − chance of
 *   the usual place. Hours without any record are no absence.
 * - `novel_place`: where the person was in no other week; p = chance of any such place.
 * - `novel_group`: with a set of people that met in no other week; p = a / (n + a), n
 *   the person's occasions in company in other weeks.
 *
 * Every occasion that could have been a break is a test, also where it was none.
 * @param prior - a: occasions that the prior is worth.
 * @remarks O(occasions · weeks of a place).
 */
export function findDeviations(
  occasions: readonly Company[],
  kinds: readonly DeviationKind[],
  prior = 1,
): Deviation[] {
  const routine = new Routine(occasions, prior);
  const chances: Record<DeviationKind, () => Float64Array> = {
    absent: () =>
      Float64Array.from(occasions, (at) => absenceChance(routine, at)),
    novel_place: () =>
      Float64Array.from(occasions, (at) =>
        routine.hasBeen(at) ? 1 : routine.chance(at),
      ),
    novel_group: () => groupChances(occasions, prior),
  };
  return kinds.flatMap((kind) => {
    const p = chances[kind]();
    const q = falseDiscoveryRates(p);
    return occasions
      .map((at, occasion) => ({
        kind,
        occasion,
        who: at.who,
        place: at.place,
        usual: routine.usualPlace(at),
        p: p[occasion] ?? 1,
        q: q[occasion] ?? 1,
      }))
      .filter((deviation) => deviation.p < 1)
      .sort((a, b) => a.p - b.p || a.occasion - b.occasion);
  });
}

function absenceChance(routine: Routine, at: Occasion): number {
  const usual = routine.usualPlace(at);
  if (usual === null || usual === at.place) return 1;
  return 1 - routine.chance({ ...at, place: usual });
}

/** By person: chance of company never kept before; 1 where it was, or none is kept. */
function groupChances(
  occasions: readonly Company[],
  prior: number,
): Float64Array {
  const weeks = new Map<string, Set<number>>();
  const kept = new Map<string, Map<number, number>>();
  for (const { who, members, week } of occasions) {
    if (members.length < 2) continue;
    const key = JSON.stringify(members);
    weeks.set(key, (weeks.get(key) ?? new Set()).add(week));
    const own = kept.get(who) ?? new Map<number, number>();
    kept.set(who, own.set(week, (own.get(week) ?? 0) + 1));
  }
  return Float64Array.from(occasions, ({ who, members, week }) => {
    if (members.length < 2) return 1;
    const met = weeks.get(JSON.stringify(members));
    if (met && (met.size > 1 || !met.has(week))) return 1;
    let others = 0;
    for (const [other, count] of kept.get(who) ?? []) {
      if (other !== week) others += count;
    }
    return prior / (others + prior);
  });
}
