import type { ComputeOptions } from '#compute/backend.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { throwIfStopped } from '#numeric/cancellation.ts';
import { summarize } from '#topology/summary.ts';
import { writeCentrality } from './centrality-section.ts';
import { Chapter, type Survey } from './chapter.ts';
import { writeCohesion } from './cohesion-section.ts';
import { writeCommunities } from './community-section.ts';
import { writeConnection } from './connection-section.ts';
import { writeContainment } from './containment-section.ts';
import { writeCores } from './core-section.ts';
import { ElementNames } from './element-names.ts';
import { writeHomology } from './homology-section.ts';
import { writeMotifs } from './motif-section.ts';
import type { Report } from './report.ts';
import { writeSizes } from './size-section.ts';
import { dateText, writeTime } from './time-section.ts';

/** Elementary steps that a part of a report may take: some seconds. */
export const DEFAULT_EFFORT = 3e9;

/** What is reported on. */
export interface ReportSubject {
  readonly hypergraph: Hypergraph;
  readonly title: string;
  readonly provenance: Report['provenance'];
  readonly rejected: Report['rejected'];
  /** A command on the same source, with more options. */
  readonly command: Survey['command'];
}

/** How far a report goes. */
export interface ReportOptions extends ComputeOptions {
  /** Default 0. */
  readonly seed?: number | undefined;
  /** Most elementary steps of a part. Default {@link DEFAULT_EFFORT}. */
  readonly effort?: number | undefined;
}

/** Sections in their order. */
const writers: readonly (readonly [
  id: string,
  title: string,
  write: (chapter: Chapter) => void,
])[] = [
  ['sizes', 'Sizes and degrees', writeSizes],
  ['time', 'Over time', writeTime],
  ['connection', 'Connection', writeConnection],
  ['centrality', 'Central nodes and hyperedges', writeCentrality],
  ['cores', 'Cores', writeCores],
  ['containment', 'What lies inside what', writeContainment],
  ['motifs', 'How three hyperedges meet', writeMotifs],
  ['homology', 'Holes', writeHomology],
  ['communities', 'Communities', writeCommunities],
  ['cohesion', 'Clustering and assortativity', writeCohesion],
];

/**
 * Everything worth saying of a hypergraph that is affordable; what is not is
 * named, with its price. The same for the same data, seed and effort.
 * @throws PolyadError CANCELLED, or LIMIT_EXCEEDED where the time for all is over
 */
export function composeReport(
  subject: ReportSubject,
  options: ReportOptions = {},
): Report {
  const { hypergraph, title, provenance, rejected, command } = subject;
  const { seed = 0, effort = DEFAULT_EFFORT, onProgress, ...loop } = options;
  const summary = summarize(hypergraph);
  const survey: Survey = {
    hypergraph,
    summary,
    names: new ElementNames(hypergraph),
    seed,
    effort,
    loop,
    edgeWedges: wedgeTotal(hypergraph.nodes),
    nodeWedges: wedgeTotal(hypergraph.edges),
    command,
  };
  // without an incidence there is nothing more to say than that
  const wanted = summary.incidences === 0 ? writers.slice(0, 1) : writers;
  const sections = wanted.map(([id, heading, write], done) => {
    throwIfStopped(loop.signal);
    onProgress?.(done, wanted.length);
    const chapter = new Chapter(survey, id, heading);
    write(chapter);
    return chapter.section;
  });
  onProgress?.(wanted.length, wanted.length);
  const { nodes, edges, incidences, components, time } = summary;
  return {
    title,
    counts: [
      { name: 'nodes', value: nodes },
      { name: 'hyperedges', value: edges },
      { name: 'incidences', value: incidences },
      { name: 'components', value: components },
      ...(time
        ? [
            { name: 'from', value: dateText(time.from).slice(0, 10) },
            { name: 'to', value: dateText(time.to).slice(0, 10) },
          ]
        : []),
    ],
    provenance,
    rejected,
    sections: sections.filter(
      ({ says, figures, leftOut }) =>
        says.length + figures.length + leftOut.length > 0,
    ),
  };
}

/** Σ d² over the rows of `incidence`. */
function wedgeTotal({ offsets }: Incidence): number {
  let total = 0;
  for (let row = 0; row + 1 < offsets.length; row++) {
    const length = (offsets[row + 1] ?? 0) - (offsets[row] ?? 0);
    total += length * length;
  }
  return total;
}
