import type { Filtration } from '#topology/homology/filtration.ts';
import { estimateClosure } from '#topology/homology/closure-price.ts';
import { computeHomology } from '#topology/homology/homology.ts';
import {
  computePersistence,
  type Bars,
} from '#topology/homology/persistence.ts';
import { rowLengths } from '#hypergraph/incidence.ts';
import type { Chapter } from './chapter.ts';
import { isHeavyTailed } from './distribution.ts';
import { numberText, stepsText } from './number-text.ts';
import type { Axis, Figure, Interval, Series } from './report.ts';

/** Highest Betti number. */
const MAX_DIM = 2;

/** Bars drawn of each dimension. */
const DRAWN = 14;

/** Simplices of a closure up to which bars of dimension 2 are asked for. */
const FEW_SIMPLICES = 2e6;

/** Steps that a look at a set costs, and a simplex in a reduction. */
const VISIT_COST = 20;
const CODE_COST = 10;

const DIMENSIONS = ['components', 'loops', 'voids'];

/** Holes: Betti numbers, and when they open and close as hyperedges appear. */
export function writeHomology(chapter: Chapter): void {
  const { hypergraph, effort, command } = chapter.survey;
  const line = command('topology homology', `--max-dim ${MAX_DIM}`);
  const limits = limitsOf(effort);
  const found = chapter.attempt(
    { what: 'Betti numbers', steps: hypergraph.incidenceCount, command: line },
    (loop) =>
      computeHomology(hypergraph, { maxDim: MAX_DIM, ...limits, ...loop }),
  );
  if (found && found.betti.length > 0) {
    const { betti, simplices, isEstimated, euler } = found;
    chapter.say(
      `Betti numbers over GF(2): ${betti.map((value, dim) => `${numberText(value)} ${word(dim, value)}`).join(', ')}.`,
    );
    chapter.show({
      kind: 'table',
      title: 'Betti numbers of the downward closure',
      note: `Every set of nodes inside a hyperedge is a simplex. Euler characteristic ${euler === null ? 'not found within its limit' : numberText(euler)}.${isEstimated ? ' Large numbers of simplices are estimates, good to some per cent.' : ''}`,
      command: line,
      columns: ['dimension', 'holes', 'Betti number', 'simplices'],
      rows: betti.map((value, dim) => [
        dim,
        word(dim, 2),
        value,
        simplices[dim] ?? null,
      ]),
    });
  }
  const { size, time } = chapter.survey.summary;
  if (size.max > size.min) writeBars(chapter, 'size');
  if (time !== null) writeBars(chapter, 'time');
}

function limitsOf(effort: number): { maxVisits: number; maxCodes: number } {
  return { maxVisits: effort / VISIT_COST, maxCodes: effort / CODE_COST };
}

function word(dim: number, count: number): string {
  const several = DIMENSIONS[dim] ?? `holes of dimension ${dim}`;
  return count === 1 ? several.replace(/s$/, '') : several;
}

function writeBars(chapter: Chapter, filtration: Filtration & string): void {
  const { hypergraph, effort, command, summary } = chapter.survey;
  const simplices = estimateClosure(hypergraph, { maxDim: MAX_DIM + 1 });
  const top = simplices.at(-1)?.estimate ?? 0;
  const maxDim = top <= FEW_SIMPLICES ? MAX_DIM : 1;
  const options = `--filtration ${filtration}`;
  if (maxDim < MAX_DIM) {
    chapter.leaveOut({
      what: `Bars of dimension 2 by ${filtration}`,
      why: `depend on about ${stepsText(top)} simplices of dimension 3, more than the ${stepsText(FEW_SIMPLICES)} that are tried here.`,
      command: command('topology persistence', `--max-dim 2 ${options}`),
    });
  }
  const line = command(
    'topology persistence',
    `--max-dim ${maxDim} ${options}`,
  );
  const bars = chapter.attempt(
    {
      what: `Persistent homology by ${filtration}`,
      steps: hypergraph.incidenceCount,
      command: line,
    },
    (loop) =>
      computePersistence(hypergraph, {
        maxDim,
        filtration,
        ...limitsOf(effort),
        ...loop,
      }),
  );
  if (bars === undefined || bars.dims.length === 0) return;
  const isTime = filtration === 'time';
  const axis: Axis = {
    title: isTime ? 'time' : 'size of the hyperedges there so far',
    scale: isTime ? 'time' : isHeavyTailed(summary.size) ? 'log' : 'linear',
  };
  chapter.show(...barFigures(chapter, bars, { axis, command: line }));
}

