import type { ElementKind } from '#hypergraph/hypergraph.ts';
import { computeBetweenness } from '#topology/centrality/betweenness.ts';
import { computeDegree } from '#topology/centrality/degree.ts';
import { computeEigenvector } from '#topology/centrality/eigenvector.ts';
import { computeHarmonic } from '#topology/centrality/harmonic.ts';
import type { IteratedScores } from '#compute/cpu/tensor-eigenvectors.ts';
import { computePageRank } from '#topology/centrality/pagerank.ts';
import { computeSampledBetweenness } from '#topology/centrality/sampled-betweenness.ts';
import { countLineGraphPairs } from '#topology/walks/line-graph.ts';
import type { Chapter } from './chapter.ts';
import { numberText, stepsText } from './number-text.ts';
import { elementWord, largest, ranking } from './ranked.ts';

/** Starts of an estimate: fewer say too little, more are not needed here. */
const FEWEST_STARTS = 32;
const MOST_STARTS = 256;

/** What one step of a search from one element costs, in elementary steps. */
const LINK_COST = 2;

/** Most steps of an iteration looked for. */
const ITERATIONS = 100;

/** The most central nodes and hyperedges, by several meanings of the word. */
export function writeCentrality(chapter: Chapter): void {
  writeSide(chapter, 'nodes');
  writeSide(chapter, 'edges');
}

function writeSide(chapter: Chapter, of: ElementKind): void {
  const { hypergraph, names, command, loop } = chapter.survey;
  const all = of === 'nodes' ? 'Nodes' : 'Hyperedges';
  const order = of === 'nodes' ? ' --of nodes' : '';
  const degrees = computeDegree(hypergraph, { of, ...loop });
  const [top] = largest(degrees, 1);
  if (top === undefined) return;
  chapter.show(
    ranking(chapter.survey, of, degrees, {
      title:
        of === 'nodes'
          ? 'Nodes in the most hyperedges'
          : 'Hyperedges with the most members',
      value: of === 'nodes' ? 'hyperedges' : 'members',
      command: command('topology centrality', `--metric degree${order}`),
    }),
  );
  const between = writeBetweenness(chapter, of);
  if (of === 'nodes') {
    const most = `${names.text(of, top)} is in the most hyperedges (${numberText(degrees[top] ?? 0)})`;
    const [bridge] = between ? largest(between, 1) : [];
    chapter.say(
      bridge === undefined
        ? `${most}.`
        : bridge === top
          ? `${most} and lies on the most shortest walks.`
          : `${most}; ${names.text(of, bridge)} lies on the most shortest walks.`,
    );
  }
  writeHarmonic(chapter, of);
  writeIterated(chapter, of, {
    what: `PageRank of ${elementWord(of)}`,
    title: `${all} by PageRank`,
    note: 'Share of time that a surfer spends there who follows links by overlap and jumps now and then (damping 0.85).',
    options: `--metric pagerank${order}`,
    compute: computePageRank,
  });
  if (of === 'edges') return;
  writeIterated(chapter, of, {
    what: 'The eigenvector centrality',
    title: 'Nodes by eigenvector',
    note: 'Central is who meets the central often: leading eigenvector of the clique expansion, one for each component.',
    options: '--metric eigenvector --of nodes',
    compute: computeEigenvector,
  });
}

