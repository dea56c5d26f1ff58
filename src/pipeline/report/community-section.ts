import { findCommunities } from '#topology/communities/find-communities.ts';
import { computeDegree } from '#topology/centrality/degree.ts';
import type { Chapter } from './chapter.ts';
import { counted, numberText, shareText } from './number-text.ts';
import { largest } from './ranked.ts';
import type { LinesFigure, TableFigure } from './report.ts';

/** Passes over all pairs of members that the search makes, about. */
const PASSES = 12;

/** Communities listed, and members named of each. */
const SHOWN = 10;
const NAMED = 5;

/** Groups of nodes that meet mostly among themselves. */
export function writeCommunities(chapter: Chapter): void {
  const { hypergraph, nodeWedges, seed, command } = chapter.survey;
  const line = command('topology communities');
  const found = chapter.attempt(
    { what: 'Communities', steps: PASSES * nodeWedges, command: line },
    (loop) => findCommunities(hypergraph, { seed, ...loop }),
  );
  if (found === undefined || found.count === 0) return;
  const { labels, count, quality } = found;
  const sizes = new Uint32Array(count);
  for (const label of labels) sizes[label] = (sizes[label] ?? 0) + 1;
  const ranked = largest(sizes, count);
  const several = ranked.filter((community) => (sizes[community] ?? 0) > 1);
  if (several.length === 0) return;
  const [first = 0] = ranked;
  chapter.say(
    `${counted(several.length, 'community', 'communities')} of two nodes or more, modularity ${numberText(quality)}; the largest holds ${shareText((sizes[first] ?? 0) / labels.length)} of the nodes.`,
  );
  chapter.show(
    {
      kind: 'numbers',
      title: 'Communities',
      note: 'Found by hypergraph modularity: nodes of a hyperedge in one community, compared with chance. Repeats with the seed.',
      command: line,
      numbers: [
        { name: 'modularity', value: quality },
        { name: 'communities', value: count },
        { name: 'of two nodes or more', value: several.length },
        { name: 'nodes alone', value: count - several.length },
      ],
    },
    sizeCurve(
      several.map((community) => sizes[community] ?? 0),
      line,
    ),
    listOf(chapter, { labels, sizes, shown: several.slice(0, SHOWN) }, line),
  );
}

/** Sizes by rank. */
function sizeCurve(sizes: readonly number[], command: string): LinesFigure {
  const isWide = (sizes[0] ?? 0) >= 50;
  return {
    kind: 'lines',
    title: 'Sizes of communities',
    note: 'Of two nodes or more.',
    command,
    axes: {
      x: { title: 'community, largest first', scale: 'linear' },
      y: { title: 'nodes', scale: isWide ? 'log' : 'linear' },
    },
    shape: 'straight',
    series: [
      { name: 'nodes', points: sizes.map((size, at) => [at + 1, size]) },
    ],
  };
}

/** Communities with the members that people know. */
function listOf(
  { survey: { hypergraph, names } }: Chapter,
  found: {
    readonly labels: Uint32Array;
    readonly sizes: Uint32Array;
    readonly shown: readonly number[];
  },
  command: string,
): TableFigure {
  const degrees = computeDegree(hypergraph, { of: 'nodes' });
  const rows = found.shown.map((community) => {
    const own = degrees.map((degree, node) =>
      found.labels[node] === community ? degree : 0,
    );
    const members = largest(own, NAMED).map((node) =>
      names.text('nodes', node),
    );
    return [community, found.sizes[community] ?? 0, members.join(', ')];
  });
  return {
    kind: 'table',
    title: 'The largest communities',
    note: 'Each with its members of the highest degree.',
    command,
    columns: ['community', 'nodes', 'best connected members'],
    rows,
  };
}
