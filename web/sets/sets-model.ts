/** A set that an UpSet picture shows as a row. */
export interface NamedSet {
  readonly id: string;
  readonly name: string;
  readonly kind: string | null;
  readonly items: readonly string[];
}

/** Items that lie in exactly these sets of those shown. */
export interface Intersection {
  /** Places in {@link SetsModel.sets}, ascending. */
  readonly sets: readonly number[];
  readonly items: readonly string[];
}

export interface SetsModel {
  /** Largest first. */
  readonly sets: readonly NamedSet[];
  /** Most items first; then fewer sets. */
  readonly intersections: readonly Intersection[];
  /** Sets and intersections that are not shown. */
  readonly setsLeft: number;
  readonly intersectionsLeft: number;
  /** Items in the intersections that are not shown. */
  readonly itemsLeft: number;
}

export const MOST_SETS = 14;
export const MOST_INTERSECTIONS = 40;

/**
 * Exact intersections of sets, as UpSet draws them (Lex et al. 2014,
 * doi:10.1109/TVCG.2014.2346248): each item counts once, for the very sets that
 * hold it. Sets beyond the first fourteen are left out as if nothing were in
 * them, which the picture says.
 * @param all - The most important first.
 * @remarks O(Σ|set| + n log n).
 */
export function buildSets(all: readonly NamedSet[]): SetsModel {
  const sets = all
    .slice(0, MOST_SETS)
    .sort((a, b) => b.items.length - a.items.length);
  const holders = new Map<string, number[]>();
  sets.forEach(({ items }, place) => {
    for (const item of new Set(items)) {
      const held = holders.get(item);
      if (held) held.push(place);
      else holders.set(item, [place]);
    }
  });
  const groups = new Map<string, { sets: number[]; items: string[] }>();
  for (const [item, held] of holders) {
    const key = held.join();
    const group = groups.get(key);
    if (group) group.items.push(item);
    else groups.set(key, { sets: held, items: [item] });
  }
  const ordered = [...groups.values()].sort(
    (a, b) =>
      b.items.length - a.items.length ||
      a.sets.length - b.sets.length ||
      (a.sets.join() < b.sets.join() ? -1 : 1),
  );
  const rest = ordered.slice(MOST_INTERSECTIONS);
  return {
    sets,
    intersections: ordered.slice(0, MOST_INTERSECTIONS),
    setsLeft: all.length - sets.length,
    intersectionsLeft: rest.length,
    itemsLeft: rest.reduce((sum, { items }) => sum + items.length, 0),
  };
}