/** Exact where that is affordable, else from as many starts as are. */
function writeBetweenness(
  chapter: Chapter,
  of: ElementKind,
): Float64Array | undefined {
  const { survey } = chapter;
  const { hypergraph, seed, effort } = survey;
  const name = of === 'nodes' ? 'Nodes' : 'Hyperedges';
  const order = of === 'nodes' ? ' --of nodes' : '';
  const exact = survey.command(
    'topology centrality',
    `--metric betweenness${order} --normalized`,
  );
  const total = of === 'nodes' ? hypergraph.nodeCount : hypergraph.edgeCount;
  const pairs = pairsOf(chapter, of);
  if (pairs === undefined) return undefined;
  const stepsAStart = LINK_COST * 2 * pairs + total;
  const steps = total * stepsAStart;
  const words = {
    title: `${name} on the most shortest walks`,
    note: 'Betweenness: share of pairs of others whose shortest walks pass here.',
    value: 'betweenness',
  };
  const asked = { of, normalized: true, ...survey.loop };
  if (steps <= effort) {
    const scores = computeBetweenness(hypergraph, asked);
    chapter.show(ranking(survey, of, scores, { ...words, command: exact }));
    return scores;
  }
  const starts = Math.min(MOST_STARTS, Math.floor(effort / stepsAStart));
  const what = `Exact betweenness of ${elementWord(of)}`;
  if (starts < FEWEST_STARTS) {
    chapter.affords({ what, steps, command: exact });
    return undefined;
  }
  const found = computeSampledBetweenness(hypergraph, {
    ...asked,
    samples: starts,
    seed,
  });
  chapter.leaveOut({
    what,
    why: `takes about ${stepsText(steps)} steps; it is estimated from ${starts} of ${numberText(total)} starts instead.`,
    command: exact,
  });
  const { values, margins } = found;
  chapter.show(
    ranking(survey, of, values, {
      ...words,
      margins,
      note: `Betweenness: share of pairs of others whose shortest walks pass here. Estimated from ${starts} of ${numberText(total)} starts; the thin line is the interval that holds the value in about 95 of 100 samples.`,
      command: `${exact} --samples ${starts}`,
    }),
  );
  return values;
}

function pairsOf(chapter: Chapter, of: ElementKind): number | undefined {
  const { hypergraph, edgeWedges, nodeWedges, command } = chapter.survey;
  const steps = of === 'edges' ? edgeWedges : nodeWedges;
  const order = of === 'nodes' ? ' --of nodes' : '';
  return chapter.attempt(
    {
      what: `Centralities of ${elementWord(of)} by shortest walks`,
      steps,
      command: command('topology linegraph', `--count-only${order}`),
    },
    (loop) => countLineGraphPairs(hypergraph, { of, ...loop }).pairCount,
  );
}

function writeHarmonic(chapter: Chapter, of: ElementKind): void {
  const { hypergraph, edgeWedges, nodeWedges, command } = chapter.survey;
  const order = of === 'nodes' ? ' --of nodes' : '';
  const line = command('topology centrality', `--metric harmonic${order}`);
  const wedges = of === 'edges' ? edgeWedges : nodeWedges;
  const total = of === 'edges' ? hypergraph.edgeCount : hypergraph.nodeCount;
  const scores = chapter.attempt(
    {
      what: `The harmonic centrality of ${elementWord(of)}`,
      // searches go 32 at once, at s = 1 over incidences
      steps: Math.min(wedges, hypergraph.incidenceCount * 4) * (total / 32),
      command: line,
    },
    (loop) => computeHarmonic(hypergraph, { of, ...loop }),
  );
  if (scores === undefined) return;
  chapter.show(
    ranking(chapter.survey, of, scores, {
      title: of === 'nodes' ? 'Nodes near to all' : 'Hyperedges near to all',
      note: 'Harmonic centrality: the sum of one over the distance to each other one.',
      value: 'harmonic',
      command: line,
    }),
  );
}

interface IteratedWords {
  readonly what: string;
  readonly title: string;
  readonly note: string;
  readonly options: string;
  readonly compute: typeof computePageRank;
}

function writeIterated(
  chapter: Chapter,
  of: ElementKind,
  { what, title, note, options, compute }: IteratedWords,
): void {
  const { hypergraph, command } = chapter.survey;
  const line = command('topology centrality', options);
  const found: IteratedScores | undefined = chapter.attempt(
    { what, steps: ITERATIONS * hypergraph.incidenceCount, command: line },
    (loop) => compute(hypergraph, { of, ...loop }),
  );
  if (found === undefined) return;
  if (!found.converged) {
    chapter.leaveOut({
      what,
      why: `had not converged after ${found.iterations} steps (residual ${found.residual.toExponential(1)}); what is shown is where it stood.`,
      command: line,
    });
  }
  chapter.show(
    ranking(chapter.survey, of, found.values, {
      title,
      note,
      value: 'score',
      command: line,
    }),
  );
}
