import type {
  ChoiceResults,
  Chosen,
} from '#pipeline/operations/choice-measures.ts';
import type { DistanceResults } from '#pipeline/operations/distance-measures.ts';
import type { PatternResults } from '#pipeline/operations/pattern-measures.ts';
import type { Session } from './session.ts';
import { noteConvergence, noteRest, printValues, SHOWN } from './shown-rows.ts';
import { formatCell } from './table.ts';

type PrintersOf<Results> = {
  readonly [M in keyof Results]: (result: Results[M], session: Session) => void;
};

/** How far elements are apart. */
export const distancePrinters: PrintersOf<DistanceResults> = {
  distance: (found, session) => {
    const { distance, path, shared, count, paths, departure, arrival } = found;
    if (distance === null || path === null) {
      session.print('No walk joins them.');
      return;
    }
    session.print(`${formatCell(distance)} steps: ${path.join(' → ')}`);
    for (const [step, ids] of (shared ?? []).entries()) {
      session.print(
        `  ${path[step] ?? ''} and ${path[step + 1] ?? ''} share ${preview(ids)}`,
      );
    }
    if (typeof departure === 'number' && typeof arrival === 'number') {
      session.print(`from ${timeText(departure)} to ${timeText(arrival)}`);
    }
    if (count === undefined || paths === undefined) return;
    session.print(`${formatCell(count)} shortest walks`);
    for (const one of paths.slice(0, SHOWN)) session.print(one.join(' → '));
    noteRest(count, session);
  },
  distances: (found, session) => {
    const { mean, pairs, efficiency, diameter, sampled } = found;
    const between = (
      interval: readonly [number, number] | undefined,
    ): string => (interval ? interval.map(formatCell).join(' to ') : '');
    session.table([
      ['mean distance', mean, between(sampled?.mean)],
      ['efficiency', efficiency, between(sampled?.efficiency)],
      ['diameter', diameter, between(sampled?.diameter)],
      ['pairs joined', Math.round(pairs), ''],
    ]);
    if (sampled) {
      session.note(
        `From ${sampled.samples} searches; intervals hold in 95 of 100 samples, that of the diameter always.`,
      );
    }
  },
  diameter: ({ diameter, component }, session) => {
    session.print(`${diameter}, in a component of ${component}`);
  },
  neighbors: ({ element, of, s, neighbors }, session) => {
    session.print(
      `${neighbors.length} ${of} share at least ${s} with ${element}`,
    );
    printValues(neighbors, 'SHARED', session);
  },
};

/** Patterns, depth, choices and series. */
export const patternPrinters: PrintersOf<PatternResults & ChoiceResults> = {
  trusses: ({ truss }, session) => printValues(truss, 'TRUSS', session),
  'core-periphery': ({ scores, convergence }, session) => {
    noteConvergence(convergence, session);
    printValues(scores, 'CORE SCORE', session);
  },
  reducibility: (found, session) => {
    session.print(`reducibility ${formatCell(found.reducibility)}`);
    session.table(
      found.sizes.map(([size, saved]) => [
        size,
        saved,
        found.representatives.includes(size) ? 'describes' : 'follows',
      ]),
      ['SIZE', 'SAVED', ''],
    );
  },
  layers: ({ layers, sets, jaccard }, session) => {
    session.table(
      layers.map((layer, a) => [layer, sets[a] ?? 0, ...(jaccard[a] ?? [])]),
      ['LAYER', 'SETS', ...layers],
    );
  },
  'motif-profile': ({ model, samples, patterns }, session) => {
    session.table(
      patterns.map((one) => [
        one.pattern,
        one.observed,
        one.mean,
        one.sd,
        one.profile,
      ]),
      ['PATTERN', 'COUNT', 'BY CHANCE', 'SD', 'PROFILE'],
    );
    session.note(`Beside ${samples} hypergraphs by ${model}.`);
  },
  'temporal-motifs': ({ total, counts }, session) => {
    printCounts(total, counts, session);
  },
  'directed-motifs': ({ total, counts }, session) => {
    printCounts(total, counts, session);
  },
  reach: ({ from, nodes, edges }, session) => {
    session.print(
      `${from} reaches ${nodes.length - 1} nodes by ${edges.length} hyperedges`,
    );
    const near = nodes.toSorted(([, a], [, b]) => a - b);
    session.table(near.slice(0, SHOWN), ['ID', 'ROUND']);
    noteRest(nodes.length, session);
  },
  reciprocity: ({ reciprocity }, session) => {
    session.table(
      reciprocity.map(({ size, edges, exact, strong, weak }) => [
        size ?? 'all',
        edges,
        exact,
        strong,
        weak,
      ]),
      ['SIZE', 'EDGES', 'EXACT', 'STRONG', 'WEAK'],
    );
  },
  matching: ({ count, upperBound, edges }, session) => {
    session.print(
      `${count} disjoint hyperedges; no more than ${upperBound} can be`,
    );
    for (const id of edges.take(SHOWN)) session.print(id);
    noteRest(count, session);
  },
  'set-cover': (found, session) => printChosen('hyperedges', found, session),
  'hitting-set': (found, session) => printChosen('nodes', found, session),
  validated: ({ tested, validated, sets }, session) => {
    session.print(
      `${validated} of ${tested} sets come more often than by chance`,
    );
    session.table(
      sets
        .take(SHOWN)
        .map(({ members, count, p, q }) => [preview(members), count, p, q]),
      ['MEMBERS', 'TIMES', 'P', 'Q'],
    );
    noteRest(validated, session);
  },
  windows: ({ columns, rows }, session) => {
    if (rows.length === 0) session.print('No hyperedge has a time.');
    session.table(
      rows
        .take(SHOWN)
        .map(([from, , ...values]) => [timeText(from ?? NaN), ...values]),
      ['FROM', ...columns.map((name) => name.toUpperCase())],
    );
    noteRest(rows.length, session);
  },
};

function printCounts(
  total: number,
  counts: Readonly<Record<string, number>>,
  session: Session,
): void {
  session.print(`${formatCell(total)} motifs`);
  const rows = Object.entries(counts).sort(([, a], [, b]) => b - a);
  session.table(rows.slice(0, SHOWN), ['PATTERN', 'COUNT']);
  noteRest(rows.length, session);
}

function printChosen(
  what: string,
  { cost, lowerBound, chosen }: Chosen,
  session: Session,
): void {
  session.print(
    `${cost} ${what}; no fewer than ${formatCell(Math.max(0, Math.ceil(lowerBound - 1e-9)))} can do`,
  );
  for (const id of chosen.take(SHOWN)) session.print(id);
  noteRest(chosen.length, session);
}

/** A moment for people; the number where no date has it. */
function timeText(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString();
}

/** The first of a list of ids. */
export function preview(ids: readonly string[]): string {
  const rest = ids.length - 8;
  return ids.slice(0, 8).join(' ') + (rest > 0 ? ` +${rest}` : '');
}
