import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { restrictToEdges } from '#hypergraph/restrict.ts';
import {
  HEADS,
  type Aspect,
  type Detection,
  type Head,
  type RankingHead,
} from '../detectors/detector.ts';

/** Runs at most; more sources than this are dealt into as many groups. */
const MOST_RUNS = 16;
/** With fewer sources, leaving one out leaves no judge. */
const FEWEST_SOURCES = 3;

/** The scores of one run, without one source's relations. */
interface Run {
  readonly detection: Detection;
  /** Edge of the whole set for each edge of the run. */
  readonly edges: Uint32Array;
}

/**
 * Judges every relation once for each source, as if that source had written
 * nothing, and keeps the highest score: no one source can make a relation look
 * more ordinary than it would without it, however much it writes, in counts and
 * in what heads learn. A relation's own source is always there. Chances are by
 * comparison with the scores of all others, found in the same way.
 *
 * A source is who writes records: a sensor, a tenant, a feed. Sources that act
 * together are one only if they are dealt into one group.
 * @param column - Property of the hyperedges that names the source.
 * @param head - The score that is kept highest.
 * @param detect - Scores a set of relations.
 * @throws PolyadError INVALID_ARGUMENT without that property, or for fewer than
 * three sources
 * @remarks A detection for each source, 16 at most, and one of all.
 */
export function detectBySources(
  hypergraph: Hypergraph,
  column: string,
  head: RankingHead,
  detect: (data: Hypergraph) => Detection,
): Detection {
  const groups = sourceGroups(hypergraph, column);
  const count = new Set(groups).size;
  if (count < FEWEST_SOURCES) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `${column} names ${count} ${count === 1 ? 'source' : 'sources'}: leaving one out needs three. Leave --source-column out, or name a column with more.`,
      { property: column, sources: count },
    );
  }
  const runs = Array.from(new Set(groups), (left): Run => {
    const edges = Uint32Array.from(groups, (_, edge) => edge).filter(
      (edge) => groups[edge] !== left,
    );
    // all nodes stay, so that chances are among the same choices
    const data = restrictToEdges(hypergraph, edges, { dropEmptied: false });
    return { detection: detect(data), edges };
  });
  return leastOrdinary(detect(hypergraph), runs, head);
}

/** A source for each edge, as a number; those beyond sixteen by a hash of their names. */
function sourceGroups(hypergraph: Hypergraph, column: string): Uint32Array {
  const sources = hypergraph.edgeProperties.column(column);
  if (!sources) throw missingProperty(hypergraph, column);
  const names = Array.from({ length: hypergraph.edgeCount }, (_, edge) =>
    JSON.stringify(sources.get(edge)),
  );
  const numbers = new Map<string, number>();
  for (const name of names) {
    if (!numbers.has(name)) numbers.set(name, numbers.size);
  }
  const isFew = numbers.size <= MOST_RUNS;
  return Uint32Array.from(names, (name) =>
    isFew ? (numbers.get(name) ?? 0) : hashOf(name) % MOST_RUNS,
  );
}

/** FNV-1a: the same group for a name whatever others there are. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

function leastOrdinary(
  whole: Detection,
  runs: readonly Run[],
  head: RankingHead,
): Detection {
  const count = whole.combined.length;
  const chosen = new Uint32Array(count);
  const place = new Uint32Array(count);
  const highest = new Float64Array(count).fill(-Infinity);
  runs.forEach(({ detection, edges }, run) => {
    const score =
      head === 'combined' ? detection.combined : detection.heads[head];
    edges.forEach((edge, at) => {
      const own = score?.[at] ?? 0;
      if (own <= (highest[edge] ?? 0)) return;
      highest[edge] = own;
      chosen[edge] = run;
      place[edge] = at;
    });
  });
  const from = (of: (detection: Detection) => Float64Array) => {
    const columns = runs.map(({ detection }) => of(detection));
    return Float64Array.from(
      chosen,
      (run, edge) => columns[run]?.[place[edge] ?? 0] ?? 0,
    );
  };
  const heads = Object.fromEntries(
    HEADS.map((name) => [
      name,
      whole.heads[name] &&
        from((detection) => detection.heads[name] ?? new Float64Array(0)),
    ]),
  ) as Record<Head, Float64Array | null>;
  return {
    ...whole,
    detector: `${whole.detector}, each source left out`,
    combined: from(({ combined }) => combined),
    heads,
    aspects: aspectsOf(runs, from),
    explain: (edge, by) => {
      const run = runs[chosen[edge] ?? 0];
      if (!run) throw new RangeError(`There is no relation ${edge}.`);
      return run.detection.explain(place[edge] ?? 0, by);
    },
  };
}

/** Aspects that every run has; a run without one source may lack a property. */
function aspectsOf(
  runs: readonly Run[],
  from: (of: (detection: Detection) => Float64Array) => Float64Array,
): Aspect[] {
  const byName = (detection: Detection, name: string) =>
    detection.aspects.find((aspect) => aspect.name === name);
  const names = runs[0]?.detection.aspects.map(({ name }) => name) ?? [];
  return names
    .filter((name) => runs.every(({ detection }) => byName(detection, name)))
    .map((name) => ({
      name,
      values: from(
        (detection) => byName(detection, name)?.values ?? new Float64Array(0),
      ),
    }));
}

/** Says which properties there are. */
export function missingProperty(
  { edgeProperties }: Hypergraph,
  column: string,
): PolyadError {
  const known = [...edgeProperties.columns()].map(({ name }) => name);
  return new PolyadError(
    'INVALID_ARGUMENT',
    `The relations have no property ${column}; they have ${known.join(', ') || 'none'}. Keep a column with --keep.`,
    { property: column, known },
  );
}
