import {
  computeMotifs,
  computeSampledMotifs,
  type Motifs,
  type SampledMotifs,
} from '#topology/motifs/motifs.ts';
import { countLineGraphPairs } from '#topology/walks/line-graph.ts';
import type { Chapter } from './chapter.ts';
import { numberText, shareText, stepsText } from './number-text.ts';
import type { RankedRow, RankingFigure } from './report.ts';

/** Pairs drawn where all triples are too many. */
const SAMPLES = 100_000;

/** Two-sided 95 % of the normal distribution. */
const Z = 1.96;

/** How three hyperedges meet: the 26 h-motifs. */
export function writeMotifs(chapter: Chapter): void {
  const found = countOrEstimate(chapter);
  if (found === undefined || found.total === 0) return;
  const { total, open, closed } = found;
  const about = 'errors' in found ? 'about ' : '';
  chapter.say(
    `${about === '' ? '' : 'About '}${numberText(Math.round(total))} triples of hyperedges hang together; in ${shareText(closed / total)} of them all three meet pairwise (closed), in ${shareText(open / total)} two share nothing (open).`,
  );
  chapter.show(patterns(chapter, found, true), patterns(chapter, found, false));
}

function countOrEstimate(chapter: Chapter): Motifs | SampledMotifs | undefined {
  const { hypergraph, edgeWedges, effort, seed, loop, command } =
    chapter.survey;
  const line = command('topology motifs');
  const pairs = chapter.attempt(
    { what: 'h-motifs', steps: edgeWedges, command: line },
    () => countLineGraphPairs(hypergraph, loop).pairCount,
  );
  if (pairs === undefined) return undefined;
  // pairs of neighbours in the line graph, at the least
  const steps = (4 * pairs * pairs) / Math.max(1, hypergraph.edgeCount);
  if (steps <= effort) return computeMotifs(hypergraph, loop);
  chapter.leaveOut({
    what: 'Exact counts of h-motifs',
    why: `take at least ${stepsText(steps)} steps; they are estimated from ${numberText(SAMPLES)} pairs of hyperedges instead.`,
    command: line,
  });
  return chapter.attempt(
    {
      what: 'Estimates of h-motifs',
      steps: (SAMPLES * 2 * pairs) / Math.max(1, hypergraph.edgeCount),
      command: `${line} --samples ${SAMPLES}`,
    },
    () => computeSampledMotifs(hypergraph, { samples: SAMPLES, seed, ...loop }),
  );
}

function patterns(
  chapter: Chapter,
  found: Motifs | SampledMotifs,
  closed: boolean,
): RankingFigure {
  const errors = 'errors' in found ? found.errors : undefined;
  const rows = found.patterns.flatMap((pattern, i): RankedRow[] => {
    const value = found.counts[i] ?? 0;
    if (isClosed(pattern) !== closed || value === 0) return [];
    const margin = Z * (errors?.[i] ?? 0);
    return [
      {
        name: pattern,
        motif: pattern,
        note: shareText(value / found.total),
        value: Math.round(value),
        ...(errors && {
          interval: [Math.max(0, value - margin), value + margin],
        }),
      },
    ];
  });
  rows.sort((a, b) => b.value - a.value);
  const line = chapter.survey.command('topology motifs');
  return {
    kind: 'ranking',
    title: closed ? 'Closed triples' : 'Open triples',
    note: 'A dot says that some node lies there: digits are for a, b, c alone, ab, bc, ca, and abc. Equal hyperedges count once. Bars are on a logarithmic scale.',
    command: errors ? `${line} --samples ${SAMPLES}` : line,
    columns: { name: 'pattern', value: 'triples' },
    scale: 'log',
    rows,
    more: 0,
  };
}

/** All three pairs share something: ab, bc, ca, or abc. */
function isClosed(pattern: string): boolean {
  const [, , , ab, bc, ca, abc] = pattern;
  return abc === '1' || (ab === '1' && bc === '1' && ca === '1');
}
