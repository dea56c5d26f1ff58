import type { Random } from '#numeric/random.ts';
import { seededStream } from './seeded-stream.ts';

/** One kind of planted case: its share of all planted, and how one is made. */
export interface CaseKind<Context, Item> {
  /** Share of the planted items, in (0, 1]; shares of a scenario add up to 1. */
  readonly share: number;
  /** Makes one case of at least one item; more than `most` are cut off. */
  readonly plant: (context: Context & Drawing, most: number) => Item[];
}

/** Kinds of case by their name, as it stands in `truth.csv`; planters know `Context`. */
export type CaseKinds<Context extends Drawing, Item> = Readonly<
  Record<string, CaseKind<Omit<Context, 'random'>, Item>>
>;

/** What every planter draws from. */
export interface Drawing {
  readonly random: Random;
}

/** A planted item and the name of its kind. */
export type Planted<Item> = Item & { readonly scenario: string };

/**
 * Plants cases of every kind until about `count` items stand there.
 *
 * Each kind draws from a stream of its own, so that changing one leaves the
 * others as they were.
 * @param kinds - By name, as it stands in `truth.csv`.
 * @returns In no order of time.
 */
export function plantCases<Context extends object, Item extends object>(
  kinds: Readonly<Record<string, CaseKind<Context, Item>>>,
  context: Context,
  { anomalies, seed }: { readonly anomalies: number; readonly seed: number },
): Planted<Item>[] {
  const planted: Planted<Item>[] = [];
  for (const [scenario, { share, plant }] of Object.entries(kinds)) {
    const random = seededStream(seed, `planted ${scenario}`);
    const wanted = Math.round(anomalies * share);
    for (let done = 0; done < wanted;) {
      const most = wanted - done;
      const items = plant({ ...context, random }, most).slice(0, most);
      planted.push(...items.map((item) => ({ ...item, scenario })));
      done += Math.max(1, items.length);
    }
  }
  return planted;
}
