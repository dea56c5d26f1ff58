import type { RowStream } from '#pipeline/operations/row-stream.ts';
import type {
  TopologyMeasure,
  TopologyResults,
} from '#pipeline/operations/topology.ts';
import type { SampleFacts } from '#pipeline/operations/spectral-measures.ts';
import {
  distancePrinters,
  patternPrinters,
  preview,
} from './topology-tables.ts';
import { noteConvergence, noteRest, printValues, SHOWN } from './shown-rows.ts';
import type { Session } from './session.ts';
import { formatCell, type Cell } from './table.ts';

/** Shows the result of a measure to people. */
export function printTopology<Measure extends TopologyMeasure>(
  measure: Measure,
  result: TopologyResults[Measure],
  session: Session,
): void {
  const printer: Printers[Measure] = printers[measure];
  printer(result, session);
}

type Printers = {
  readonly [M in TopologyMeasure]: (
    result: TopologyResults[M],
    session: Session,
  ) => void;
};

const printers: Printers = {
  ...distancePrinters,
  ...patternPrinters,
  linegraph: ({ s, of, vertices, pairs, edges }, session) => {
    session.print(`${vertices} ${of}, ${pairs} pairs share at least ${s}`);
    session.table(edges.take(SHOWN), ['A', 'B', 'SHARED']);
    noteRest(edges.length, session);
  },
  components: ({ s, of, count, singletons, components }, session) => {
    session.print(
      `${count} ${s}-components of ${of}, ${singletons} of them a single one`,
    );
    session.table(
      components.take(SHOWN).map((ids) => [ids.length, preview(ids)]),
      ['SIZE', 'MEMBERS'],
    );
    noteRest(components.length, session);
  },
  centrality: ({ metric, scores, convergence, sample }, session) => {
    noteConvergence(convergence, session);
    if (sample) printEstimates(metric, scores, sample, session);
    else printValues(scores, metric.toUpperCase(), session);
  },
  motifs: ({ total, open, closed, counts, errors }, session) => {
    session.print(`${total} motifs: ${open} open, ${closed} closed`);
    session.table(
      Object.entries(counts).map(([pattern, count]) =>
        errors ? [pattern, count, errors[pattern] ?? 0] : [pattern, count],
      ),
      ['PATTERN', 'COUNT', ...(errors ? ['STANDARD ERROR'] : [])],
    );
  },
  cores: ({ core }, session) => printValues(core, 'CORE', session),
  clustering: ({ kind, mean, scores }, session) => {
    session.print(`mean ${kind} clustering ${formatCell(mean)}`);
    printValues(scores, 'CLUSTERING', session);
  },
  assortativity: ({ kind, value }, session) => {
    session.print(`${kind} assortativity ${formatCell(value)}`);
  },
  simpliciality: (found, session) => {
    session.table([
      ['simplicial fraction', found.simplicialFraction],
      ['edit simpliciality', found.editSimpliciality],
      ['face edit simpliciality', found.faceEditSimpliciality],
    ]);
  },
  spectrum: ({ values, convergence }, session) => {
    noteConvergence(convergence, session);
    for (const value of values) session.print(formatCell(value));
  },
  homology: ({ betti, simplices, euler, generators }, session) => {
    session.table(
      betti.map((value, dim) => [dim, value, simplices[dim] ?? null]),
      ['DIMENSION', 'BETTI', 'SIMPLICES'],
    );
    session.print(`Euler characteristic ${formatCell(euler)}`);
    for (const { dim, simplices: cycle } of generators ?? []) {
      session.print(`${dim}: ${cycle.map((ids) => ids.join('–')).join(' + ')}`);
    }
  },
  persistence: ({ filtration, bars }, session) => {
    session.table(bars.take(SHOWN), ['DIMENSION', 'BIRTH', 'DEATH']);
    noteRest(bars.length, session);
    session.note(`Birth and death by ${filtration}; – stays.`);
  },
  's-persistence': ({ of, bars }, session) => {
    session.table(bars.take(SHOWN), ['DIMENSION', 'FROM S', 'TO S']);
    noteRest(bars.length, session);
    session.note(`${of} that share s members, s falling; – stays.`);
  },
  communities: ({ method, quality, count, labels }, session) => {
    session.print(`${count} communities by ${method}`);
    session.print(`modularity ${formatCell(quality)}`);
    session.table(labels.take(SHOWN), ['ID', 'COMMUNITY']);
    noteRest(labels.length, session);
  },
  nullmodel: (found, session) => {
    session.table([
      ['observed', found.observed],
      [`mean of ${found.samples} by ${found.model}`, found.mean],
      ['standard deviation', found.sd],
      ['z', found.z],
      ['p', found.p],
    ]);
  },
  stats: ({ of, stats, matched, rows }, session) => {
    for (const { convergence } of stats) noteConvergence(convergence, session);
    session.table(rows.take(SHOWN), [
      'ID',
      ...stats.map(({ name }) => name.toUpperCase()),
    ]);
    noteRest(rows.length, session);
    session.note(`${matched} ${of} meet the conditions.`);
  },
  toplexes: ({ count, toplexes }, session) => {
    session.print(`${count} maximal hyperedges`);
    for (const id of toplexes.take(SHOWN)) session.print(id);
    noteRest(count, session);
  },
};

/** The largest estimates with their intervals. */
function printEstimates(
  metric: string,
  scores: RowStream<readonly [string, number]>,
  { samples, confidence, bound, intervals }: SampleFacts,
  session: Session,
): void {
  const rows = [...scores].map(
    ([id, score], at) =>
      [id, score, ...(intervals[at]?.slice(1) ?? [])] as Cell[],
  );
  rows.sort(([, a], [, b]) => Number(b) - Number(a));
  session.table(rows.slice(0, SHOWN), [
    'ID',
    metric.toUpperCase(),
    'LOW',
    'HIGH',
  ]);
  noteRest(scores.length, session);
  session.note(
    `Estimated from ${samples} of ${scores.length} starts; each interval holds its value in ${confidence * 100} of 100 samples. All at once, none is off by more than ${formatCell(bound)}.`,
  );
}
