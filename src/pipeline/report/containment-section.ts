import { findToplexes } from '#compute/toplexes.ts';
import { rowCount, rowLength } from '#hypergraph/incidence.ts';
import { computeEncapsulation } from '#topology/cohesion/encapsulation.ts';
import { computeSimpliciality } from '#topology/cohesion/simpliciality.ts';
import type { Chapter } from './chapter.ts';
import { distribution, histogramOf, spreadOf } from './distribution.ts';
import { counted, numberText, shareText } from './number-text.ts';
import { ranking } from './ranked.ts';

/** Which hyperedges are maximal, and what lies inside what. */
export function writeContainment(chapter: Chapter): void {
  const { hypergraph, edgeWedges, command, summary } = chapter.survey;
  const line = command('topology toplexes');
  const toplexes = chapter.attempt(
    { what: 'Toplexes', steps: edgeWedges, command: line },
    (loop) => findToplexes(hypergraph.edges, hypergraph.nodes, loop).length,
  );
  if (toplexes === undefined) return;
  const inner = summary.edges - toplexes;
  chapter.say(
    inner === 0
      ? 'Every hyperedge is maximal: none lies inside another.'
      : `${counted(toplexes, 'hyperedge is', 'hyperedges are')} maximal (toplexes); the other ${numberText(inner)} (${shareText(inner / summary.edges)}) lie inside one or repeat it.`,
  );
  writeSimpliciality(chapter, toplexes);
  if (inner === 0) return;
  const inside = chapter.attempt(
    { what: 'What lies inside what', steps: edgeWedges },
    (loop) => computeEncapsulation(hypergraph, loop),
  );
  if (inside === undefined || inside.members.length === 0) return;
  const holders = new Uint32Array(rowCount(inside));
  for (const edge of inside.members) holders[edge] = (holders[edge] ?? 0) + 1;
  const held = holders.map((_, edge) => rowLength(inside, edge));
  const histogram = histogramOf(holders);
  chapter.show(
    distribution(histogram, spreadOf(histogram), {
      title: 'Hyperedges inside others',
      note: 'Equal ones are not counted as inside each other.',
      axes: ['larger hyperedges that hold it', 'hyperedges'],
    }),
    ranking(chapter.survey, 'edges', held, {
      title: 'Hyperedges that hold the most others',
      value: 'hyperedges inside',
    }),
  );
}

function writeSimpliciality(chapter: Chapter, toplexes: number): void {
  const { hypergraph, edgeWedges, effort, command } = chapter.survey;
  const line = command('topology simpliciality');
  const found = chapter.attempt(
    { what: 'Simpliciality', steps: edgeWedges, command: line },
    (loop) =>
      computeSimpliciality(hypergraph, { maxSteps: effort / 30, ...loop }),
  );
  chapter.show({
    kind: 'numbers',
    title: 'Maximal hyperedges and simpliciality',
    note: 'How near to a simplicial complex, from 0 to 1; faces of two members or more.',
    command: found ? line : command('topology toplexes'),
    numbers: [
      { name: 'toplexes', value: toplexes, note: 'maximal hyperedges' },
      ...(found
        ? [
            {
              name: 'simplicial fraction',
              value: found.simplicialFraction,
              note: 'hyperedges of three or more that have all their faces',
            },
            {
              name: 'edit simpliciality',
              value: found.editSimpliciality,
              note: 'faces of the closure that are there',
            },
            {
              name: 'face edit simpliciality',
              value: found.faceEditSimpliciality,
              note: 'the same, averaged over toplexes',
            },
          ]
        : []),
    ],
  });
}
