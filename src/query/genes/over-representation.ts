import { falseDiscoveryRates } from '#anomaly/calibration/false-discovery.ts';
import { PolyadError } from '#errors/polyad-error.ts';
import { logChoose } from '#numeric/log-choose.ts';

/** A named set of ids: a pathway, a complex, what a group uses. */
export interface NamedSet {
  readonly name: string;
  readonly members: Iterable<string>;
}

export interface OverRepresentationOptions {
  /** Ids that could have been drawn; everything else is left out of query and sets. */
  readonly universe: ReadonlySet<string>;
  /** Sets smaller or larger than this, counted within the universe, are not tested. */
  readonly minSize?: number | undefined;
  readonly maxSize?: number | undefined;
}

/** How much of a query lies in one set. */
export interface SetOverlap {
  readonly set: string;
  /** Members of the set within the universe. */
  readonly size: number;
  /** Ids of the query in the set, in the query's order. */
  readonly shared: readonly string[];
  readonly overlap: number;
  /** Overlap that chance gives on average. */
  readonly expected: number;
  /** Chance of at least this overlap: upper tail of the hypergeometric distribution. */
  readonly p: number;
  /** After Benjamini and Hochberg, over all sets tested. */
  readonly q: number;
}

/**
 * Which sets hold more of a query than chance would put there (one-sided Fisher's
 * exact test), smallest p first, ties by name.
 * @throws PolyadError INVALID_ARGUMENT for an empty universe
 * @remarks O(Σ set sizes + sets · log sets), and a sum of at most |query| terms a set.
 */
export function overRepresentation(
  query: Iterable<string>,
  sets: Iterable<NamedSet>,
  { universe, minSize = 1, maxSize = Infinity }: OverRepresentationOptions,
): SetOverlap[] {
  if (universe.size === 0) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      'The universe is empty. Give the ids that could have been in the query, such as all genes measured.',
    );
  }
  const drawn = [...new Set(query)].filter((id) => universe.has(id));
  const tested: Omit<SetOverlap, 'q'>[] = [];
  for (const { name, members } of sets) {
    const own = new Set([...members].filter((id) => universe.has(id)));
    if (own.size < minSize || own.size > maxSize) continue;
    const shared = drawn.filter((id) => own.has(id));
    tested.push({
      set: name,
      size: own.size,
      shared,
      overlap: shared.length,
      expected: (drawn.length * own.size) / universe.size,
      p: hypergeometricTail(shared.length, {
        population: universe.size,
        marked: own.size,
        drawn: drawn.length,
      }),
    });
  }
  const q = falseDiscoveryRates(Float64Array.from(tested, ({ p }) => p));
  return tested
    .map((found, i) => ({ ...found, q: q[i] ?? 1 }))
    .sort((a, b) => a.p - b.p || (a.set < b.set ? -1 : 1));
}

/** An urn: `marked` of `population` balls are marked, `drawn` are taken without return. */
export interface Urn {
  readonly population: number;
  readonly marked: number;
  readonly drawn: number;
}

/**
 * Chance that at least `least` of the balls drawn are marked.
 * @remarks Relative error below 10⁻¹¹ for populations up to 10⁷; O(terms that count).
 */
export function hypergeometricTail(
  least: number,
  { population, marked, drawn }: Urn,
): number {
  const lowest = Math.max(0, drawn + marked - population);
  const highest = Math.min(marked, drawn);
  if (least <= lowest) return 1;
  if (least > highest) return 0;
  const rest = population - marked;
  const first =
    logChoose(marked, least) +
    logChoose(rest, drawn - least) -
    logChoose(population, drawn);
  // Each term from the one before; the sum is in units of the first term.
  let term = 1;
  let sum = 0;
  for (let i = least; i <= highest; i++) {
    sum += term;
    term *= ((marked - i) / (i + 1)) * ((drawn - i) / (rest - drawn + i + 1));
    if (term < sum * 1e-18 && i > (drawn * marked) / population) break;
  }
  return Math.min(1, Math.exp(first) * sum);
}
