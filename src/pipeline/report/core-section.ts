import { computeCores } from '#topology/cohesion/cores.ts';
import type { Chapter } from './chapter.ts';
import { histogramOf } from './distribution.ts';
import { counted, numberText } from './number-text.ts';
import { ranking } from './ranked.ts';

/** Cores that reach so far are drawn on logarithmic scales. */
const LONG_RANGE = 20;

/** Where hyperedges are dense: the (k, 2)-cores. */
export function writeCores(chapter: Chapter): void {
  const { hypergraph, command } = chapter.survey;
  const line = command('topology cores');
  const found = chapter.attempt(
    {
      what: 'Cores',
      steps: 16 * hypergraph.incidenceCount,
      command: line,
    },
    (loop) => computeCores(hypergraph, loop),
  );
  if (found === undefined || found.degeneracy === 0) return;
  const { cores, degeneracy } = found;
  const inner = cores.filter((core) => core === degeneracy).length;
  chapter.say(
    `The innermost core is the ${numberText(degeneracy)}-core: ${counted(inner, 'node', 'nodes')} of which each is in at least ${numberText(degeneracy)} hyperedges among themselves.`,
  );
  const scale = degeneracy >= LONG_RANGE ? 'log' : 'linear';
  let above = cores.length;
  const points = histogramOf(cores).map(([core, count]): [number, number] => {
    const point: [number, number] = [core, above];
    above -= count;
    return point;
  });
  chapter.show(
    {
      kind: 'lines',
      title: 'Nodes in the k-core',
      note: 'The k-core is what stays when nodes in fewer than k hyperedges go, and hyperedges with fewer than two of their members left.',
      command: line,
      axes: {
        x: { title: 'k', scale },
        y: { title: 'nodes in the k-core', scale },
      },
      shape: 'straight',
      series: [{ name: 'nodes', points: points.filter(([k]) => k > 0) }],
    },
    ranking(chapter.survey, 'nodes', cores, {
      title: 'Nodes of the innermost cores',
      value: 'core number',
      command: line,
    }),
  );
}