function barFigures(
  chapter: Chapter,
  bars: Bars,
  { axis, command }: { axis: Axis; command: string },
): Figure[] {
  const isTime = axis.scale === 'time';
  const domain = domainOf(chapter, bars, axis);
  const intervals = intervalsOf(bars);
  const dims = [...new Set(bars.dims)];
  const lengths = (interval: Interval): number =>
    lengthOf(interval, axis, domain);
  const drawn = dims.map((dim) =>
    intervals
      .filter((interval) => interval.dim === dim)
      .sort((a, b) => lengths(b) - lengths(a) || b.count - a.count)
      .slice(0, DRAWN),
  );
  const more = dims.map((dim, i) => {
    const all = bars.dims.reduce((n, d) => n + Number(d === dim), 0);
    return all - (drawn[i] ?? []).reduce((n, { count }) => n + count, 0);
  });
  const by = isTime ? 'in the order of time' : 'by size, small ones first';
  return [
    {
      kind: 'barcode',
      title: `Barcode ${isTime ? 'over time' : 'by size'}`,
      note: `Hyperedges appear ${by}. A bar begins where a hole opens and ends where it is filled; an arrow stays. Equal bars are one, with their number.`,
      command,
      axis,
      domain,
      intervals: drawn.flatMap((rows) =>
        rows.sort((a, b) => a.birth - b.birth || lengths(b) - lengths(a)),
      ),
      more,
    },
    {
      kind: 'lines',
      title: `Holes ${isTime ? 'over time' : 'by size'}`,
      note: 'Bars that are open at each value: the Betti numbers of what is there by then.',
      command,
      axes: { x: axis, y: { title: 'open bars', scale: 'linear' } },
      shape: 'steps',
      series: dims.map((dim) => bettiCurve(bars, dim, domain)),
    },
  ];
}

function domainOf(
  { survey: { hypergraph, summary } }: Chapter,
  { births, deaths }: Bars,
  { scale }: Axis,
): [number, number] {
  if (scale === 'time' && summary.time) {
    return [summary.time.from, summary.time.to];
  }
  const finite = deaths.filter((death) => Number.isFinite(death));
  const ends = [...births, ...finite];
  const first = ends.reduce((least, value) => Math.min(least, value), Infinity);
  const longest = rowLengths(hypergraph.edges).reduce(
    (most, size) => Math.max(most, size),
    0,
  );
  return [Math.max(1, first), Math.max(longest, first + 1)];
}

function intervalsOf({ dims, births, deaths }: Bars): Interval[] {
  const found = new Map<string, Interval>();
  dims.forEach((dim, i) => {
    const birth = births[i] ?? 0;
    const end = deaths[i] ?? Infinity;
    const death = Number.isFinite(end) ? end : null;
    const key = [dim, birth, death].join();
    const count = (found.get(key)?.count ?? 0) + 1;
    found.set(key, { dim, birth, death, count });
  });
  return [...found.values()];
}

/** Length as it is drawn, so that a long tail does not hide the rest. */
function lengthOf(
  { birth, death }: Interval,
  { scale }: Axis,
  [, last]: readonly [number, number],
): number {
  const end = death ?? 2 * last;
  return scale === 'log' ? Math.log(end / Math.max(1, birth)) : end - birth;
}

function bettiCurve(
  { dims, births, deaths }: Bars,
  dim: number,
  [first, last]: readonly [number, number],
): Series {
  const changes = new Map<number, number>([[first, 0]]);
  dims.forEach((own, i) => {
    if (own !== dim) return;
    const birth = births[i] ?? 0;
    const death = deaths[i] ?? Infinity;
    changes.set(birth, (changes.get(birth) ?? 0) + 1);
    if (Number.isFinite(death)) {
      changes.set(death, (changes.get(death) ?? 0) - 1);
    }
  });
  let open = 0;
  const points = [...changes]
    .sort(([a], [b]) => a - b)
    .map(([value, change]): [number, number] => [value, (open += change)]);
  points.push([last, open]);
  return { name: `${word(dim, 2)} (dimension ${dim})`, points };
}
