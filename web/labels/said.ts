import type { Label, NewLabel } from '#protocol/labels.ts';

/** What counts of a relation: its label, or null once that was taken back. */
export interface Said {
  readonly label: string | null;
  readonly reason: string;
  /** Who said so and when (ISO 8601); absent for what is said now. */
  readonly who?: string;
  readonly when?: string;
}

/** By relation. */
export type Sayings = ReadonlyMap<string, Said>;

const NOTHING_SAID: Said = { label: null, reason: '' };

/** Labels as the server lists them. */
export function sayingsFrom(labels: readonly Label[]): Sayings {
  return new Map(
    labels.map(({ id, label, reason, who, when }) => [
      id,
      { label, reason, who, when },
    ]),
  );
}

/** What counts: what is said now goes before what was kept. */
export function currentSayings(kept: Sayings, said: Sayings): Sayings {
  const current = new Map(kept);
  for (const [id, saying] of said) {
    if (saying.label === null) current.delete(id);
    else current.set(id, saying);
  }
  return current;
}

/** What the server must be told to get from one state to another. */
export function changesBetween(before: Sayings, after: Sayings): NewLabel[] {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].flatMap((id): NewLabel[] => {
    const { label, reason } = after.get(id) ?? NOTHING_SAID;
    const was = before.get(id) ?? NOTHING_SAID;
    if (was.label === label && was.reason === reason) return [];
    return [{ of: 'edges', id, label, reason }];
  });
}

/** How many relations have each label. */
export function countLabels(sayings: Sayings): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { label } of sayings.values()) {
    if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}
