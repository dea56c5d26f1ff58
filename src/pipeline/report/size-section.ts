import type { Spread } from '#topology/summary.ts';
import type { Chapter } from './chapter.ts';
import { distribution, isHeavyTailed, shareAbove } from './distribution.ts';
import { counted, numberText, shareText } from './number-text.ts';

/** What there is: counts, degrees and sizes. */
export function writeSizes(chapter: Chapter): void {
  const { summary, command } = chapter.survey;
  const { nodes, edges, incidences, degree, size } = summary;
  const info = command('info');
  chapter.say(
    `${counted(incidences, 'incidence', 'incidences')} between ${counted(nodes, 'node', 'nodes')} and ${counted(edges, 'hyperedge', 'hyperedges')}: ${shareText(summary.density)} of the incidence matrix is filled.`,
  );
  chapter.show({
    kind: 'numbers',
    title: 'Counts',
    command: info,
    numbers: [
      { name: 'nodes', value: nodes },
      { name: 'hyperedges', value: edges },
      { name: 'incidences', value: incidences },
      { name: 'density', value: summary.density, note: 'filled share' },
      { name: 'isolated nodes', value: summary.isolatedNodes },
      { name: 'empty hyperedges', value: summary.emptyEdges },
      {
        name: 'repeated hyperedges',
        value: summary.duplicateEdges,
        note: 'same members as an earlier one',
      },
      { name: 'directed', value: summary.directed ? 'yes' : 'no' },
      { name: 'weighted', value: summary.weighted ? 'yes' : 'no' },
    ],
  });
  showKinds(chapter);
  if (incidences === 0) return;
  chapter.say(
    `A hyperedge has ${spreadText(size)} members; a node is in ${spreadText(degree)} hyperedges.`,
  );
  chapter.show(
    distribution(summary.sizes, size, {
      title: 'Sizes of hyperedges',
      axes: ['members of a hyperedge', 'hyperedges'],
      command: info,
    }),
    distribution(summary.degrees, degree, {
      title: 'Degrees of nodes',
      axes: ['hyperedges of a node', 'nodes'],
      command: info,
    }),
  );
  showTails(chapter);
}

function showKinds(chapter: Chapter): void {
  const { summary, command } = chapter.survey;
  const kinds = Object.entries(summary.kinds);
  if (kinds.length > 0) {
    chapter.show({
      kind: 'table',
      title: 'Kinds of nodes',
      command: command('info'),
      columns: ['kind', 'nodes'],
      rows: kinds.sort(([, a], [, b]) => b - a),
    });
  }
}

function showTails(chapter: Chapter): void {
  const { summary, command } = chapter.survey;
  const { size, degree } = summary;
  const isHeavy = isHeavyTailed(size) || isHeavyTailed(degree);
  const scale = isHeavy ? 'log' : 'linear';
  chapter.show({
    kind: 'lines',
    title: 'How long the tails are',
    note: 'Share of hyperedges with at least so many members, and of nodes in at least so many hyperedges.',
    command: command('info'),
    axes: {
      x: { title: 'members, or hyperedges', scale },
      y: { title: 'share with at least as many', scale },
    },
    shape: 'straight',
    series: [
      shareAbove('hyperedges, by size', summary.sizes),
      shareAbove('nodes, by degree', summary.degrees),
    ],
  });
}

function spreadText(spread: Spread): string {
  const { min, median, mean, max } = spread;
  if (min === max) return `always ${numberText(min)}`;
  const tail = isHeavyTailed(spread) ? ', with a long tail' : '';
  return `${numberText(min)} to ${numberText(max)} (median ${numberText(median)}, mean ${numberText(mean)}${tail})`;
}
